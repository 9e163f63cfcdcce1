import { isForGuest } from './architecture-of';
import { DOMAIN } from './paths';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { statedArchitecture } from '../../inventory/machine-architecture';
import { namesGate } from '../../inventory/named-gates';
import { Architecture } from '../../machines/strategies';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';

const GATE = 'FirmwareAutoSelection';

export const SECURE_BOOT_ON_ARM: MachineRule = {
  id: 'VM168',
  name: 'machines/secure-boot-on-arm64',
  on: 'machine',
  concerns: ['domain.firmware.bootloader'],
  severity: Severity.ERROR,
  title: 'A machine for arm64 has no secure boot',
  why: 'KubeVirt has no UEFI with secure boot for arm64, so the launcher fails. From v1.9 on, the feature gate '
    + `${GATE} lets libvirt look for one.`,
  remedy: 'Write secureBoot: false.',
  source: kubevirt('pkg/virt-launcher/virtwrap/efi/efi.go: DetectEFIEnvironment, Bootable; '
    + 'pkg/virt-launcher/virtwrap/manager.go: generateConverterContext; pkg/defaults/arm64.go'),
  acceptable: true,

  *check({ vmi }, entry) {
    const { cluster } = entry;
    const efi = vmi.domain?.firmware?.bootloader?.efi;
    if (efi === undefined || cluster === undefined) return;
    if (statedArchitecture(entry)?.architecture !== Architecture.ARM64) return;
    const isOn = efi.secureBoot ?? isDefault(cluster);
    if (!isOn || namesGate(cluster, GATE) || !isForGuest(entry)) return;
    yield fault(`${DOMAIN}.firmware.bootloader.efi`, 'has secure boot on, for which KubeVirt has no UEFI on arm64, so '
      + 'the machine never starts', this.remedy, 'Write Firmware.efi({ secureBoot: false }).');
  },
};

/** Whether UEFI that says nothing has secure boot on arm64: up to v1.7. */
function isDefault({ facts }: NonNullable<Entry['cluster']>): boolean {
  return !facts.kubevirt._atLeast('1.8.0');
}
