import * as fc from 'fast-check';
import { call, Call, Described } from './description';
import { size } from './images';
import { dns } from './networks';
import { ForEach, props, stated } from './props';
import { externallyScaled, scaledByOne } from './scaled';
import { annotations, filledText, label, labelKey, labels, labelValue, oneOf, subdomain } from './texts';
import {
  AccessMode,
  Autoscale,
  BlankDisk,
  BootDisk,
  EvictionStrategy,
  FlatcarOptions,
  KubeconfigKey,
  MachineDeploymentOptions,
  MachineDimensions,
  NodeLocation,
  PodNetworkBinding,
  ProvisioningUtility,
  RhelOptions,
  StorageTarget,
  TaintEffect,
  TenantClusterProps,
  UpgradedSystemOptions,
  WorkerNetwork,
  WorkerPoolProps,
  WorkerTaint,
} from '../../src';

/** A tenant's Kubernetes cluster with a pool of nodes, before it is known whose it is. */
export interface RawNodes {
  readonly id: string;
  readonly cluster: Described<Omit<TenantClusterProps, 'tenant'>>;
  readonly poolId: string;
  readonly pool: Described<NodeProps>;
  readonly options: Described<Omit<MachineDeploymentOptions, 'cluster'>>;
}

/** What of a pool machine-controller can say. */
type NodeProps = Pick<WorkerPoolProps,
'name' | 'replicas' | 'autoscale' | 'externallyScaled' | 'stateless' | 'pluggedVolumes' | 'size' | 'preference'
| 'boot' | 'bootDisk' | 'extraDisks' | 'podNetwork' | 'networkInterfaceMultiqueue' | 'evictionStrategy'
| 'evictionHandler' | 'dns' | 'labels' | 'annotations'>;

/** Names of nodes end in two parts that machine-controller adds. */
const ROOM = 31;

const bootOptions = fc.record({ capacity: size });

const boot: fc.Arbitrary<Call> = fc
  .tuple(
    fc.oneof(
      fc.constant(call('ImageSource.http', 'https://images.example.com/system-1.qcow2')),
      fc.constant(call('ImageSource.registry', 'docker://quay.io/example/system:1')),
    ),
    bootOptions,
  )
  .map(([source, options]) => call('Boot.imported', source, options));

const machineSize: fc.Arbitrary<Call> = fc.oneof(
  props<Pick<MachineDimensions, 'cores' | 'memory' | 'guaranteed'>>({
    cores: fc.integer({ min: 1, max: 16 }), memory: fc.constantFrom('2Gi', '4096Mi'), guaranteed: fc.boolean(),
  }, ['cores', 'memory']).map((given) => call('MachineSize.of', given)),
  subdomain().map((name) => call('MachineSize.clusterInstancetype', name)),
);

const bootDisk = props<Pick<BootDisk, 'storageClassName' | 'accessModes'>>({
  storageClassName: subdomain(), accessModes: fc.constant([AccessMode.READ_WRITE_MANY]),
}, ['storageClassName', 'accessModes']);

const extraDisks = fc.array(
  props<Pick<BlankDisk, 'name' | 'capacity' | 'storageClassName'>>({
    name: label(), capacity: size, storageClassName: subdomain(),
  }, ['name', 'capacity']),
  { maxLength: 1 },
);

const pool = props<NodeProps>({
  name: label(ROOM),
  replicas: fc.nat(20),
  autoscale: props<Pick<Autoscale, 'min' | 'max'>>({
    min: fc.integer({ min: 1, max: 5 }), max: fc.integer({ min: 5, max: 20 }),
  }, ['min', 'max']),
  externallyScaled,
  stateless: fc.boolean(),
  pluggedVolumes: fc.boolean(),
  size: machineSize,
  preference: subdomain().map((name) => call('MachinePreference.clusterPreference', name)),
  boot,
  bootDisk,
  extraDisks,
  podNetwork: fc.constant(PodNetworkBinding.BRIDGE),
  networkInterfaceMultiqueue: fc.boolean(),
  evictionStrategy: fc.constantFrom(EvictionStrategy.LIVE_MIGRATE, EvictionStrategy.EXTERNAL),
  evictionHandler: filledText,
  dns,
  labels,
  annotations,
}, ['size', 'boot', 'bootDisk']).map(scaledByOne).map((given) => stated({
  ...given,
  evictionHandler: given.evictionStrategy === EvictionStrategy.EXTERNAL ? 'a controller' : given.evictionHandler,
}));

