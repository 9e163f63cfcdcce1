import { ApiObject, Duration } from 'cdk8s';
import { later, Plain, right, Right, stricter, wrong, Wrong } from './case';
import { emitted, patched, plain, Scene } from './scene';
import {
  ClusterApiBootstrap,
  ClusterApiCluster,
  PodNetworkBinding,
  PoolBackend,
  WorkerPool,
  WorkerPoolProps,
} from '../../src';
import { mergeDeep } from '../../src/toolkit/merge';

const CLUSTER_API = 'cluster.x-k8s.io/v1beta2';
const BOOTSTRAP = 'bootstrap.cluster.x-k8s.io/v1beta2';
const PROVIDER = 'infrastructure.cluster.x-k8s.io/v1alpha1';
const MIN_SIZE = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size';
const MAX_SIZE = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size';

/** What the webhooks of Cluster API refuse, which have no server here: conformance asks their own code. */
export const REFUSED_BY_WEBHOOK = stricter(
  'the API server has the schema alone; the webhook of Cluster API refuses it',
);
/** An object with changes merged over it. `null` removes. */
function changed(object: Plain, changes: object): Plain {
  return mergeDeep<any>(object, changes);
}

const MACHINE = {
  runStrategy: 'Always',
  template: {
    spec: {
      domain: {
        devices: { interfaces: [{ name: 'default', bridge: {} }] },
        memory: { guest: '4Gi' },
      },
      evictionStrategy: 'External',
      networks: [{ name: 'default', pod: {} }],
    },
  },
};

const TEMPLATE = plain(PROVIDER, 'KubevirtMachineTemplate', 'workers-1a2b3c4d', {
  template: { spec: { virtualMachineTemplate: { spec: MACHINE } } },
});

const DEPLOYMENT = plain(CLUSTER_API, 'MachineDeployment', 'workers', {
  clusterName: 'acme',
  replicas: 2,
  selector: { matchLabels: { pool: 'workers' } },
  template: {
    metadata: { labels: { pool: 'workers' } },
    spec: {
      clusterName: 'acme',
      version: 'v1.35.4',
      bootstrap: {
        configRef: { apiGroup: 'bootstrap.cluster.x-k8s.io', kind: 'TalosConfigTemplate', name: 'workers' },
      },
      infrastructureRef: {
        apiGroup: 'infrastructure.cluster.x-k8s.io', kind: 'KubevirtMachineTemplate', name: 'workers-1a2b3c4d',
      },
    },
  },
});

const KUBEADM = plain(BOOTSTRAP, 'KubeadmConfigTemplate', 'workers-1a2b3c4d', {
  template: { spec: { format: 'cloud-config' } },
});

const HEALTH_CHECK = plain(CLUSTER_API, 'MachineHealthCheck', 'workers', {
  clusterName: 'acme',
  selector: { matchLabels: { pool: 'workers' } },
  checks: { unhealthyNodeConditions: [{ type: 'Ready', status: 'False', timeoutSeconds: 300 }] },
  remediation: { triggerIf: { unhealthyLessThanOrEqualTo: '40%' } },
});

const CLUSTER = plain(CLUSTER_API, 'Cluster', 'acme', {
  infrastructureRef: { apiGroup: 'infrastructure.cluster.x-k8s.io', kind: 'KubevirtCluster', name: 'acme' },
});

const OF_KAMAJI = changed(CLUSTER, {
  spec: {
    controlPlaneRef: { apiGroup: 'controlplane.cluster.x-k8s.io', kind: 'KamajiControlPlane', name: 'acme' },
  },
});

const KUBEVIRT_CLUSTER = plain(PROVIDER, 'KubevirtCluster', 'acme', {
  controlPlaneServiceTemplate: { spec: { type: 'ClusterIP' } },
});

/** Objects written into a scene, with those around them that the bundle has. */
function written(scene: Scene, objects: readonly Plain[], around: readonly Plain[] = []): readonly Plain[] {
  for (const [index, each] of [...objects, ...around].entries()) new ApiObject(scene.infra, `object-${index}`, each);
  return objects;
}

