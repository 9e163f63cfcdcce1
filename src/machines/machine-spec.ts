import { clockOf } from './clock';
import { CloudInitType } from './cloud-init';
import { nodeDevices, resourceClaims } from './devices';
import { BlankDisk, blankDisk, clonedBootDisk, CloneSource, DiskBus, MachineDisk } from './disk';
import { featuresOf } from './features';
import { guestDevices } from './guest-devices';
import { ANY_GUEST, GuestParts } from './guest-parts';
import { IGNITION, ON_ROOT_COMPLEX } from './ignition';
import type { MachineProps } from './machine-props';
import { PodNetworkBinding } from './network';
import { Networking, networkingOf } from './networking';
import { SingleMachine, singleSpec } from './single-machine';
import { EvictionStrategy, RunStrategy } from './strategies';
import type {
  DataVolumeTemplate,
  Disk,
  VirtualMachineInstanceSpec,
  VirtualMachineSpec,
} from '../../imports/kubevirt.io';
import { mergeDeep } from '../toolkit/merge';
import type { Quantity } from '../toolkit/quantity';
import { secondsOf } from '../toolkit/seconds';
import { defined, unlessEmpty } from '../toolkit/shape';

/** The name of the boot disk within a machine. */
export const BOOT_DISK = 'boot';
/** The name of the disk that holds cloud-init's data. */
export const CLOUD_INIT_DISK = 'cloudinit';

const GRACE_PERIOD_SECONDS = 180;

type SchedulingField = 'affinity' | 'nodeSelector' | 'priorityClassName' | 'tolerations' | 'topologySpreadConstraints';

/** The part of a machine's spec that determines where it may run. */
export type MachineScheduling = Pick<VirtualMachineInstanceSpec, SchedulingField>;

/** An image that a boot disk is cloned from. */
export interface BootSource extends CloneSource {
  /** The size of a clone that states none; undefined if CDI takes that of the source. */
  readonly capacity?: Quantity;
  /** The StorageClass of a clone that states none: within a class the storage can clone without copying. */
  readonly storageClassName?: string;
}

/** What a machine is made of in addition to its props. */
export interface MachineParts {
  /**
   * The prefix of the names of the machine's DataVolumes. If two objects in a namespace had DataVolumes of one name,
   * they would share the disks.
   */
  readonly name: string;
  /** The image that the boot disk is cloned from; undefined if the machine has no such disk. */
  readonly source?: BootSource;
  /** The extra disks that are valid. */
  readonly extraDisks: readonly BlankDisk[];
  /** Labels of the instance and its pod. */
  readonly labels: { readonly [key: string]: string };
  readonly scheduling?: MachineScheduling;
  /** What only one machine can have. */
  readonly single?: SingleMachine;
}

/** The spec of a VirtualMachine, with the machine's overrides merged over it. */
export function machineSpec(props: MachineProps, parts: MachineParts): VirtualMachineSpec {
  return mergeDeep(plainMachineSpec(props, parts), props.overrides);
}

/** The spec of a VirtualMachine as the props alone make it. */
export function plainMachineSpec(props: MachineProps, parts: MachineParts): VirtualMachineSpec {
  const spec = commonSpec(props, parts);
  return parts.single === undefined ? spec : mergeDeep(spec, singleSpec(parts.single));
}

function commonSpec(props: MachineProps, parts: MachineParts): VirtualMachineSpec {
  const guest = props.guest?._parts ?? ANY_GUEST;
  const disks = disksOf(props, parts, guest);
  const evictionStrategy = props.evictionStrategy ?? EvictionStrategy.LIVE_MIGRATE_IF_POSSIBLE;
  const migrates = evictionStrategy !== EvictionStrategy.NONE;
  const pod = { binding: props.podNetwork ?? PodNetworkBinding.BRIDGE, macAddress: parts.single?.macAddress };
  const networking = networkingOf(pod, props.networks ?? [], migrates, guest.interfaceModel);
  const annotations = {
    ...guest.annotations,
    ...networking.annotations,
    ...(props.ignition !== undefined && { [ON_ROOT_COMPLEX]: 'true' }),
    ...props.annotations,
    ...(props.ignition !== undefined && { [IGNITION]: props.ignition }),
  };
  const isThere = (template: DataVolumeTemplate | undefined): template is DataVolumeTemplate => template !== undefined;
  return defined({
    runStrategy: props.runStrategy ?? RunStrategy.ALWAYS,
    instancetype: props.size._spec().instancetype,
    preference: props.preference?._matcher(),
    template: {
      metadata: defined({ labels: parts.labels, annotations: unlessEmpty(annotations) }),
      spec: instanceSpec(props, parts.scheduling ?? {}, disks, networking, guest),
    },
    dataVolumeTemplates: unlessEmpty(disks.map((disk) => disk.template).filter(isThere)),
  });
}

