import * as fc from 'fast-check';
import { backupSchedule, RawBackup, snapshot } from './backups';
import { networks } from './cluster';
import { clusterApiCluster, RawCluster } from './cluster-api';
import type { Described } from './description';
import { disk, RawDisk } from './disks';
import { image, RawImage, size } from './images';
import { attachment, RawAttachment } from './networks';
import { ownObject, RawObject } from './objects';
import { ForEach, props, Setting, stated } from './props';
import { anyRange } from './ranges';
import { schedulingPolicyProps } from './scheduling';
import { machineService, RawService } from './services';
import { RawMachine, RawReplicaSet, replicaSet, singleMachine } from './single-machines';
import { instancetype, oftenFitting, preference, preset, RawPreset, RawSize } from './sizes';
import { nodes, RawNodes } from './tenant-clusters';
import { annotations, filledText, label, labels, oneOf, several, subdomain } from './texts';
import { pool, RawPool } from './workers';
import {
  AccountToken,
  BackupScheduleProps,
  ContainerDefaults,
  ExistingTenantProps,
  InstancetypeProps,
  Isolation,
  NetworkPeer,
  NetworkPort,
  NetworkProtocol,
  NetworkRule,
  NetworkSource,
  PodSecurityLevel,
  PreferenceProps,
  ReclaimPolicy,
  SchedulingPolicyProps,
  TenantAccess,
  TenantCloudController,
  TenantCsiDriver,
  TenantDns,
  TenantGrant,
  TenantIsolation,
  TenantKubernetes,
  TenantNamespaceProps,
  TenantOverrides,
  TenantPodSecurity,
  QuotaLimits,
  StorageClassQuota,
  StorageUse,
  TenantQuota,
  TenantSize,
  TenantStorageClass,
  TenantSubjects,
  TenantVolumeRoom,
  VirtualMachineSnapshotProps,
  VolumeBindingMode,
  WorkerController,
} from '../../src';
import { within } from '../../src/toolkit/cidr';

/** A tenant with what stands below it, before it is known what else there is. */
export interface RawTenant {
  readonly existing: boolean;
  readonly id: string;
  readonly props: Described<TenantNamespaceProps>;
  readonly existingProps: Described<ExistingTenantProps>;
  readonly images: readonly RawImage[];
  readonly policies: readonly { readonly id: string; readonly props: Described<SchedulingPolicyProps> }[];
  readonly pools: readonly RawPool[];
  readonly clusters: readonly RawCluster[];
  readonly machines: readonly RawMachine[];
  readonly replicaSets: readonly RawReplicaSet[];
  readonly disks: readonly RawDisk[];
  readonly objects: readonly RawObject[];
  readonly snapshots: readonly RawBackup<VirtualMachineSnapshotProps>[];
  readonly backups: readonly RawBackup<BackupScheduleProps>[];
  readonly services: readonly RawService[];
  /** Whether its machines may have disks of the node. */
  readonly hostDisks: boolean;
  readonly instancetypes: readonly RawSize<InstancetypeProps>[];
  readonly preferences: readonly RawSize<PreferenceProps>[];
  readonly presets: readonly RawPreset[];
  readonly attachments: readonly RawAttachment[];
  readonly nodes: readonly RawNodes[];
}

export function tenant(setting: Setting): fc.Arbitrary<RawTenant> {
  return fc.record({
    existing: fc.nat(3).map((one) => one === 0),
    id: label(50),
    props: tenantNamespaceProps(),
    existingProps: props<ExistingTenantProps>({ namespaceName: label() }, ['namespaceName']),
    images: fc.array(image(setting), { maxLength: 1 }),
    policies: fc.array(fc.record({ id: label(), props: schedulingPolicyProps() }), { maxLength: 2 }),
    pools: fc.array(pool(), { maxLength: 2 }),
    clusters: fc.array(clusterApiCluster, { maxLength: 1 }),
    machines: fc.array(singleMachine, { maxLength: 1 }),
    replicaSets: fc.array(replicaSet, { maxLength: 1 }),
    disks: fc.array(disk(setting), { maxLength: 1 }),
    objects: fc.array(ownObject(setting), { maxLength: 1 }),
    snapshots: fc.array(snapshot, { maxLength: 1 }),
    backups: fc.array(backupSchedule, { maxLength: 1 }),
    services: fc.array(machineService(props<NetworkSource>(sourceModel()).map(naming)), { maxLength: 1 }),
    hostDisks: fc.nat(1).map((one) => one === 0),
    instancetypes: fc.array(instancetype, { maxLength: 1 }),
    preferences: fc.array(oftenFitting(preference(setting.kubevirt._atLeast('v1.9.0'))), { maxLength: 1 }),
    presets: fc.array(preset, { maxLength: 1 }),
    attachments: fc.array(attachment(fc.constant(undefined)), { maxLength: 2 }),
    nodes: fc.array(nodes, { maxLength: 1 }),
  });
}

