import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import { instancetypeNamed, preferenceOf } from './referenced';
import type { VirtualMachineSpec } from '../../imports/kubevirt.io';
import { applyInstancetype } from '../machines/size/apply-instancetype';
import { applyPreference } from '../machines/size/apply-preference';
import type { OfferedSize } from '../machines/size/offered-size';
import { Quantity } from '../toolkit/quantity';

/** The machine of an entry with its instancetype applied; unchanged if the instancetype is not known. */
export function sizedMachine(entry: Entry): VirtualMachineSpec | undefined {
  const spec = entry.machine?.spec;
  const { kind = '', name, revisionName } = spec?.instancetype ?? {};
  if (spec === undefined || name === undefined || entry.cluster === undefined) return spec;
  if (revisionName !== undefined) return spec;
  const size = offeredSize(entry.cluster, kind, name, entry.namespace);
  return size === undefined ? spec : applyInstancetype(spec, size);
}

/** The machine of an entry with its instancetype and its preference applied, as far as they are known. */
export function appliedMachine(entry: Entry): VirtualMachineSpec | undefined {
  const sized = sizedMachine(entry);
  const preference = preferenceOf(entry);
  return sized === undefined || preference === undefined ? sized : applyPreference(sized, preference);
}

/**
 * What a guest with an instancetype of the bundle or of KubeVirt gets; undefined if neither holds it, or if it has no
 * valid size.
 */
export function offeredSize(
  cluster: ClusterView,
  kind: string,
  name: string,
  namespace: string | undefined,
): OfferedSize | undefined {
  const spec = instancetypeNamed(cluster, { kind, name }, namespace);
  const memory = spec?.memory?.guest === undefined ? undefined : Quantity.parse(spec.memory.guest);
  const cpu = spec?.cpu?.guest;
  if (spec === undefined || memory === undefined || !Number.isInteger(cpu) || !(cpu! > 0)) return undefined;
  return { cpu: cpu!, memory, spec };
}