/** A MachineDeployment with changes, beside its template. */
const deployment = (changes: object) => (scene: Scene) => written(scene, [changed(DEPLOYMENT, changes)], [TEMPLATE]);
/** A MachineDeployment whose machines become nodes in another way. */
const bootstrapped = (bootstrap: object) => (scene: Scene) => {
  const { spec } = DEPLOYMENT as any;
  const template = { ...spec.template, spec: { ...spec.template.spec, bootstrap } };
  return written(scene, [{ ...DEPLOYMENT, spec: { ...spec, template } }], [TEMPLATE]);
};
/** A MachineHealthCheck that selects other machines. */
const checking = (selector: object) => (scene: Scene) => (
  written(scene, [{ ...HEALTH_CHECK, spec: { ...HEALTH_CHECK.spec as object, selector } }]));
const kubeadm = (spec: object) => (scene: Scene) => (
  written(scene, [changed(KUBEADM, { spec: { template: { spec } } })]));
const healthCheck = (spec: object) => (scene: Scene) => written(scene, [changed(HEALTH_CHECK, { spec })]);
const cluster = (changes: object) => (scene: Scene) => written(scene, [changed(CLUSTER, changes)]);
const template = (spec: object, name = TEMPLATE.metadata.name) => (scene: Scene) => written(scene, [
  changed(TEMPLATE, { metadata: { name }, spec: { template: { spec: { virtualMachineTemplate: { spec } } } } }),
]);
const vmi = (spec: object, name?: string) => template({ template: { spec } }, name);

const annotated = (annotations: object, spec: object = {}) => deployment({ metadata: { annotations }, spec });

function pool(scene: Scene, props: Partial<WorkerPoolProps> = {}): WorkerPool {
  const bootstrap = ClusterApiBootstrap.kubeadm();
  const backend = PoolBackend.clusterApi({ clusterName: 'acme', version: 'v1.35.4', bootstrap });
  return scene.pool({ stateless: true, ...props, backend });
}

/** A pool whose nodes must be ready for some time. */
function timed(scene: Scene, milliseconds: number): WorkerPool {
  const bootstrap = ClusterApiBootstrap.kubeadm();
  const minReady = Duration.millis(milliseconds);
  const backend = PoolBackend.clusterApi({ clusterName: 'acme', version: 'v1.35.4', bootstrap, minReady });
  return scene.pool({ stateless: true, backend });
}

const NODE_REFUSED = stricter('Cluster API takes any text; the API server of the tenant\'s cluster refuses the node');

const LONG = 'a'.repeat(64);
const VOLUME = { name: 'data', cloudInitNoCloud: { userData: '#cloud-config\n' } };
const DISK = { name: 'data', disk: { bus: 'virtio' } };