function tenantNamespaceProps(): fc.Arbitrary<Described<TenantNamespaceProps>> {
  return props<TenantNamespaceProps>({
    id: label(50),
    namespaceName: label().map((name) => (/^(default$|kube-|openshift-)/.test(name) ? `t-${name}`.slice(0, 63) : name)),
    labels,
    annotations,
    podSecurity: props<TenantPodSecurity>({
      enforce: oneOf(PodSecurityLevel),
      audit: oneOf(PodSecurityLevel),
      warn: oneOf(PodSecurityLevel),
      version: fc.constantFrom('latest', 'v1.0', 'v1.33'),
    }),
    networks: networks(172),
    quota,
    priorityClasses: fc.uniqueArray(label(), { maxLength: 2 }),
    anyPriorityClass: fc.boolean(),
    containerDefaults: props<ContainerDefaults>({ cpu: fc.constantFrom('0', '10m', '0.5', '1e-1', '2'), memory: size }),
    isolation: isolation(),
    access: access(),
    kubernetes: clusters,
    sharedByClusters: fc.boolean(),
    standardSizes: fc.boolean(),
    sizes: fc.uniqueArray(tenantSize, { maxLength: 3, selector: ({ name }) => name }),
    overrides: props<Plain<TenantOverrides>>({
      resourceQuota: fc.constantFrom<object>(
        {},
        SCOPED,
        { hard: { 'services.nodeports': '0' } },
        { hard: { 'requests.ephemeral-storage': '1.5Ti' } },
      ),
      limitRange: fc.constantFrom<object>(
        {},
        { limits: [{ type: 'PersistentVolumeClaim', min: { storage: '1Mi' } }] },
        { limits: [] },
      ),
    }),
  })
    .map(alone)
    .map(withFittingClusters);
}

const storageClass: fc.Arbitrary<Described<TenantStorageClass>> = props<TenantStorageClass>(
  {
    name: subdomain(),
    isDefault: fc.constant(false),
    snapshotClasses: several(subdomain()),
    reclaimPolicy: oneOf(ReclaimPolicy),
    allowVolumeExpansion: fc.boolean(),
    bindingMode: oneOf(VolumeBindingMode),
    usedFor: oneOf(StorageUse),
  },
  ['name'],
);

const csiDriver: fc.Arbitrary<Described<TenantCsiDriver>> = props<TenantCsiDriver>({
  snapshots: fc.boolean(),
  expansion: fc.boolean(),
  storageClasses: fc.uniqueArray(storageClass, { maxLength: 2, selector: ({ name }) => name }),
  room: props<TenantVolumeRoom>(
    { volumes: fc.integer({ min: 1, max: 40 }), capacity: size, storageClassName: subdomain() },
    ['volumes', 'capacity'],
  ),
}).map((given) => (given.snapshots === true ? given : stated({
  ...given,
  storageClasses: given.storageClasses?.map((each) => stated({ ...each, snapshotClasses: undefined })),
})));

const cluster: fc.Arbitrary<Described<TenantKubernetes>> = props<TenantKubernetes>(
  {
    name: label(),
    workers: oneOf(WorkerController),
    imageHeaderSecrets: several(subdomain()),
    cloudController: props<TenantCloudController>({
      loadBalancers: fc.boolean(),
      reachableFrom: props<NetworkSource>(sourceModel()).map(naming),
      nodePorts: fc.constantFrom({ port: 30000, endPort: 30100 }, { port: 31000 }),
      zones: fc.boolean(),
      endpointSlices: fc.boolean(),
    }),
    csiDriver,
    token: oneOf(AccountToken),
    clusterReads: fc.boolean(),
  },
  ['name'],
).map(withoutIdleProps);