function instanceSpec(
  props: MachineProps,
  scheduling: MachineScheduling,
  disks: readonly MachineDisk[],
  networking: Networking,
  guest: GuestParts,
): VirtualMachineInstanceSpec {
  const cloudInit = props.cloudInit?.type ?? CloudInitType.NO_CLOUD;
  return defined({
    architecture: props.architecture,
    ...scheduling,
    domain: domainOf(
      props,
      disks.map((disk) => disk.disk),
      networking,
      guest,
    ),
    networks: unlessEmpty(networking.networks),
    resourceClaims: unlessEmpty(resourceClaims(props.deviceClaims ?? [])),
    volumes: unlessEmpty(disks.map((disk) => disk.volume)),
    accessCredentials: unlessEmpty([
      ...(props.sshKeys ?? []).map((keys) => keys._credential(cloudInit)),
      ...(props.passwords ?? []).map((passwords) => passwords._credential()),
    ]),
    livenessProbe: props.livenessProbe?._spec(),
    readinessProbe: props.readinessProbe?._spec(),
    subdomain: props.subdomain,
    evictionStrategy: props.evictionStrategy ?? EvictionStrategy.LIVE_MIGRATE_IF_POSSIBLE,
    terminationGracePeriodSeconds: secondsOf(props.terminationGracePeriod)
      ?? guest.gracePeriodSeconds ?? GRACE_PERIOD_SECONDS,
  });
}

function domainOf(
  props: MachineProps, disks: Disk[], networking: Networking, guest: GuestParts,
): VirtualMachineInstanceSpec['domain'] {
  const { cpu, memory, resources } = props.size._spec();
  const { autoattachPodInterface } = networking;
  const interfaces = unlessEmpty(networking.interfaces);
  const { machineType, networkInterfaceMultiqueue, architecture } = props;
  const firmware = props.firmware?._spec ?? guest.domain.firmware;
  const launchSecurity = props.launchSecurity?._spec;
  return defined({
    machine: machineType === undefined ? undefined : { type: machineType },
    cpu,
    memory,
    resources,
    firmware,
    features: featuresOf(guest.domain.features, firmware, props.features, launchSecurity?.tdx !== undefined),
    clock: clockOf(guest.domain.clock, props.clock),
    ...props.ioThreads?._spec,
    launchSecurity,
    devices: defined({
      disks: unlessEmpty(disks),
      interfaces,
      autoattachPodInterface,
      networkInterfaceMultiqueue,
      ...guestDevices(guest.devices, props.devices ?? {}, architecture),
      ...nodeDevices(props.gpus ?? [], props.hostDevices ?? []),
    }),
  });
}

function disksOf(props: MachineProps, parts: MachineParts, guest: GuestParts): MachineDisk[] {
  const { name, source, extraDisks } = parts;
  const { diskBus: bus } = guest;
  const claimName = (disk: string): string => `${name}-${disk}`;
  return [
    ...(source === undefined ? [] : [bootDiskOf(props, claimName(BOOT_DISK), source, bus)]),
    ...extraDisks.map((disk) => blankDisk(claimName(disk.name), { bus, ...disk })),
    ...cloudInitDisks(props, bus),
    ...guest.disks,
  ];
}

function bootDiskOf(props: MachineProps, claimName: string, source: BootSource, bus: DiskBus): MachineDisk {
  const { capacity, ...stated } = props.bootDisk ?? {};
  const boot = { bus, ...stated, storageClassName: stated.storageClassName ?? source.storageClassName };
  return clonedBootDisk(BOOT_DISK, claimName, source, capacity ?? source.capacity?.toBytesText(), boot);
}

function cloudInitDisks({ cloudInit }: MachineProps, bus: DiskBus): MachineDisk[] {
  if (cloudInit === undefined) return [];
  const disk = { name: CLOUD_INIT_DISK, disk: { bus } };
  return [{ disk, volume: cloudInit._volume(CLOUD_INIT_DISK) }];
}
