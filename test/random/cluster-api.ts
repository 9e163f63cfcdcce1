import * as fc from 'fast-check';
import { networks } from './cluster';
import { call, Described } from './description';
import { props, stated } from './props';
import { autoscale, externallyScaled, scaledByOne } from './scaled';
import { filledNote, filledText, label, labels, nestedAnnotations, oneOf, several, subdomain } from './texts';
import type { RawPool } from './workers';
import {
  BootstrapCheck,
  ClusterApiClusterProps,
  ClusterApiHealthCheck,
  ClusterApiOptions,
  ClusterApiReference,
  ClusterApiRollout,
  ControlPlaneEndpoint,
  ControlPlaneServiceType,
  DeletionOrder,
  EvictionStrategy,
  KubeadmFile,
  KubeadmJoin,
  MachineDimensions,
  RolloutType,
  RunStrategy,
  TaintEffect,
  WorkerPoolProps,
  WorkerTaint,
} from '../../src';

/** A cluster of Cluster API with its pools, before it is known what else there is. */
export interface RawCluster {
  readonly id: string;
  readonly props: Described<ClusterApiClusterProps>;
  readonly pools: readonly RawPool[];
}

function reference(kind: string): fc.Arbitrary<Described<ClusterApiReference>> {
  return props<ClusterApiReference>({
    kind: fc.constant(kind),
    name: subdomain(),
    apiGroup: fc.constantFrom('bootstrap.cluster.x-k8s.io', 'controlplane.cluster.x-k8s.io'),
  }, ['kind', 'name']);
}

/** A pool with the parts of a machine that the provider's schema, of an older KubeVirt, has for sure. */
function clusterApiPool(): fc.Arbitrary<RawPool> {
  const machine = props<Pick<MachineDimensions, 'cores' | 'memory' | 'sockets'>>({
    cores: fc.integer({ min: 1, max: 16 }),
    memory: fc.constantFrom('2Gi', '4096Mi', '8e9'),
    sockets: fc.constantFrom(1, 2),
  }, ['cores', 'memory']);
  return fc.record({
    id: label(50),
    image: fc.nat(100),
    policy: fc.option(fc.nat(100), { nil: undefined }),
    size: fc.constant(undefined),
    props: fc.record({
      size: machine.map((given) => call('MachineSize.of', given)),
      given: props<Scaled>({
        replicas: fc.nat(50),
        autoscale: autoscale.map(({ min, max }) => ({ min, max })),
        externallyScaled,
        name: label(50),
        stateless: fc.boolean(),
        pluggedVolumes: fc.boolean(),
        labels,
        runStrategy: fc.constant(RunStrategy.ALWAYS),
        evictionStrategy: fc.constant(EvictionStrategy.EXTERNAL),
      }),
      backend: options.map((given) => call('PoolBackend.clusterApi', given)),
    }).map(({ size, given, backend }) => scaledByOne(stated({ size, ...given, backend }))),
    annotated: fc.constant(false),
  });
}

type Scaled = Pick<WorkerPoolProps,
  'replicas' | 'autoscale' | 'externallyScaled' | 'name' | 'stateless' | 'pluggedVolumes' | 'labels' | 'runStrategy'
  | 'evictionStrategy'>;

const countOrShare = fc.oneof(fc.integer({ min: 1, max: 10 }), fc.constantFrom('1%', '25%', '100%'));
const seconds = (least: number) => fc.integer({ min: least, max: 100_000 }).map((each) => ({ $seconds: each }));