/** Only a cluster with a controller has accounts, and only machine-controller reads headers. */
function withoutIdleProps(given: Described<TenantKubernetes>): Described<TenantKubernetes> {
  const { workers = WorkerController.NONE, cloudController, csiDriver: driver } = given;
  const headers = workers === WorkerController.MACHINE_CONTROLLER ? given : { ...given, imageHeaderSecrets: undefined };
  const isIdle = workers === WorkerController.NONE && cloudController === undefined && driver === undefined;
  return stated(isIdle ? { ...headers, token: undefined, clusterReads: undefined } : headers);
}

const clusters = fc.uniqueArray(cluster, { maxLength: 2, selector: ({ name }) => name });

/** Clusters that share the namespace if there are two, and name clients only where something closes it. */
function withFittingClusters(given: Described<TenantNamespaceProps>): Described<TenantNamespaceProps> {
  const { kubernetes = [], isolation: around } = given;
  if (kubernetes.length === 0) return given;
  const isOpen = around?.preset === Isolation.NONE;
  const fitting = kubernetes.map(({ cloudController, ...rest }) => stated({
    ...rest, cloudController: cloudController && withoutIdlePorts(cloudController, isOpen),
  }));
  return { ...given, kubernetes: fitting, sharedByClusters: kubernetes.length > 1 || given.sharedByClusters === true };
}

/** Ports are opened for somebody, where there is something to open. */
function withoutIdlePorts(given: Described<TenantCloudController>, isOpen: boolean): Described<TenantCloudController> {
  const reachableFrom = isOpen || given.loadBalancers === false ? undefined : given.reachableFrom;
  return stated({ ...given, reachableFrom, nodePorts: reachableFrom && given.nodePorts });
}

/** A quota on pods alone, beside which there can be no other limits. */
const SCOPED = { hard: { 'pods': 100_000, 'requests.cpu': '1M' }, scopes: ['NotTerminating'] };

function alone(given: Described<TenantNamespaceProps>): Described<TenantNamespaceProps> {
  return (given.overrides as { resourceQuota?: object } | undefined)?.resourceQuota === SCOPED
    ? stated({ ...given, quota: undefined })
    : given;
}

type Plain<T> = { readonly [K in keyof T]: object };

/** Limits that hold whatever a program of ours puts into a namespace. */
const quota = props<TenantQuota>({
  cpu: fc.constantFrom(1_000_000, 123456.789, 1e9),
  memory: fc.constantFrom('1Ei', '1e18', '999Pi', { $gibibytes: 2 ** 28 }),
  storage: fc.constantFrom('1Ei', '1e18', '999Pi', { $gibibytes: 2 ** 28 }),
  volumes: fc.integer({ min: 100_000, max: 1_000_000 }),
  pods: fc.integer({ min: 100_000, max: 1_000_000 }),
  machines: fc.integer({ min: 100_000, max: 1_000_000 }),
  additional: fc.record(
    {
      'requests.example.org/device': fc.constantFrom('0', '10', '1e1'),
      'other.storageclass.storage.k8s.io/requests.storage': fc.constantFrom('0', '10Ti', '1.5Gi'),
      'requests.ephemeral-storage': fc.constantFrom('1Pi', '1e15'),
      'services.loadbalancers': fc.constant('2'),
      'count/jobs.batch': fc.constantFrom('7', '1k'),
      'limits.ephemeral-storage': fc.constantFrom('1Pi'),
      'requests.hugepages-2Mi': fc.constantFrom('1Ei'),
    },
    { requiredKeys: [], noNullPrototype: true },
  ),
  storageClasses: fc.record({
    slow: props<StorageClassQuota>({ storage: fc.constant('7Pi'), volumes: fc.constant(10_000_000) }),
  }),
  devices: fc.constantFrom<{ [name: string]: number }>({}, { 'example.org/other': 1_000_000 }),
  limits: props<QuotaLimits>({ cpu: fc.constantFrom(1e9, 1e12), memory: fc.constantFrom('4Ei', '7Ei') }),
});

