import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { keptState } from '../../machines/disks/state-claim';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DOMAIN } from './paths';

export const PERSISTENT_STATE: MachineRule = {
  id: 'VM142',
  name: 'workers/persistent-state',
  on: 'machine',
  concerns: ['domain.devices.tpm', 'domain.firmware.bootloader'],
  severity: Severity.INFO,
  title: 'A cluster whose machines keep the state of TPM or UEFI names the class for it',
  why: 'KubeVirt makes a claim of 10Mi for the state, as a filesystem. Without vmStateStorageClass it takes the '
    + 'cluster\'s default class; if there is none, the machine does not start.',
  remedy: 'Set kubevirtConfig.vmStateStorageClass of the cluster.',
  source: kubevirt('pkg/storage/backend-storage/backend-storage.go: getStorageClass, createPVC'),
  acceptable: true,

  *check({ vmi }, { cluster }) {
    const spec = cluster?.kubevirtSpec;
    if (spec === undefined || spec.configuration?.vmStateStorageClass) return;
    const { tpm, efi } = keptState(vmi);
    if (!tpm && !efi) return;
    const at = tpm ? 'devices.tpm' : 'firmware.bootloader.efi';
    yield fault(`${DOMAIN}.${at}`, `is persistent, and cluster ${cluster!.facts.name} names no class for that, so `
      + 'KubeVirt keeps it in the default class', this.remedy);
  },
};
