import type { Volume, VirtualMachineSpec } from '../../imports/kubevirt.io';
import type { VirtualMachinePoolSpec } from '../../imports/pool.kubevirt.io';
import type { Sentence } from '../toolkit/problems';
import { items } from '../toolkit/shape';

const AT = 'virtualMachineTemplate.spec.template.spec';

/** What only one machine can have, but all members of a pool would: they share one template. Our own rule; KubeVirt lets it pass. */
export function sharedIdentity(spec: VirtualMachinePoolSpec): Sentence[] {
  const machine = spec.virtualMachineTemplate?.spec;
  const vmi = machine?.template?.spec;
  const single = { 'hostname': vmi?.hostname, 'domain.firmware.uuid': vmi?.domain?.firmware?.uuid, 'domain.firmware.serial': vmi?.domain?.firmware?.serial };
  return [
    ...Object.entries(single).map(([field, value]) => (value ? shared(`${AT}.${field}`, value, 'KubeVirt gives each member one of its own') : undefined)),
    ...items(vmi?.domain?.devices?.interfaces).map((each, index) => (each.macAddress ? shared(`${AT}.domain.devices.interfaces[${index}].macAddress`, each.macAddress, 'each member gets one of its own') : undefined)),
    ...items(vmi?.volumes).map((volume, index) => (machine === undefined ? undefined : sharedDisk(volume, `${AT}.volumes[${index}]`, machine))),
  ];
}

function shared(at: string, value: string, otherwise: string): Sentence {
  return `${at} is "${value}", and every member of the pool would have the same: they share one template. Leave it out; ${otherwise}.`;
}

function sharedDisk(volume: Volume, at: string, machine: VirtualMachineSpec): Sentence {
  const claim = volume.dataVolume?.name ?? volume.persistentVolumeClaim?.claimName;
  const disk = items(machine.template?.spec?.domain?.devices?.disks).find((each) => each.name === volume.name);
  const readOnly = volume.persistentVolumeClaim?.readOnly === true || disk?.disk?.readonly === true || disk?.cdrom !== undefined;
  const own = items(machine.dataVolumeTemplates).some((template) => template.metadata?.name === claim);
  if (claim === undefined || own || readOnly || disk?.shareable === true) return undefined;
  return `${at} is the disk "${claim}", which all members of the pool would write to at once: they share one template. Write a DataVolume template of that name, so that each member has its own, or mark the disk shareable or the volume readOnly.`;
}
