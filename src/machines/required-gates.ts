import { Machine, machineOf } from './machine';
import { IGNITION } from './user-data/ignition';
import type { VirtualMachineSpec, Volume } from '../../imports/kubevirt.io';
import { items } from '../toolkit/shape';
import { table } from '../toolkit/table';

/**
 * The annotation that makes KubeVirt run hook sidecars with a machine (KubeVirt v1.9.0 pkg/hooks/hooks.go,
 * HookSidecarListAnnotationName).
 */
const HOOK_SIDECARS = 'hooks.kubevirt.io/hookSidecars';

/**
 * The feature gates that parts of a machine need. Source, unless stated otherwise: KubeVirt v1.9.0, the functions of
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go that check the gate. Gates that are
 * generally available in a release are on by default there.
 */
const NEEDS: { readonly [gate: string]: (machine: Machine) => boolean } = table({
  // pkg/virt-handler/heartbeat/heartbeat.go: without the gate no node is labelled for dedicated CPUs.
  CPUManager: ({ vmi }) => vmi.domain?.cpu?.dedicatedCpuPlacement === true,
  // pkg/virt-controller/watch/vmi/lifecycle.go, v1.8 and newer.
  ContainerPathVolumes: ({ vmi }) => items(vmi.volumes).some((volume) => volume.containerPath !== undefined),
  // vms-admitter.go, validateRunStrategy.
  DecentralizedLiveMigration: ({ spec }) => spec.runStrategy === 'WaitAsReceiver',
  // validateBootOrder for empty CD-ROM drives; pkg/storage/hotplug/hotplug.go for volumes that are hotplugged.
  DeclarativeHotplugVolumes: (machine) => hotpluggable(machine) || emptyDrive(machine),
  DownwardMetrics: ({ vmi }) =>
    vmi.domain?.devices?.downwardMetrics !== undefined || items(vmi.volumes).some((volume) => volume.downwardMetrics),
  // Up to v1.7: validateFilesystemsWithVirtIOFSEnabled.
  EnableVirtioFsConfigVolumes: (machine) => isShared(machine, ['configMap', 'secret', 'serviceAccount', 'downwardAPI']),
  EnableVirtioFsStorageVolumes: (machine) => isShared(machine, ['persistentVolumeClaim', 'dataVolume']),
  ExperimentalIgnitionSupport: ({ annotations }) => !!annotations[IGNITION],
  // pkg/dra/admitter/dra_admitter.go, for these and the other devices by claim.
  GPUsWithDRA: ({ vmi }) => items(vmi.domain?.devices?.gpus).some((gpu) => gpu.claimName !== undefined),
  HostDevices: ({ vmi }) => vmi.domain?.devices?.hostDevices !== undefined,
  HostDevicesWithDRA: ({ vmi }) =>
    items(vmi.domain?.devices?.hostDevices).some((device) => device.claimName !== undefined),
  HostDisk: ({ vmi }) => items(vmi.volumes).some((volume) => volume.hostDisk !== undefined),
  // Up to v1.7: validateArchitecture, for every architecture other than virt-api's own, which is assumed to be amd64.
  MultiArchitecture: ({ vmi }) => vmi.architecture !== undefined && vmi.architecture !== 'amd64',
  NetworkDevicesWithDRA: ({ vmi }) => items(vmi.networks).some((network) => network.resourceClaim !== undefined),
  // Up to v1.8.
  PanicDevices: ({ vmi }) => items(vmi.domain?.devices?.panicDevices).length > 0,
  // pkg/network/admitter/passt.go.
  PasstBinding: ({ vmi }) => items(vmi.domain?.devices?.interfaces).some((each) => each.passtBinding !== undefined),
  // Up to v1.8.
  PersistentReservation: ({ vmi }) => items(vmi.domain?.devices?.disks).some((disk) => disk.lun?.reservation === true),
  // pkg/network/admitter/netiface.go, validatePortRangesConfiguration.
  PortRangesSpec: ({ vmi }) => items(vmi.domain?.devices?.interfaces).some((each) => each.portRanges !== undefined),
  RebootPolicy: ({ vmi }) => vmi.domain?.rebootPolicy !== undefined,
  ReservedOverheadMemlock: ({ vmi }) => vmi.domain?.memory?.reservedOverhead !== undefined,
  // Up to v1.8: validateLaunchSecurity.
  SecureExecution: ({ vmi }) => vmi.architecture === 's390x' && vmi.domain?.launchSecurity !== undefined,
  Sidecar: ({ annotations }) => !!annotations[HOOK_SIDECARS],
  VSOCK: ({ vmi }) => vmi.domain?.devices?.autoattachVSOCK === true,
  // Up to v1.8.
  VideoConfig: ({ vmi }) => vmi.domain?.devices?.video !== undefined,
  // pkg/virt-api/webhooks/amd64.go, ValidateLaunchSecurityAmd64.
  WorkloadEncryptionSEV: ({ vmi }) =>
    vmi.domain?.launchSecurity?.sev !== undefined || vmi.domain?.launchSecurity?.snp !== undefined,
  WorkloadEncryptionTDX: ({ vmi }) => vmi.domain?.launchSecurity?.tdx !== undefined,
});

const GATES = Object.keys(NEEDS);

/**
 * The feature gates that a VirtualMachine's spec needs, in alphabetical order, whether or not a release turns them on
 * by itself.
 */
export function requiredGates(spec: VirtualMachineSpec): string[] {
  const machine = machineOf(spec);
  return GATES.filter((gate) => NEEDS[gate](machine));
}

function hotpluggable({ vmi }: Machine): boolean {
  return items(vmi.volumes).some(
    (volume) => volume.dataVolume?.hotpluggable === true || volume.persistentVolumeClaim?.hotpluggable === true,
  );
}

function emptyDrive({ vmi }: Machine): boolean {
  const isEmpty = (name: string): boolean => items(vmi.volumes).every((volume) => volume.name !== name);
  return items(vmi.domain?.devices?.disks).some((disk) => disk.cdrom !== undefined && isEmpty(disk.name));
}

/** Whether a volume of one of the kinds is shared with the guest as a filesystem. */
function isShared({ vmi }: Machine, kinds: readonly (keyof Volume)[]): boolean {
  const filesystems = items(vmi.domain?.devices?.filesystems);
  if (filesystems.length === 0) return false;
  const shared = new Set(filesystems.map((filesystem) => filesystem.name));
  return items(vmi.volumes).some(
    (volume) => shared.has(volume.name) && kinds.some((kind) => volume[kind] !== undefined),
  );
}
