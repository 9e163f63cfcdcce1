import { Machine, machineOf, VMI } from './machine';
import { ALLOW_BRIDGE_MIGRATION } from './networking';
import type { VirtualMachineSpec, Volume } from '../../imports/kubevirt.io';
import { items } from '../toolkit/shape';

/**
 * What keeps a machine from being moved to another node while it runs, as far as a program can know; each ends the sentence "it
 * cannot be live-migrated, because …". Source: KubeVirt v1.9.0 pkg/virt-handler/vm.go and pkg/network/vmispec/interface.go, VerifyVMIMigratable.
 */
export function migrationBars(spec: VirtualMachineSpec): string[] {
  const machine = machineOf(spec);
  const { devices, launchSecurity, features } = machine.vmi.domain ?? {};
  return [
    ...items(machine.vmi.volumes).map((volume) => volumeBar(volume, spec)),
    networkBar(machine),
    (devices?.hostDevices?.length ?? 0) > 0 ? `${VMI}.domain.devices.hostDevices belong to one node` : undefined,
    (devices?.gpus?.length ?? 0) > 1 ? `${VMI}.domain.devices.gpus belong to one node` : undefined,
    launchSecurity !== undefined ? `${VMI}.domain.launchSecurity ties its memory to one node` : undefined,
    features?.hypervPassthrough !== undefined && features.hypervPassthrough.enabled !== false ? `${VMI}.domain.features.hypervPassthrough shows it one node's features` : undefined,
  ].filter((bar) => bar !== undefined);
}

function volumeBar(volume: Volume, spec: VirtualMachineSpec): string | undefined {
  if (volume.hostDisk !== undefined && volume.hostDisk.shared !== true) return `the volume "${volume.name}" is a file of one node`;
  const claim = volume.dataVolume?.name ?? volume.persistentVolumeClaim?.claimName;
  const template = items(spec.dataVolumeTemplates).find((each) => each.metadata?.name === claim);
  if (claim === undefined || template === undefined) return undefined;
  const modes = template.spec?.storage?.accessModes ?? template.spec?.pvc?.accessModes;
  if (modes?.includes('ReadWriteMany')) return undefined;
  return modes === undefined ? `the disk "${volume.name}" does not say that it is ReadWriteMany` : `the disk "${volume.name}" is ${modes.join(' and ')}, not ReadWriteMany`;
}

function networkBar({ vmi, annotations }: Machine): string | undefined {
  const pod = items(vmi.networks).find((network) => network.pod !== undefined);
  const primary = pod && items(vmi.domain?.devices?.interfaces).find((each) => each.name === pod.name);
  if (primary?.bridge === undefined || annotations[ALLOW_BRIDGE_MIGRATION] !== undefined) return undefined;
  return `its bridge on the pod network lacks the annotation ${ALLOW_BRIDGE_MIGRATION}`;
}
