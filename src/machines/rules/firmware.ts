import { Machine, MachineRule, VMI } from './machine';
import { absolute } from './volumes';
import type { Firmware } from '../../../imports/kubevirt.io';
import type { Sentence } from '../../toolkit/problems';
import { items } from '../../toolkit/shape';

const FIRMWARE = `${VMI}.domain.firmware`;

/** KubeVirt v1.9.0 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go: validateFirmware…, validateDomainSpec, validateLaunchSecurity; webhooks/amd64.go. */
export const firmware: MachineRule = (machine) => {
  const { domain } = machine.vmi;
  const given = domain?.firmware;
  const { efi, bios } = given?.bootloader ?? {};
  const secure = efi !== undefined && efi.secureBoot !== false;
  const smm = domain?.features?.smm !== undefined && domain.features.smm.enabled !== false;
  return [
    efi && bios ? `${FIRMWARE}.bootloader has efi and bios, which exclude each other. Leave one of the two out.` : undefined,
    secure && !smm && domain.launchSecurity?.tdx === undefined && machine.spec.preference === undefined ? `${FIRMWARE}.bootloader.efi has secure boot on${efi.secureBoot === undefined ? ', which is its default' : ''}, and that needs domain.features.smm. Write smm: {}, or secureBoot: false.` : undefined,
    ...kernelBoot(given),
    ...acpi(machine),
    ...launchSecurity(machine, secure, smm),
  ];
};

function kernelBoot(given: Firmware | undefined): Sentence[] {
  const at = `${FIRMWARE}.kernelBoot`;
  const { container, kernelArgs } = given?.kernelBoot ?? {};
  return [
    kernelArgs && container === undefined ? `${at}.kernelArgs are given, but no kernel to give them to. Write ${at}.container.` : undefined,
    container && !container.image ? `${at}.container.image is empty. Write the image that holds the kernel.` : undefined,
    container && !container.kernelPath && !container.initrdPath ? `${at}.container names nothing in the image. Write kernelPath or initrdPath.` : undefined,
    absolute(`${at}.container.kernelPath`, container?.kernelPath),
    absolute(`${at}.container.initrdPath`, container?.initrdPath),
  ];
}

function acpi({ vmi }: Machine): Sentence[] {
  const given = vmi.domain?.firmware?.acpi;
  if (given === undefined) return [];
  const { slicNameRef, msdmNameRef } = given;
  const references = Object.entries({ slicNameRef, msdmNameRef }).filter((entry): entry is [string, string] => !!entry[1]);
  if (references.length === 0) return [`${FIRMWARE}.acpi names no table. Write slicNameRef or msdmNameRef.`];
  return references.map(([field, name]) => (items(vmi.volumes).some((volume) => volume.name === name && volume.secret !== undefined) ? undefined : `${FIRMWARE}.acpi.${field} is "${name}", which is no volume with a secret. Write such a volume in ${VMI}.volumes.`));
}

function launchSecurity({ vmi }: Machine, secure: boolean, smm: boolean): Sentence[] {
  const given = vmi.domain?.launchSecurity;
  if (given === undefined || vmi.architecture === 's390x') return [];
  const at = `${VMI}.domain.launchSecurity`;
  if (vmi.architecture === 'arm64') return [`${at} is not to be had on arm64. Leave it out.`];
  const kinds = (['sev', 'snp', 'tdx'] as const).filter((kind) => given[kind] !== undefined);
  if (kinds.length !== 1) return [`${at} has ${kinds.length === 0 ? 'nothing' : kinds.join(' and ')}, but must have exactly one of sev, snp and tdx. Write one.`];
  const efi = vmi.domain.firmware?.bootloader?.efi;
  const nic = items(vmi.domain.devices?.interfaces).find((each) => each.bootOrder !== undefined);
  return [
    efi === undefined ? `${at}.${kinds[0]} needs UEFI. Write ${FIRMWARE}.bootloader.efi.` : undefined,
    kinds[0] !== 'tdx' && secure ? `${at}.${kinds[0]} does not go with secure boot. Write ${FIRMWARE}.bootloader.efi.secureBoot: false.` : undefined,
    kinds[0] !== 'sev' && efi?.persistent ? `${at}.${kinds[0]} does not go with persistent EFI variables. Write ${FIRMWARE}.bootloader.efi.persistent: false.` : undefined,
    kinds[0] === 'tdx' && smm ? `${at}.tdx does not go with domain.features.smm. Leave smm out.` : undefined,
    given.sev?.attestation !== undefined && vmi.startStrategy !== 'Paused' ? `${at}.sev.attestation is done before the guest starts. Write ${VMI}.startStrategy: Paused.` : undefined,
    nic ? `${at}.${kinds[0]} does not boot from the network, but the interface "${nic.name}" has a bootOrder. Leave that out.` : undefined,
  ];
}
