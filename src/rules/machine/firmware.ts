import type { VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { notFilePath } from './file-path';
import { DOMAIN, vmiAdmitter } from './paths';

const FIRMWARE = `${DOMAIN}.firmware`;

export const BOOTLOADER: MachineRule = {
  id: 'VM021',
  name: 'machines/firmware',
  on: 'machine',
  concerns: ['domain.firmware.bootloader'],
  severity: Severity.ERROR,
  title: 'A machine boots by EFI or BIOS, and secure boot has system management mode',
  why: 'KubeVirt refuses both at once, and secure boot (the default of EFI) without features.smm.',
  remedy: 'Write smm: {}, or secureBoot: false.',
  source: vmiAdmitter('validateFirmware, validateDomainSpec'),
  acceptable: false,

  *check({ spec, vmi }) {
    const { efi, bios } = vmi.domain?.firmware?.bootloader ?? {};
    if (efi && bios) {
      yield fault(`${FIRMWARE}.bootloader`, 'has efi and bios, which exclude each other', 'Leave one of the two out.');
    }
    if (!hasSecureBoot(vmi) || hasSmm(vmi)) return;
    // A preference may turn SMM on; TDX has its own firmware.
    if (spec.preference !== undefined || vmi.domain.launchSecurity?.tdx !== undefined) return;
    const byDefault = efi?.secureBoot === undefined ? ', which is its default' : '';
    yield fault(`${FIRMWARE}.bootloader.efi`, `has secure boot on${byDefault}, and that needs domain.features.smm`,
      'Write smm: {}, or secureBoot: false.');
  },
};

export const KERNEL_BOOT: MachineRule = {
  id: 'VM022',
  name: 'machines/kernel-boot',
  on: 'machine',
  concerns: ['domain.firmware.kernelBoot'],
  severity: Severity.ERROR,
  title: 'A kernel that is booted directly has an image, and absolute paths in it',
  why: 'KubeVirt refuses a kernel that it could not find.',
  remedy: 'Write kernelBoot.container with an image, and kernelPath or initrdPath.',
  source: vmiAdmitter('validateKernelBoot'),
  acceptable: false,

  *check({ vmi }) {
    const at = `${FIRMWARE}.kernelBoot`;
    const { container, kernelArgs } = vmi.domain?.firmware?.kernelBoot ?? {};
    if (container === undefined) {
      if (kernelArgs) {
        yield fault(`${at}.kernelArgs`, 'are given, but no kernel to give them to', 'Write kernelBoot.container.');
      }
      return;
    }
    if (!container.image) yield fault(`${at}.container.image`, 'is empty', 'Write the image that holds the kernel.');
    if (!container.kernelPath && !container.initrdPath) {
      yield fault(`${at}.container`, 'names nothing in the image', 'Write kernelPath or initrdPath.');
    }
    yield* about(`${at}.container.kernelPath`, notFilePath(container.kernelPath));
    yield* about(`${at}.container.initrdPath`, notFilePath(container.initrdPath));
  },
};

export const ACPI: MachineRule = {
  id: 'VM023',
  name: 'machines/acpi',
  on: 'machine',
  concerns: ['domain.firmware.acpi'],
  severity: Severity.ERROR,
  title: 'ACPI tables come from volumes with a Secret',
  why: 'KubeVirt refuses an acpi without a table, and a table in any other volume.',
  remedy: 'Write slicNameRef or msdmNameRef with the name of such a volume.',
  source: vmiAdmitter('validateFirmwareACPI'),
  acceptable: false,

  *check({ vmi }) {
    const given = vmi.domain?.firmware?.acpi;
    if (given === undefined) return;
    if (!given.slicNameRef && !given.msdmNameRef) {
      yield fault(`${FIRMWARE}.acpi`, 'does not name a table', 'Write slicNameRef or msdmNameRef.');
    }
    const secrets = items(vmi.volumes).filter((volume) => volume.secret !== undefined).map((volume) => volume.name);
    for (const field of ['slicNameRef', 'msdmNameRef'] as const) {
      const name = given[field];
      if (!name || secrets.includes(name)) continue;
      yield fault(`${FIRMWARE}.acpi.${field}`,
        `is "${name}", which is not a volume with a Secret`, 'Write such a volume in volumes.');
    }
  },
};

/** Whether secure boot is on. By default it is. */
export function hasSecureBoot({ domain }: VirtualMachineInstanceSpec): boolean {
  const efi = domain?.firmware?.bootloader?.efi;
  return efi !== undefined && efi.secureBoot !== false;
}

/** Whether system management mode is on. */
export function hasSmm({ domain }: VirtualMachineInstanceSpec): boolean {
  const smm = domain?.features?.smm;
  return smm !== undefined && smm.enabled !== false;
}
