import type { TypedLocalObjectReference } from '../../../imports/kubevirt.io';
import { Fault, fault } from '../../findings/rule';

export const SNAPSHOTS = 'snapshot.kubevirt.io';
export const SNAPSHOT = `${SNAPSHOTS}/VirtualMachineSnapshot`;
export const RESTORE = `${SNAPSHOTS}/VirtualMachineRestore`;
export const CONTENT = `${SNAPSHOTS}/VirtualMachineSnapshotContent`;
export const CLONE = 'clone.kubevirt.io/VirtualMachineClone';
export const EXPORT = 'export.kubevirt.io/VirtualMachineExport';
export const BACKUP = 'backup.kubevirt.io/VirtualMachineBackup';

const MACHINE = { group: 'kubevirt.io', kind: 'VirtualMachine' };

/** The fault of a reference that must name a VirtualMachine. */
export function* notMachine(field: string, { apiGroup, kind }: TypedLocalObjectReference): Iterable<Fault> {
  if (apiGroup === undefined) {
    yield fault(`${field}.apiGroup`, 'is missing, and KubeVirt does not guess it', `Write ${MACHINE.group}.`);
  } else if (apiGroup !== MACHINE.group) {
    yield fault(`${field}.apiGroup`, `is "${apiGroup}", but KubeVirt takes VirtualMachines alone`,
      `Write ${MACHINE.group}.`);
  } else if (kind !== MACHINE.kind) {
    yield fault(`${field}.kind`, `is "${kind}", but KubeVirt takes VirtualMachines alone`,
      `Write ${MACHINE.kind}; a member of a pool is one too.`);
  }
}
