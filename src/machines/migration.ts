import { Machine } from './machine';
import { ALLOW_BRIDGE_MIGRATION } from './networking';
import { isBridged } from './pod-network';
import type { DataVolumeTemplate, VirtualMachineSpec, Volume } from '../../imports/kubevirt.io';
import { items } from '../toolkit/shape';

/**
 * What prevents live migration of a machine, as far as a program can know, except its devices.
 * @param usualBinding how KubeVirt connects a machine that says nothing about networks; undefined if unknown
 */
export function* migrationBars(machine: Machine, usualBinding?: string): Iterable<string> {
  const { launchSecurity, features } = machine.vmi.domain ?? {};
  for (const volume of items(machine.vmi.volumes)) yield* volumeBars(volume, machine.spec);
  if (isBridgeBarred(machine, usualBinding)) {
    yield `its bridge on the pod network lacks the annotation ${ALLOW_BRIDGE_MIGRATION}`;
  }
  if (launchSecurity !== undefined) yield 'domain.launchSecurity ties its memory to one node';
  const { hypervPassthrough } = features ?? {};
  if (hypervPassthrough !== undefined && hypervPassthrough.enabled !== false) {
    yield 'domain.features.hypervPassthrough shows it the features of one node';
  }
}

/** The DataVolume template behind a volume, if the machine has one of that name. */
export function templateBehind(volume: Volume, spec: VirtualMachineSpec): DataVolumeTemplate | undefined {
  const claim = volume.dataVolume?.name ?? volume.persistentVolumeClaim?.claimName;
  if (claim === undefined) return undefined;
  return items(spec.dataVolumeTemplates).find((each) => each.metadata?.name === claim);
}

/** The access modes that a template states; undefined if it leaves them to CDI. */
export function accessModesOf({ spec }: DataVolumeTemplate): readonly string[] | undefined {
  return spec?.storage?.accessModes ?? spec?.pvc?.accessModes;
}

function* volumeBars(volume: Volume, spec: VirtualMachineSpec): Iterable<string> {
  if (volume.hostDisk !== undefined && volume.hostDisk.shared !== true) {
    yield `the volume "${volume.name}" is a file of one node`;
    return;
  }
  const template = templateBehind(volume, spec);
  const modes = template && accessModesOf(template);
  if (modes === undefined || modes.length === 0 || modes.includes('ReadWriteMany')) return;
  yield `the disk "${volume.name}" is ${modes.join(' and ')}, not ReadWriteMany`;
}

function isBridgeBarred({ vmi, annotations }: Machine, usualBinding: string | undefined): boolean {
  return annotations[ALLOW_BRIDGE_MIGRATION] === undefined && isBridged(vmi, usualBinding);
}