/** Programs about Cluster API with a fault. */
export const CLUSTER_API_OBJECTS: readonly Wrong[] = [
  wrong('CAPI001', 'a MachineDeployment', deployment({ metadata: { name: LONG } }), 'at most 63', REFUSED_BY_WEBHOOK),
  wrong('CAPI001', 'a Cluster', cluster({ metadata: { name: LONG } }), 'at most 63', REFUSED_BY_WEBHOOK),
  wrong(
    'CAPI002', 'of another one', deployment({ spec: { template: { spec: { clusterName: 'beta' } } } }),
    'is "beta", but spec.clusterName is "acme"', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI003', 'by another label', deployment({ spec: { selector: { matchLabels: { pool: 'others' } } } }),
    'does not match the labels', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI003', 'by the label of another Cluster',
    deployment({ spec: { selector: { matchExpressions: [{ key: 'tier', operator: 'Exists' }] } } }),
    'does not match the labels', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI004', 'by nothing', bootstrapped({}),
    'names neither a template nor a Secret', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI005', 'a file of two sources',
    kubeadm({ files: [{ path: '/a', content: 'a', contentFrom: { secret: { name: 'a', key: 'a' } } }] }),
    'has both content and contentFrom', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI005',
    'two files of one path',
    kubeadm({ files: [{ path: '/a', content: 'a' }, { path: '/a', content: 'b' }] }),
    'more than once',
    REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI006', 'boot commands', kubeadm({ format: 'ignition', bootCommands: ['true'] }),
    'cannot be written in Ignition', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI006', 'a compressed file',
    kubeadm({ format: 'ignition', files: [{ path: '/a', content: 'a', encoding: 'gzip' }] }),
    'which Ignition does not have', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI006', 'an inactive user', kubeadm({ format: 'ignition', users: [{ name: 'a', inactive: true }] }),
    'cannot be written in Ignition', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI006', 'parts of Ignition in cloud-init', kubeadm({ ignition: { containerLinuxConfig: { strict: true } } }),
    'but the format is cloud-config', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI007', 'neither more nor less',
    deployment({
      spec: {
        rollout: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } },
      },
    }),
    'allows neither a machine more nor one less', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI007', 'of words',
    deployment({
      spec: { rollout: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 'many' } } } },
    }),
    'neither a number nor a percentage', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI008', 'without a patch', deployment({ spec: { template: { spec: { version: 'v1.35' } } } }),
    'is not a version of Kubernetes', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI009',
    'v1beta1',
    (scene) => written(
      scene,
      [{ ...CLUSTER, apiVersion: 'cluster.x-k8s.io/v1beta1', spec: { paused: true, controlPlaneRef: { name: 'a' } } }],
    ),
    'as a deprecated version',
    stricter('Cluster API serves it still'),
  ),
  wrong(
    'CAPI010',
    'the minimum alone',
    annotated({ [MIN_SIZE]: '1' }),
    'is missing beside that of the minimum',
    stricter('annotations are free texts'),
  ),
  wrong(
    'CAPI010',
    'a word',
    annotated({ [MIN_SIZE]: 'one', [MAX_SIZE]: '3' }, { replicas: null }),
    'is not a number of machines',
    REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI010',
    'the wrong way round',
    annotated({ [MIN_SIZE]: '5', [MAX_SIZE]: '3' }, { replicas: null }),
    'is more than the maximum',
    stricter('annotations are free texts'),
  ),
  wrong(
    'POOL006',
    'nodes of Cluster API with a number',
    (scene) => pool(scene, { autoscale: { min: 1, max: 3 } }).objects,
    'but cluster-autoscaler sets the number',
    stricter('it works until the next sync'),
  ),
  wrong(
    'CAPI011',
    'both',
    annotated({ [MIN_SIZE]: '1', [MAX_SIZE]: '3' }),
    'but the cluster autoscaler sets the number',
    stricter('it works until the next sync'),
  ),
  wrong(
    'CAPI012',
    'none',
    deployment({ spec: { replicas: null } }),
    'which Cluster API takes for 1',
    stricter('Cluster API takes it for 1'),
  ),
  wrong('CAPI013', 'everything', checking({}), 'is empty', REFUSED_BY_WEBHOOK),
  wrong(
    'CAPI013',
    'of another Cluster',
    healthCheck({ selector: { matchLabels: { 'cluster.x-k8s.io/cluster-name': 'beta' } } }),
    'is "beta"',
    REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI014',
    'ten seconds',
    healthCheck({ checks: { nodeStartupTimeoutSeconds: 10 } }),
    'is 10',
    REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI014', 'a bound of words',
    healthCheck({ remediation: { triggerIf: { unhealthyLessThanOrEqualTo: 'some' } } }),
    'neither a number nor a percentage', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI015',
    'without one',
    healthCheck({ remediation: null }),
    'has no bound',
    stricter('Cluster API replaces all machines then'),
  ),
  wrong(
    'CAPI016',
    'a slip',
    (scene) => written(scene, [DEPLOYMENT], [changed(TEMPLATE, { metadata: { name: 'workers-1a2b3c4e' } })]),
    'Did you mean "workers-1a2b3c4e"?',
    stricter('the template may be in the cluster'),
  ),
  wrong(
    'CAPI017',
    'a slip',
    (scene) => written(scene, [DEPLOYMENT], [TEMPLATE, changed(CLUSTER, { metadata: { name: 'acne' } })]),
    'Did you mean "acne"?',
    stricter('the Cluster may be in the cluster'),
  ),
  wrong(
    'CAPI018',
    'a plain name',
    vmi({}, 'workers'),
    'stays the same when the content changes',
    stricter('only a later change is refused'),
  ),
  wrong(
    'CAPI018', 'patched content',
    (scene) => {
      const [machines] = emitted(pool(scene), 'KubevirtMachineTemplate');
      return [patched(machines, '/spec/template/spec/virtualMachineTemplate/spec/template/spec/hostname', 'a')];
    },
    'ends with the hash of another spec', stricter('only a later change is refused'),
  ),
  wrong(
    'CAPI019',
    'None',
    vmi({ evictionStrategy: 'None' }),
    'may shut the machine down before',
    stricter('KubeVirt takes it; that is what the strategy is for'),
  ),
  wrong(
    'CAPI020', 'cloud-init',
    vmi({ domain: { devices: { disks: [DISK] } }, volumes: [VOLUME] }),
    'would read in place of the bootstrap data', stricter('the machine starts, and never becomes a node'),
  ),
  wrong(
    'CAPI020', 'the volume\'s name',
    vmi({
      domain: { devices: { disks: [{ ...DISK, name: 'cloudinitvolume' }] } },
      volumes: [{ name: 'cloudinitvolume', emptyDisk: { capacity: '1Gi' } }],
    }),
    'the name of the volume that the provider adds', later('KubeVirt refuses a machine with two disks of one name'),
  ),
  wrong(
    'CAPI021', 'masquerade',
    vmi({ domain: { devices: { interfaces: [{ name: 'default', masquerade: {} }] } } }),
    'gives every node the same address', stricter('KubeVirt takes it'),
  ),
  wrong(
    'CAPI022',
    'a Cluster of nothing',
    (scene) => written(scene, [{ ...CLUSTER, spec: { paused: true } }]),
    'has no controlPlaneRef',
    REFUSED_BY_WEBHOOK,
  ),
  wrong('CAPI027', 'a control plane of Kamaji', (scene) => written(scene, [KUBEVIRT_CLUSTER], [OF_KAMAJI]),
    'do not say that Kamaji manages it, but the Cluster "acme" has a KamajiControlPlane',
    stricter('CAPK takes it, and makes a Service for control-plane machines that nobody makes')),
  wrong(
    'CAPI023',
    'of the infra cluster',
    cluster({ spec: { clusterNetwork: { services: { cidrBlocks: ['10.96.0.0/16'] } } } }),
    'is 10.96.0.0/16, which overlaps',
    stricter('Cluster API does not know the infra cluster'),
  ),
  wrong(
    'CAPI023', 'no range', cluster({ spec: { clusterNetwork: { pods: { cidrBlocks: ['10.96.0.0'] } } } }),
    'clusterNetwork.pods.cidrBlocks[0]', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI025', 'a part of a second',
    (scene) => {
      timed(scene, 1500);
      return [];
    },
    'is 1.5 seconds', stricter('it is about the program'),
  ),
  wrong(
    'CAPI026', 'a key with blanks',
    kubeadm({ joinConfiguration: { nodeRegistration: { taints: [{ key: 'a b', effect: 'NoSchedule' }] } } }),
    'taints[0].key', NODE_REFUSED,
  ),
  wrong(
    'CAPI026', 'an unknown effect',
    kubeadm({ joinConfiguration: { nodeRegistration: { taints: [{ key: 'a', effect: 'Never' }] } } }),
    'taints[0].effect', NODE_REFUSED,
  ),
  wrong(
    'CAPI024', 'disks that stay', (scene) => { pool(scene, { stateless: false }); return []; },
    'Cluster API deletes machines with their disks', stricter('it is about the program'),
  ),
];

