import { disksOf } from './disks/machine-disks';
import type { MachineDisk } from './disks/machine-volume';
import { clockOf } from './guest/clock';
import { nodeDevices, resourceClaims } from './guest/devices';
import { featuresOf } from './guest/features';
import { firmwareOn } from './guest/firmware';
import { guestDevices } from './guest/guest-devices';
import type { GuestParts } from './guest/guest-parts';
import { partsOf } from './guest/parts-of-guest';
import { drainAnnotations } from './launcher/local-volumes';
import type { MachineParts } from './machine-parts';
import type { MachineProps } from './machine-props';
import { dnsOf } from './networks/machine-dns';
import { PodNetworkBinding } from './networks/network-binding';
import { Networking, networkingOf } from './networks/networking';
import type { Scheduling } from './scheduling';
import { singleSpec } from './single-machine';
import { EvictionStrategy, RunStrategy } from './strategies';
import { CloudInitType } from './user-data/cloud-init';
import { IGNITION, ON_ROOT_COMPLEX } from './user-data/ignition';
import type { VirtualMachineInstanceSpec, VirtualMachineSpec } from '../../imports/kubevirt.io';
import { mergeDeep } from '../toolkit/merge';
import { secondsOf } from '../toolkit/seconds';
import { defined, unlessEmpty } from '../toolkit/shape';

const GRACE_PERIOD_SECONDS = 180;

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
  const guest = partsOf(props);
  const disks = disksOf(props, parts);
  const evictionStrategy = props.evictionStrategy ?? EvictionStrategy.LIVE_MIGRATE_IF_POSSIBLE;
  const migrates = evictionStrategy !== EvictionStrategy.NONE;
  const pod = {
    binding: props.podNetwork ?? PodNetworkBinding.BRIDGE,
    macAddress: parts.single?.macAddress,
    options: props.podInterface ?? {},
  };
  const networking = networkingOf(pod, props.networks ?? [], {
    migrates, model: props.interfaceModel ?? guest.interfaceModel, namespace: parts.target.namespace,
  });
  const annotations = {
    ...guest.annotations,
    ...networking.annotations,
    ...(props.ignition !== undefined && { [ON_ROOT_COMPLEX]: 'true' }),
    ...drainAnnotations(props.safeToEvictLocalVolumes),
    ...props.annotations,
    ...(props.ignition !== undefined && { [IGNITION]: props.ignition }),
  };
  return defined({
    runStrategy: props.runStrategy ?? RunStrategy.ALWAYS,
    instancetype: props.size._spec().instancetype,
    preference: props.preference?._matcher(),
    template: {
      metadata: defined({ labels: parts.labels, annotations: unlessEmpty(annotations) }),
      spec: instanceSpec(props, parts.scheduling ?? {}, disks, networking, guest),
    },
    dataVolumeTemplates: unlessEmpty(given(disks.map(({ template }) => template))),
  });
}

function instanceSpec(
  props: MachineProps,
  scheduling: Scheduling,
  disks: readonly MachineDisk[],
  networking: Networking,
  guest: GuestParts,
): VirtualMachineInstanceSpec {
  const cloudInit = props.cloudInit?.type ?? CloudInitType.NO_CLOUD;
  return defined({
    architecture: props.architecture,
    ...scheduling,
    domain: domainOf(props, disks, networking, guest),
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
    ...dnsOf(props.dns),
    evictionStrategy: props.evictionStrategy ?? EvictionStrategy.LIVE_MIGRATE_IF_POSSIBLE,
    terminationGracePeriodSeconds: secondsOf(props.terminationGracePeriod)
      ?? guest.gracePeriodSeconds ?? GRACE_PERIOD_SECONDS,
  });
}

function domainOf(
  props: MachineProps, disks: readonly MachineDisk[], networking: Networking, guest: GuestParts,
): VirtualMachineInstanceSpec['domain'] {
  const { cpu, memory, resources } = props.size._spec();
  const { autoattachPodInterface } = networking;
  const interfaces = unlessEmpty(networking.interfaces);
  const { machineType, networkInterfaceMultiqueue, architecture } = props;
  const firmware = firmwareOn(architecture, props.firmware?._spec ?? guest.domain.firmware);
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
      disks: unlessEmpty(given(disks.map(({ disk }) => disk))),
      filesystems: unlessEmpty(given(disks.map(({ filesystem }) => filesystem))),
      interfaces,
      autoattachPodInterface,
      networkInterfaceMultiqueue,
      ...guestDevices(guest.devices, props.devices ?? {}, architecture),
      ...nodeDevices(props.gpus ?? [], props.hostDevices ?? []),
    }),
  });
}

/** The items of a list that are there. */
function given<T>(list: readonly (T | undefined)[]): T[] {
  return list.filter((item): item is T & {} => item !== undefined);
}
