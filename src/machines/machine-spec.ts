import { CloudInitType } from './cloud-init';
import { nodeDevices } from './devices';
import type { BlankDisk } from './disk';
import { IGNITION, ON_ROOT_COMPLEX } from './ignition';
import { disksOf, MachineDisk } from './machine-disks';
import type { MachineProps } from './machine-props';
import { PodNetworkBinding } from './network';
import { Networking, networkingOf } from './networking';
import { EvictionStrategy, RunStrategy } from './strategies';
import type { VirtualMachineInstanceSpec, VirtualMachineSpec } from '../../imports/kubevirt.io';
import type { SourceTarget } from '../sources/source-rules';
import { mergeDeep } from '../toolkit/merge';
import { secondsOf } from '../toolkit/seconds';
import { defined, unlessEmpty } from '../toolkit/shape';

const GRACE_PERIOD_SECONDS = 180;

type SchedulingField = 'affinity' | 'nodeSelector' | 'priorityClassName' | 'tolerations' | 'topologySpreadConstraints';

/** The part of a machine's spec that determines where it may run. */
export type MachineScheduling = Pick<VirtualMachineInstanceSpec, SchedulingField>;

/** What a machine is made of in addition to its props. */
export interface MachineParts {
  /**
   * The prefix of the names of the machine's DataVolumes. If two objects in a namespace had DataVolumes of one name,
   * they would share the disks.
   */
  readonly name: string;
  /** What the sources of imports need to know. */
  readonly target: SourceTarget;
  /** The extra disks that are valid. */
  readonly extraDisks: readonly BlankDisk[];
  /** Labels of the instance and its pod. */
  readonly labels: { readonly [key: string]: string };
  readonly scheduling?: MachineScheduling;
}

/** The spec of a VirtualMachine, with the machine's overrides merged over it. */
export function machineSpec(props: MachineProps, parts: MachineParts): VirtualMachineSpec {
  return mergeDeep(plainMachineSpec(props, parts), props.overrides);
}

/** The spec of a VirtualMachine as the props alone make it. */
export function plainMachineSpec(props: MachineProps, parts: MachineParts): VirtualMachineSpec {
  const disks = disksOf(props, parts);
  const evictionStrategy = props.evictionStrategy ?? EvictionStrategy.LIVE_MIGRATE_IF_POSSIBLE;
  const migrates = evictionStrategy !== EvictionStrategy.NONE;
  const networking = networkingOf(props.podNetwork ?? PodNetworkBinding.BRIDGE, props.networks ?? [], migrates);
  const annotations = {
    ...networking.annotations,
    ...(props.ignition !== undefined && { [ON_ROOT_COMPLEX]: 'true' }),
    ...props.annotations,
    ...(props.ignition !== undefined && { [IGNITION]: props.ignition }),
  };
  return defined({
    runStrategy: props.runStrategy ?? RunStrategy.ALWAYS,
    instancetype: props.size._spec().instancetype,
    preference: props.preference?._matcher(),
    template: {
      metadata: defined({ labels: parts.labels, annotations: unlessEmpty(annotations) }),
      spec: instanceSpec(props, parts.scheduling ?? {}, disks, networking),
    },
    dataVolumeTemplates: unlessEmpty(given(disks.map(({ template }) => template))),
  });
}

function instanceSpec(
  props: MachineProps,
  scheduling: MachineScheduling,
  disks: readonly MachineDisk[],
  networking: Networking,
): VirtualMachineInstanceSpec {
  const cloudInit = props.cloudInit?.type ?? CloudInitType.NO_CLOUD;
  return defined({
    architecture: props.architecture,
    ...scheduling,
    domain: domainOf(props, disks, networking),
    networks: unlessEmpty(networking.networks),
    volumes: disks.map((disk) => disk.volume),
    accessCredentials: unlessEmpty(props.sshKeys?.map((keys) => keys._credential(cloudInit))),
    subdomain: props.subdomain,
    evictionStrategy: props.evictionStrategy ?? EvictionStrategy.LIVE_MIGRATE_IF_POSSIBLE,
    terminationGracePeriodSeconds: secondsOf(props.terminationGracePeriod) ?? GRACE_PERIOD_SECONDS,
  });
}

function domainOf(
  props: MachineProps, disks: readonly MachineDisk[], networking: Networking,
): VirtualMachineInstanceSpec['domain'] {
  const { cpu, memory } = props.size._spec();
  const { autoattachPodInterface } = networking;
  const interfaces = unlessEmpty(networking.interfaces);
  const { machineType, networkInterfaceMultiqueue } = props;
  return defined({
    machine: machineType === undefined ? undefined : { type: machineType },
    cpu,
    memory,
    devices: defined({
      disks: given(disks.map(({ disk }) => disk)),
      filesystems: unlessEmpty(given(disks.map(({ filesystem }) => filesystem))),
      interfaces,
      autoattachPodInterface,
      networkInterfaceMultiqueue,
      ...nodeDevices(props.gpus ?? [], props.hostDevices ?? []),
    }),
  });
}

/** The items of a list that are there. */
function given<T>(list: readonly (T | undefined)[]): T[] {
  return list.filter((item): item is T & {} => item !== undefined);
}