/** Programs about Cluster API that come close to a fault. */
export const CLUSTER_API_OBJECTS_RIGHT: readonly Right[] = [
  right('CAPI001', 'of 63 characters', deployment({ metadata: { name: 'a'.repeat(63) } })),
  right('CAPI002', 'the same', deployment({})),
  right('CAPI003', 'by none, which the webhook fills in', (scene) => {
    const { spec } = DEPLOYMENT as any;
    return written(scene, [{ ...DEPLOYMENT, spec: { ...spec, selector: {} } }], [TEMPLATE]);
  }),
  right('CAPI004', 'by a Secret', bootstrapped({ dataSecretName: 'a' })),
  right(
    'CAPI005',
    'two files',
    kubeadm({
      files: [{ path: '/a', content: 'a' }, { path: '/b', contentFrom: { secret: { name: 'a', key: 'a' } } }],
    }),
  ),
  right(
    'CAPI006',
    'Ignition',
    kubeadm({ format: 'ignition', files: [{ path: '/a', content: 'YQ==', encoding: 'base64' }] }),
  ),
  right(
    'CAPI007',
    'one less',
    deployment({
      spec: { rollout: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: '10%' } } } },
    }),
  ),
  right('CAPI008', 'without the letter', deployment({ spec: { template: { spec: { version: '1.35.4' } } } })),
  right('CAPI009', 'v1beta2', cluster({})),
  right('CAPI010', 'both', annotated({ [MIN_SIZE]: '0', [MAX_SIZE]: '3' }, { replicas: null })),
  right('CAPI011', 'without a number', annotated({ [MIN_SIZE]: '1', [MAX_SIZE]: '3' }, { replicas: null })),
  right(
    'CAPI012',
    'set by the cluster autoscaler',
    (scene) => pool(scene, { replicas: undefined, autoscale: { min: 1, max: 3 } }),
  ),
  right(
    'CAPI012',
    'set by something else',
    (scene) => pool(scene, { replicas: undefined, externallyScaled: { by: 'a controller', maxReplicas: 3 } }),
  ),
  right(
    'CAPI013',
    'by the label of its own Cluster',
    healthCheck({ selector: { matchLabels: { 'cluster.x-k8s.io/cluster-name': 'acme' } } }),
  ),
  right('CAPI014', 'no time limit', healthCheck({ checks: { nodeStartupTimeoutSeconds: 0 } })),
  right(
    'CAPI015',
    'a range',
    healthCheck({ remediation: { triggerIf: { unhealthyLessThanOrEqualTo: null, unhealthyInRange: '[1-2]' } } }),
  ),
  right(
    'CAPI016',
    'a template of another provider',
    (scene) => written(
      scene,
      [
        changed(
          DEPLOYMENT,
          { spec: { template: { spec: { infrastructureRef: { kind: 'DockerMachineTemplate', name: 'others' } } } } },
        ),
      ],
    ),
  ),
  right('CAPI017', 'a Cluster that is somewhere else', (scene) => written(scene, [DEPLOYMENT, TEMPLATE])),
  right('CAPI018', 'a number', vmi({}, 'workers-v3')),
  right('CAPI018', 'of a pool', (scene) => pool(scene)),
  right(
    'CAPI019',
    'LiveMigrate',
    (scene) => written(
      scene,
      [
        changed(
          TEMPLATE,
          {
            spec: {
              template: {
                spec: {
                  virtualMachineTemplate: {
                    spec: {
                      template: {
                        metadata: { annotations: { 'kubevirt.io/allow-pod-bridge-network-live-migration': 'true' } },
                        spec: { evictionStrategy: 'LiveMigrate' },
                      },
                    },
                  },
                },
              },
            },
          },
        ),
      ],
    ),
  ),
  right(
    'CAPI020',
    'another disk',
    vmi({ domain: { devices: { disks: [DISK] } }, volumes: [{ name: 'data', emptyDisk: { capacity: '1Gi' } }] }),
  ),
  right('CAPI027', 'what the construct writes', (scene) => (
    new ClusterApiCluster(scene.home, 'acme', { controlPlane: { kind: 'KamajiControlPlane', name: 'acme' } }))),
  right('CAPI027', 'another control plane', (scene) => (
    new ClusterApiCluster(scene.home, 'acme', { controlPlane: { kind: 'KubeadmControlPlane', name: 'acme' } }))),
  right('CAPI021', 'a bridge', (scene) => pool(scene, { podNetwork: PodNetworkBinding.BRIDGE })),
  right(
    'CAPI022',
    'a control plane alone',
    (scene) => written(
      scene,
      [
        {
          ...CLUSTER,
          spec: {
            controlPlaneRef: { apiGroup: 'controlplane.cluster.x-k8s.io', kind: 'KamajiControlPlane', name: 'acme' },
          },
        },
      ],
    ),
  ),
  right(
    'CAPI023',
    'ranges of its own',
    (scene) => {
      const networks = { pods: ['10.243.0.0/16'], services: ['10.95.0.0/16'] };
      return new ClusterApiCluster(scene.home, 'acme', { networks });
    },
  ),
  right('CAPI025', 'whole seconds', (scene) => timed(scene, 2000)),
  right(
    'CAPI026',
    'a taint without a value',
    kubeadm({ joinConfiguration: { nodeRegistration: { taints: [{ key: 'example.org/a', effect: 'NoExecute' }] } } }),
  ),
  right('CAPI024', 'disks that do not matter', (scene) => pool(scene)),
];