const upgraded = { distUpgradeOnBoot: fc.boolean() };

const operatingSystem: fc.Arbitrary<Call> = fc.oneof(
  fc.tuple(
    fc.constantFrom('NodeOperatingSystem.ubuntu', 'NodeOperatingSystem.rockyLinux'),
    props<UpgradedSystemOptions>(upgraded),
  ).map(([system, options]) => call(system, options)),
  props<RhelOptions>({
    ...upgraded,
    rhelSubscriptionManagerUser: filledText,
    attachSubscription: fc.boolean(),
    rhelUseSatelliteServer: fc.boolean(),
    rhelSatelliteServer: subdomain(),
    rhelOrganizationName: filledText,
  }).map((options) => call('NodeOperatingSystem.rhel', options)),
  props<FlatcarOptions>({
    disableAutoUpdate: fc.boolean(),
    disableLocksmithD: fc.boolean(),
    disableUpdateEngine: fc.boolean(),
    provisioningUtility: oneOf(ProvisioningUtility),
  }).map((options) => call('NodeOperatingSystem.flatcar', options)),
);

const kubeconfig: fc.Arbitrary<Call> = fc.oneof(
  fc.constant(call('InfraKubeconfig.fromEnvironment')),
  fc.tuple(
    fc.constantFrom('InfraKubeconfig.fromSecret', 'InfraKubeconfig.fromConfigMap'),
    subdomain(),
    props<KubeconfigKey>({ key: fc.constantFrom('kubeconfig', 'value.yaml'), namespace: label() }),
  ).map(([factory, name, options]) => call(factory, name, options)),
);

const SSH_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIlrMJUZ5bfy3qDLXQZL6gFwjkBLnsqJCCVeOBQMIyPS me@example.org';

const options = props<Omit<MachineDeploymentOptions, 'cluster'>>({
  operatingSystem,
  kubelet: fc.constantFrom('1.34.11', '1.33.4'),
  kubeconfig,
  sshPublicKeys: fc.constant([SSH_KEY]),
  taints: fc.uniqueArray(
    props<WorkerTaint>({ key: labelKey, value: labelValue, effect: oneOf(TaintEffect) }, ['key', 'effect']),
    { maxLength: 2, selector: ({ key, effect }) => `${key} ${effect}` },
  ),
  nodeLabels: labels,
  nodeAnnotations: annotations,
  profile: subdomain(),
  maxSurge: fc.constantFrom<number | string>(1, 3, '25%'),
  maxUnavailable: fc.constantFrom<number | string>(0, 1, '25%'),
  paused: fc.boolean(),
  minReadySeconds: fc.nat(600),
  revisionHistoryLimit: fc.nat(10),
  location: props<NodeLocation>({ region: label(), zone: label() }),
  providerNetwork: props<WorkerNetwork>({ vpc: label(), subnet: label() }, ['vpc']),
  storageTarget: oneOf(StorageTarget),
  imageHeaderSecret: subdomain(),
  projectId: label(),
  overrides: fc.constantFrom<object>({}, { progressDeadlineSeconds: 1200 }),
}, ['operatingSystem']);

/** Ranges that overlap neither those of random infra clusters nor each other. */
const cluster = fc
  .tuple(
    props<Omit<TenantClusterProps, 'tenant' | 'networks'>>({
      kubernetes: fc.constantFrom('1.35.8', '1.36.0-rc.1'),
      clusterId: label(55),
      clusterName: label(),
      dnsServiceIp: fc.constant('192.168.1.10'),
    } as ForEach<Omit<TenantClusterProps, 'tenant' | 'networks'>>, ['kubernetes']),
    fc.constant({ pods: ['192.168.0.0/24'], services: ['192.168.1.0/24'] }),
  )
  .map(([given, ranges]) => ({ ...given, networks: ranges }));

export const nodes: fc.Arbitrary<RawNodes> = fc.record({ id: label(55), cluster, poolId: label(ROOM), pool, options });