const port: fc.Arbitrary<Described<NetworkPort>> = props<NetworkPort>(
  {
    port: fc.oneof(fc.integer({ min: 1, max: 65_535 }), fc.constantFrom(1, 53, 65_535)),
    endPort: fc.nat(1000),
    protocol: oneOf(NetworkProtocol),
  },
  ['port'],
).map((given) =>
  given.endPort === undefined ? given : { ...given, endPort: Math.min(65_535, given.port + given.endPort) },
);

function sourceModel(): ForEach<NetworkSource> {
  return {
    cidrs: several(anyRange),
    except: several(anyRange),
    namespaces: several(label()),
    podLabels: labels,
  };
}

function peerModel(): ForEach<NetworkPeer> {
  return { ...sourceModel(), ports: several(port, 1) };
}

/** A peer that names somebody, and leaves out only what lies within one of its ranges. */
function naming<T extends Described<NetworkSource>>(given: T): T {
  const nobody = [given.cidrs ?? [], given.namespaces ?? [], Object.keys(given.podLabels ?? {})].every(
    (list) => list.length === 0,
  );
  const cidrs = nobody ? ['10.0.0.0/8', '::/0'] : given.cidrs;
  const except =
    given.except &&
    [...given.except, '10.96.0.0/12', '2001:db8:1::/48'].filter((hole) =>
      (cidrs ?? []).some((range) => within(hole, range)),
    );
  return stated({ ...given, cidrs, except });
}

function rules(): fc.Arbitrary<Described<NetworkRule>[]> {
  return fc.uniqueArray(props<NetworkRule>({ ...peerModel(), name: label(), pods: labels }, ['name']).map(naming), {
    maxLength: 2,
    selector: ({ name }) => name,
  });
}

function isolation(): fc.Arbitrary<Described<TenantIsolation>> {
  return props<TenantIsolation>({
    preset: oneOf(Isolation),
    sameNamespace: fc.boolean(),
    dns: props<TenantDns>({
      namespace: label(),
      podLabels: labels,
      port: fc.integer({ min: 1, max: 65_535 }),
      cidrs: several(anyRange),
    }),
    controlPlane: props<NetworkPeer>(peerModel()).map(naming),
    imageServers: props<NetworkPeer>(peerModel()).map(naming),
    internetExcept: several(anyRange),
    ingress: rules(),
    egress: rules(),
  }).map((given) => (given.preset === Isolation.NONE ? { preset: Isolation.NONE } : given));
}

function subjectsModel(): ForEach<TenantSubjects> {
  return {
    users: several(filledText),
    groups: several(filledText),
    serviceAccounts: several(
      fc.oneof(
        subdomain(),
        fc.tuple(label(), subdomain()).map((parts) => parts.join('/')),
      ),
    ),
  };
}

function access(): fc.Arbitrary<Described<TenantAccess>> {
  const subjects = props<TenantSubjects>(subjectsModel());
  const clusterRole = fc.oneof(
    fc.constantFrom('kubevirt.io:view', 'view', 'yes', '1e3', 'system:node-reader', 'A B', '${x}', 'null', 'ä:1'),
    subdomain(),
  );
  return props<TenantAccess>({
    admins: subjects,
    editors: subjects,
    viewers: subjects,
    migrators: subjects,
    grants: fc.array(props<TenantGrant>({ ...subjectsModel(), clusterRole }, ['clusterRole']), { maxLength: 2 }),
  });
}

const tenantSize: fc.Arbitrary<Described<TenantSize>> = props<TenantSize>(
  {
    name: label(),
    cpu: fc.integer({ min: 1, max: 64 }),
    memory: fc.oneof(
      fc.integer({ min: 1, max: 256 }).map((gibibytes) => ({ $gibibytes: gibibytes })),
      fc.constantFrom('2Gi', '4096Mi', '8e9', '1.5Gi'),
    ),
    overrides: fc.constantFrom(
      {},
      { cpu: { dedicatedCPUPlacement: true } },
      { memory: { overcommitPercent: 25 } },
      { annotations: { 'example.org/of-the-size': '${x}\u2028' } },
      { cpu: { model: 'host-model', maxSockets: 64 } },
    ),
  },
  ['name', 'cpu', 'memory'],
);
