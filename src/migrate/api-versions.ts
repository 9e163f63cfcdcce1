import type { Migration } from './migration';
import { splitApiVersion } from '../releases/api-versions';
import type { Kind } from '../releases/facts';

/** Writes the version in which the releases store each kind of KubeVirt and CDI, and the group that the kind is in. */
export function updateApiVersions(migration: Migration): void {
  const { kubevirt, cdi } = migration.target;
  for (const release of [kubevirt, cdi]) {
    for (const manifest of migration.objects) {
      const stored = storedVersion(manifest.apiVersion, manifest.kind, release._facts.kinds);
      if (stored === undefined || stored === manifest.apiVersion) continue;
      const [group] = splitApiVersion(stored);
      const reason = group === manifest.group
        ? `${release} stores the kind in this version`
        : `the kind is in the group ${group}`;
      migration.edit(manifest).set('apiVersion', stored, reason);
    }
  }
}

/** A version without `alpha` or `beta`, which stays as long as it is served. */
const STABLE = /^v\d+$/;

/**
 * The apiVersion in which a kind is stored; undefined if the object's own is as good, if the group is not of the
 * release, or if the group does not have the kind, and several others do.
 */
function storedVersion(apiVersion: string, kind: string, kinds: readonly Kind[]): string | undefined {
  const [group, version] = splitApiVersion(apiVersion);
  if (!kinds.some((each) => each.group === group)) return undefined;
  const named = kinds.filter((each) => each.kind === kind);
  const inGroup = named.find((each) => each.group === group);
  const isServed = inGroup?.versions.some(({ name, served }) => served && name === version) ?? false;
  if (isServed && STABLE.test(version)) return undefined;
  const found = inGroup ?? (named.length === 1 ? named[0] : undefined);
  const stored = found?.versions.find(({ storage, served }) => storage && served);
  return found && stored && `${found.group}/${stored.name}`;
}
