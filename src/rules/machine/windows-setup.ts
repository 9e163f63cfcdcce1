import { isForGuest } from './architecture-of';
import { hasSecureBoot } from './firmware';
import { DEVICES, DOMAIN } from './paths';
import { Severity } from '../../findings/finding';
import { fault, wholeFault } from '../../findings/rule';
import { OWN_DISKS } from '../../machines/disks/machine-volume';
import { DRIVERS_DISK } from '../../machines/guest/windows';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';

const PREFERENCES = 'pkg/virt-operator/resource/generate/components/data/common-instancetypes/'
  + 'common-clusterpreferences-bundle.yaml';

export const TRUSTED_GUEST: MachineRule = {
  id: 'VM170',
  name: 'machines/trusted-guest',
  on: 'machine',
  concerns: ['always'],
  severity: Severity.WARNING,
  title: 'A machine with Windows 11 has secure boot and a TPM',
  why: 'The setup of Windows 11 stops on a machine without them. KubeVirt\'s preference windows.11 has both.',
  remedy: 'Leave the firmware and the TPM to the guest.',
  source: kubevirt(`${PREFERENCES}: windows.11`),
  acceptable: true,

  *check({ vmi }, entry) {
    const { guest } = entry.intent;
    if (guest?.isTrusted !== true || !isForGuest(entry)) return;
    if (!hasSecureBoot(vmi)) {
      yield fault(`${DOMAIN}.firmware.bootloader`, `has no secure boot, without which the setup of ${guest.name} stops`,
        'Write efi with secure boot.', 'Leave firmware out, or write Firmware.efi().');
    }
    const tpm = vmi.domain?.devices?.tpm;
    if (tpm === undefined || tpm.enabled === false) {
      const lack = tpm === undefined ? 'is removed' : 'is off';
      yield fault(`${DEVICES}.tpm`, `${lack}, and without it the setup of ${guest.name} stops`,
        'Leave it to the guest.');
    }
  },
};

export const SETUP_WITHOUT_DRIVERS: MachineRule = {
  id: 'VM171',
  name: 'machines/setup-without-drivers',
  on: 'machine',
  concerns: ['domain.devices.disks.bootOrder'],
  severity: Severity.WARNING,
  title: 'The setup of Windows has the drivers of the disk that it installs to',
  why: 'Windows\' installation media have no virtio drivers, so the setup sees no virtio disk unless it loads the '
    + 'drivers from a CD-ROM.',
  remedy: 'Write driversImage in Guest.windows, or virtio: false until the drivers are installed; or accept this '
    + 'finding if the medium has the drivers.',
  source: kubevirt(`${PREFERENCES}: windows.*.virtio`),
  acceptable: true,

  *check({ vmi }, { intent: { guest } }) {
    if (guest === undefined) return;
    const disks = items(vmi.domain?.devices?.disks);
    const installed = disks.find(({ name }) => name === OWN_DISKS.boot)?.disk?.bus === 'virtio';
    const isSetUp = disks.some(({ name }) => name === OWN_DISKS.installation);
    if (!installed || !isSetUp || disks.some(({ name }) => name === DRIVERS_DISK)) return;
    yield wholeFault(`the setup of ${guest.name} sees no disk: the boot disk is on the bus virtio, whose drivers are `
      + 'not on Windows\' media', this.remedy);
  },
};
