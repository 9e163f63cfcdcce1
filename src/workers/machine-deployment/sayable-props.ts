import type { BlankDisk, BootDisk } from '../../machines/disks/disk';
import type { MachineDimensions } from '../../machines/size/machine-size';
import type { Autoscale } from '../../scaling/autoscale';
import type { SchedulingPolicyProps } from '../../scheduling/scheduling-policy';
import type { TopologySpread } from '../../scheduling/topology-spread';
import type { PoolProps } from '../pool-writer';
import type { Sayable, Unsayable } from '../sayable';

const OTHERWISE = 'Leave it out, or use PoolBackend.virtualMachinePool().';

function because(why: string, remedy = OTHERWISE): Unsayable {
  return { why, remedy };
}

const NO_FIELD = because('machine-controller has no field for it');
const OF_PREFERENCE = because('machine-controller has no field for it',
  'Leave it out, or write it in a Preference and give that as preference.');
const OF_SIZE = because('machine-controller has no field for it',
  'Leave it out, or write it in an Instancetype and give that as size.');
const OF_PROFILE = because('operating-system-manager makes the user data of nodes',
  'Leave it out, or write an OperatingSystemProfile and name it in profile of the backend.');

/** What of a pool's props a MachineDeployment of machine-controller can say. */
export const POOL: Sayable<PoolProps> = {
  name: true,
  replicas: true,
  autoscale: true,
  externallyScaled: true,
  stateless: true,
  pluggedVolumes: true,
  scheduling: true,
  size: true,
  preference: true,
  image: true,
  boot: true,
  bootDisk: true,
  extraDisks: true,
  podNetwork: true,
  networkInterfaceMultiqueue: true,
  evictionStrategy: true,
  evictionHandler: true,
  dns: true,
  labels: true,
  annotations: true,
  safeToEvictLocalVolumes: true,
  guest: because('operatingSystem of the backend says what nodes run', 'Leave it out.'),
  firmware: OF_PREFERENCE,
  features: OF_PREFERENCE,
  clock: OF_PREFERENCE,
  devices: OF_PREFERENCE,
  interfaceModel: OF_PREFERENCE,
  machineType: OF_PREFERENCE,
  ioThreads: OF_SIZE,
  launchSecurity: OF_SIZE,
  gpus: OF_SIZE,
  hostDevices: OF_SIZE,
  deviceClaims: NO_FIELD,
  readinessProbe: because('the tenant\'s cluster watches whether a node is ready'),
  livenessProbe: because('the tenant\'s cluster watches whether a node is ready'),
  runStrategy: because('machine-controller starts a machine once, and makes a new one if a node is lost'),
  volumes: because('machine-controller makes all disks of a node itself'),
  podInterface: NO_FIELD,
  networks: because('machine-controller knows the pod network and those of Kube-OVN',
    'Leave it out, or write providerNetwork of the backend.'),
  cloudInit: OF_PROFILE,
  ignition: OF_PROFILE,
  sshKeys: because('machine-controller takes the keys themselves',
    'Leave it out, and write the public keys as sshPublicKeys of the backend.'),
  passwords: OF_PROFILE,
  terminationGracePeriod: because('machine-controller writes 30 seconds'),
  architecture: NO_FIELD,
  subdomain: NO_FIELD,
  subdomainService: NO_FIELD,
  overrides: because('machine-controller writes the VirtualMachine',
    'Leave it out; overrides of the backend change the MachineDeployment.'),
};

const BY_STORAGE = because('machine-controller leaves it to the StorageProfile of the class');

/** What of a boot disk it can say. */
export const BOOT_DISK: Sayable<BootDisk> = {
  capacity: true,
  storageClassName: true,
  accessModes: true,
  annotations: true,
  volumeMode: BY_STORAGE,
  labels: NO_FIELD,
  bus: NO_FIELD,
  cache: NO_FIELD,
  io: NO_FIELD,
  errorPolicy: NO_FIELD,
  blockSize: NO_FIELD,
  shareable: NO_FIELD,
  dedicatedIoThread: NO_FIELD,
};

/** What of a further disk it can say. The name is the program's alone: machine-controller numbers the disks. */
export const EXTRA_DISK: Sayable<BlankDisk> = {
  ...BOOT_DISK,
  name: true,
  accessModes: because('machine-controller gives it those of the boot disk', 'Write bootDisk.accessModes.'),
  annotations: NO_FIELD,
};

/** What of a size in numbers it can say. */
export const DIMENSIONS: Sayable<MachineDimensions> = {
  cores: true,
  memory: true,
  guaranteed: true,
  sockets: OF_PREFERENCE,
  threads: OF_PREFERENCE,
  cpuModel: OF_SIZE,
  dedicatedCpus: OF_SIZE,
  isolateEmulatorThread: OF_SIZE,
  hugepages: OF_SIZE,
  maxSockets: OF_SIZE,
  maxMemory: OF_SIZE,
  cpuFeatures: OF_PREFERENCE,
  numaPassthrough: OF_SIZE,
  realtime: OF_SIZE,
  realtimeMask: OF_SIZE,
  requests: because('machine-controller makes requests and limits equal'),
  limits: because('machine-controller makes requests and limits equal'),
};

const BY_SPREAD = 'Leave it out, or use PoolBackend.virtualMachinePool().';

/** What of a scheduling policy it can say. */
export const SCHEDULING: Sayable<SchedulingPolicyProps> = {
  nodeAffinityPreset: true,
  podAntiAffinityPreset: true,
  topologyKey: true,
  topologySpread: true,
  podAffinityPreset: because('machine-controller has ignored it since v1.56, and spreads nodes only', BY_SPREAD),
  podLabels: because('machine-controller counts the machines of the MachineDeployment', BY_SPREAD),
  nodeSelector: because('machine-controller selects nodes by one label', 'Write nodeAffinityPreset, with Preset.HARD.'),
  tolerations: NO_FIELD,
  schedulerName: NO_FIELD,
  priorityClass: NO_FIELD,
  priorityClassName: NO_FIELD,
};

/** What of a spread it can say. */
export const SPREAD: Sayable<TopologySpread> = {
  topologyKey: true,
  maxSkew: true,
  whenUnsatisfiable: true,
  minDomains: NO_FIELD,
  nodeAffinityPolicy: NO_FIELD,
  nodeTaintsPolicy: NO_FIELD,
};

const BY_PODS = because('cluster-autoscaler adds nodes for pods that have no room, and removes unused ones',
  'Leave it out, or use PoolBackend.virtualMachinePool(), which has a HorizontalPodAutoscaler.');

/** What of an autoscaler it can say. */
export const AUTOSCALE: Sayable<Autoscale> = {
  min: true, max: true, cpu: BY_PODS, memory: BY_PODS, overrides: BY_PODS,
};
