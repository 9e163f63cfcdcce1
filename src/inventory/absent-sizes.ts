import type { Entry } from './entry';
import { instancetypeOf, preferenceOf } from './referenced';
import type { InstancetypeMatcher } from '../../imports/kubevirt.io';

/** An instancetype that an entry's machine names and the bundle does not hold, in words. */
export function absentInstancetype(entry: Entry): string | undefined {
  const named = entry.machine?.spec.instancetype;
  return named === undefined || instancetypeOf(entry) !== undefined ? undefined : `the instancetype ${nameOf(named)}`;
}

/** A preference that an entry's machine names and the bundle does not hold, in words. */
export function absentPreference(entry: Entry): string | undefined {
  const named = entry.machine?.spec.preference;
  return named === undefined || preferenceOf(entry) !== undefined ? undefined : `the preference ${nameOf(named)}`;
}

function nameOf({ name, inferFromVolume }: Pick<InstancetypeMatcher, 'name' | 'inferFromVolume'>): string {
  return name === undefined ? `that the volume "${inferFromVolume}" names` : `"${name}"`;
}
