import { Severity } from '../../findings/finding';
import { wholeFault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { repeated } from '../../toolkit/shape';
import { BundleRule, faultOf } from '../rule';
import { own } from '../sources';

export const OBJECT_TWICE: BundleRule = {
  id: 'APP002',
  name: 'object-twice',
  on: 'bundle',
  severity: Severity.ERROR,
  title: 'No two constructs make the same object of a cluster',
  why: 'One of the two would overwrite the other, and which one is left to chance.',
  remedy: 'Give one of them another name, or remove it.',
  source: own('docs/architecture.md'),
  acceptable: false,

  *check({ entries, clusters }) {
    const owners = new Map<string, Entry>();
    const namedTwice = new Set(repeated(clusters.map(({ facts }) => facts.name)));
    for (const entry of entries) {
      const key = keyOf(entry);
      if (key === undefined || isOfOneGivenTwice(entry, namedTwice)) continue;
      const owner = owners.get(key);
      if (owner === undefined) {owners.set(key, entry);} else {
        yield faultOf(entry,
          wholeFault(`${titleOf(entry)} is already made by ${owner.where}, so one of the two would overwrite the other`,
            this.remedy));
      }
    }
  },
};

export const UNRENDERABLE: BundleRule = {
  id: 'APP003',
  name: 'rendering',
  on: 'bundle',
  severity: Severity.ERROR,
  title: 'Every object can be rendered, and has what identifies it',
  why: 'A JSON patch or a lazy value failed, or removed apiVersion, kind or metadata.name.',
  remedy: 'See its JSON patches and lazy values.',
  source: own('docs/architecture.md'),
  acceptable: false,

  *check({ entries }) {
    for (const entry of entries) {
      if (entry.failure !== undefined) yield { ...entry.failure, where: entry.where };
    }
  },
};

/** Whether an object is made twice because its cluster or its tenant is, which rules of their own report. */
function isOfOneGivenTwice({ cluster, object, kind, namespace }: Entry,
  namedTwice: ReadonlySet<string | number>): boolean {
  if (cluster === undefined) return false;
  const home = kind === 'Namespace' ? object?.metadata.name : namespace;
  return namedTwice.has(cluster.facts.name) || cluster.tenantsOf(home).length > 1;
}

/** What tells an object from all others of its cluster; the same object may well exist in two clusters. */
function keyOf(entry: Entry): string | undefined {
  const { object } = entry;
  if (object === undefined) return undefined;
  const { name, namespace = '' } = object.metadata;
  return [entry.placement.cluster ?? '', entry.group, object.kind, namespace, name].join('/');
}

function titleOf({ object }: Entry): string {
  const { name, namespace } = object!.metadata;
  const within = namespace === undefined ? '' : ` in namespace "${namespace}"`;
  return `${object!.kind} "${name}"${within}`;
}
