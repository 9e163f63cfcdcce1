import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { instancetypeOf } from '../../inventory/referenced';
import { instancetypeConflicts } from '../../machines/size/instancetype-conflicts';
import { inJson } from '../../props/words';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';

export const INSTANCETYPE_CONFLICT: MachineRule = {
  id: 'VM119',
  name: 'workers/instancetype-conflict',
  on: 'machine',
  concerns: ['spec.instancetype'],
  severity: Severity.ERROR,
  title: 'A machine does not set what its instancetype sets',
  why: 'KubeVirt refuses a machine that sets a field of its instancetype too, and every member of a pool with it.',
  remedy: 'Leave the field out of the machine or of the instancetype.',
  source: kubevirt('pkg/instancetype/apply/vmi.go: ApplyToVMI'),
  acceptable: false,

  *check(machine, entry) {
    const offered = instancetypeOf(entry);
    if (offered === undefined) return;
    const name = machine.spec.instancetype?.name;
    for (const { field, own, offered: other } of instancetypeConflicts(machine, offered)) {
      yield fault(field, `is ${inJson(own)}, but the instancetype "${name}" sets ${inJson(other)}, and KubeVirt `
        + 'refuses a machine that has both',
      'Leave one of the two out.');
    }
  },
};
