import { claimNameOf, templateNamed } from './claim-volumes';
import { Machine } from './machine';
import { ALLOW_BRIDGE_MIGRATION } from './networking';
import { isBridged } from './pod-network';
import type { DataVolumeTemplate, VirtualMachineSpec, Volume } from '../../imports/kubevirt.io';
import { items } from '../toolkit/shape';

/** What a machine does not say of itself. */
export interface AroundMachine {
  /** How KubeVirt connects a machine that says nothing about networks; undefined if unknown. */
  readonly usualBinding?: string;
  /** The access modes of a claim that exists apart from the machine; undefined if unknown. */
  readonly modesOf: (claim: string) => readonly string[] | undefined;
}

/** What prevents live migration of a machine, as far as a program can know, except its devices. */
export function* migrationBars(machine: Machine, { usualBinding, modesOf }: AroundMachine): Iterable<string> {
  const { launchSecurity, features } = machine.vmi.domain ?? {};
  for (const volume of items(machine.vmi.volumes)) yield* volumeBars(volume, machine.spec, modesOf);
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
  return templateNamed(claimNameOf(volume), spec);
}

/** The access modes that a template states; undefined if it leaves them to CDI. */
export function accessModesOf({ spec }: DataVolumeTemplate): readonly string[] | undefined {
  return spec?.storage?.accessModes ?? spec?.pvc?.accessModes;
}

function* volumeBars(
  volume: Volume, spec: VirtualMachineSpec, modesOf: AroundMachine['modesOf'],
): Iterable<string> {
  if (volume.hostDisk !== undefined && volume.hostDisk.shared !== true) {
    yield `the volume "${volume.name}" is a file of one node`;
    return;
  }
  const claim = claimNameOf(volume);
  if (claim === undefined) return;
  const template = templateNamed(claim, spec);
  const modes = template === undefined ? modesOf(claim) : accessModesOf(template);
  if (modes === undefined || modes.length === 0 || modes.includes('ReadWriteMany')) return;
  yield `the disk "${volume.name}" is ${modes.join(' and ')}, not ReadWriteMany`;
}

function isBridgeBarred({ vmi, annotations }: Machine, usualBinding: string | undefined): boolean {
  return annotations[ALLOW_BRIDGE_MIGRATION] === undefined && isBridged(vmi, usualBinding);
}
