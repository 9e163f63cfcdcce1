import type { Machine } from './machine';
import { ALLOW_BRIDGE_MIGRATION } from './networking';
import { podInterface } from './pod-network';
import type { VirtualMachineSpec, Volume } from '../../imports/kubevirt.io';
import { items } from '../toolkit/shape';

/** Something that prevents live migration of a machine. */
export interface MigrationBar {
  /** What it is, in words. */
  readonly problem: string;
  /** Whether it prevents live migration whatever the cluster is like. */
  readonly isCertain: boolean;
}

/**
 * What prevents live migration of a machine, as far as a program can know (KubeVirt v1.9.0 pkg/virt-handler/vm.go,
 * pkg/network/vmispec/interface.go: VerifyVMIMigratable).
 */
export function* migrationBars(machine: Machine): Iterable<MigrationBar> {
  const { devices, launchSecurity, features } = machine.vmi.domain ?? {};
  for (const volume of items(machine.vmi.volumes)) yield* volumeBars(volume, machine.spec);
  if (isBridgeBarred(machine)) {
    yield certain(`its bridge on the pod network lacks the annotation ${ALLOW_BRIDGE_MIGRATION}`);
  }
  if (items(devices?.hostDevices).length > 0) yield certain('domain.devices.hostDevices belong to one node');
  if (items(devices?.gpus).length > 1) yield certain('domain.devices.gpus belong to one node');
  if (launchSecurity !== undefined) yield certain('domain.launchSecurity ties its memory to one node');
  const { hypervPassthrough } = features ?? {};
  if (hypervPassthrough !== undefined && hypervPassthrough.enabled !== false) {
    yield certain('domain.features.hypervPassthrough shows it the features of one node');
  }
}

function* volumeBars(volume: Volume, spec: VirtualMachineSpec): Iterable<MigrationBar> {
  if (volume.hostDisk !== undefined && volume.hostDisk.shared !== true) {
    yield certain(`the volume "${volume.name}" is a file of one node`);
    return;
  }
  const claim = volume.dataVolume?.name ?? volume.persistentVolumeClaim?.claimName;
  const template = items(spec.dataVolumeTemplates).find((each) => each.metadata?.name === claim);
  if (claim === undefined || template === undefined) return;
  const modes = template.spec?.storage?.accessModes ?? template.spec?.pvc?.accessModes;
  if (modes === undefined) {
    yield { problem: `the disk "${volume.name}" does not say that it is ReadWriteMany`, isCertain: false };
  } else if (!modes.includes('ReadWriteMany')) {
    yield certain(`the disk "${volume.name}" is ${modes.join(' and ')}, not ReadWriteMany`);
  }
}

function isBridgeBarred({ vmi, annotations }: Machine): boolean {
  return annotations[ALLOW_BRIDGE_MIGRATION] === undefined && podInterface(vmi)?.bridge !== undefined;
}

function certain(problem: string): MigrationBar {
  return { problem, isCertain: true };
}