/** The kubelet may not set labels of Kubernetes' own domains. */
const ofKubelet = labels.filter((all) => !Object.keys(all).some((key) => /(^|\.)(kubernetes|k8s)\.io\//.test(key)));

const kubeadm: fc.Arbitrary<Described<KubeadmJoin>> = props<KubeadmJoin>({
  nodeLabels: ofKubelet,
  taints: fc.uniqueArray(
    props<WorkerTaint>({ key: label(), value: label(), effect: oneOf(TaintEffect) }, ['key', 'effect']),
    { maxLength: 3, selector: ({ key }) => key },
  ),
  kubeletExtraArgs: fc.dictionary(label(20), label(), { maxKeys: 2 }),
  criSocket: fc.constant('unix:///run/containerd/containerd.sock'),
  preKubeadmCommands: several(fc.constantFrom('swapoff -a', 'echo "${x}"')),
  postKubeadmCommands: several(fc.constantFrom('true', 'echo "\u2028"')),
  files: fc.uniqueArray(
    fc.tuple(label(), fc.boolean(), props<FileParts>({
      secretKey: label(),
      permissions: fc.constantFrom('0640', '0600'),
      owner: fc.constant('root:root'),
    })).map(([name, isSecret, parts]) => ({
      path: `/etc/${name}`,
      ...(isSecret ? { secretName: name, ...parts } : { content: 'yes', ...parts, secretKey: undefined }),
    })).map(stated),
    { maxLength: 2, selector: ({ path }) => path },
  ),
  ignition: fc.boolean(),
  overrides: fc.constantFrom<object>({}, { ntp: { enabled: true } }),
});

type FileParts = Pick<KubeadmFile, 'secretKey' | 'permissions' | 'owner'>;

const options: fc.Arbitrary<Described<ClusterApiOptions>> = props<ClusterApiOptions>({
  clusterName: label(),
  version: fc.constantFrom('v1.35.4', '1.34.0', 'v1.36.0-rc.1+a'),
  bootstrap: fc.oneof(
    kubeadm.map((join) => call('ClusterApiBootstrap.kubeadm', join)),
    reference('TalosConfigTemplate').map((given) => call('ClusterApiBootstrap.existing', given)),
  ),
  bootstrapCheck: oneOf(BootstrapCheck),
  infraClusterSecret: subdomain(),
  rollout: fc.oneof(
    fc.constant<Described<ClusterApiRollout>>({ type: RolloutType.ON_DELETE }),
    props<ClusterApiRollout>({
      type: fc.constant(RolloutType.ROLLING_UPDATE), maxSurge: countOrShare, maxUnavailable: countOrShare,
    }, ['type']),
  ),
  healthCheck: props<ClusterApiHealthCheck>({
    unhealthyAfter: seconds(1), nodeStartupTimeout: seconds(30), maxUnhealthy: countOrShare,
  }),
  deletionOrder: oneOf(DeletionOrder),
  nodeDrainTimeout: seconds(0),
  nodeVolumeDetachTimeout: seconds(0),
  minReady: seconds(0),
  failureDomain: filledText.map((each) => each.slice(0, 200)),
  paused: fc.boolean(),
  overrides: fc.constantFrom<object>({}, { remediation: { maxInFlight: '20%' } }),
}, ['clusterName', 'version', 'bootstrap']);

/** The Service of a cluster has its name and an end, and begins with a letter. */
const nameOfCluster = label(50).map((each) => `a${each}`);

/** Only a cluster that its provider manages has a Service of its own for the control plane. */
function withItsService(given: Described<ClusterApiClusterProps>): Described<ClusterApiClusterProps> {
  if (given.controlPlane === undefined && given.managedBy === undefined) return given;
  return stated({ ...given, controlPlaneService: undefined, controlPlaneServiceAnnotations: undefined });
}

export const clusterApiCluster: fc.Arbitrary<RawCluster> = fc.record({
  id: nameOfCluster,
  props: props<ClusterApiClusterProps>({
    controlPlane: reference('KamajiControlPlane'),
    managedBy: filledNote,
    networks: networks(173),
    controlPlaneEndpoint: props<ControlPlaneEndpoint>({ host: subdomain(), port: fc.integer({ min: 1, max: 65535 }) }, [
      'host',
    ]),
    controlPlaneService: oneOf(ControlPlaneServiceType),
    controlPlaneServiceAnnotations: nestedAnnotations,
    infraClusterSecret: subdomain(),
    paused: fc.boolean(),
    name: nameOfCluster,
  }).map(withItsService),
  pools: fc.array(clusterApiPool(), { minLength: 1, maxLength: 2 }),
});
