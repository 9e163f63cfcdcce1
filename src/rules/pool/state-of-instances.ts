import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { keptState } from '../../machines/disks/state-claim';
import { VMI } from '../../machines/machine';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

export const STATE_OF_INSTANCES: ObjectRule = {
  id: 'POOL031',
  name: 'workers/state-of-instances',
  on: 'object',
  kinds: ['kubevirt.io/VirtualMachineInstanceReplicaSet'],
  severity: Severity.WARNING,
  title: 'The instances of a replica set keep no state of TPM or UEFI',
  why: 'KubeVirt makes a claim for the state of each instance, and the replica set owns the claims. An instance that '
    + 'replaces another has a name of its own and gets a new, empty claim; the old ones stay until the replica set is '
    + 'deleted.',
  remedy: 'Leave persistent out, or write a WorkerPool, whose members keep their names.',
  source: kubevirt('pkg/storage/backend-storage/backend-storage.go: createPVC, CreatePVCForVMI'),
  acceptable: true,

  *check(_replicaSet, { machine }) {
    if (machine === undefined) return;
    const { tpm, efi } = keptState(machine.vmi);
    if (!tpm && !efi) return;
    const at = tpm ? 'devices.tpm' : 'firmware.bootloader.efi';
    yield fault(machine.fieldIn(`${VMI}.domain.${at}.persistent`), 'is true, but an instance that replaces another '
      + 'never gets its state back: each one leaves a claim of 10Mi behind', this.remedy);
  },
};
