import {
  changed, CLUSTER, cluster, CLUSTER_API, DEPLOYMENT, PROVIDER, REFUSED_BY_WEBHOOK, TEMPLATE, written,
} from './objects';
import { ClusterApiCluster } from '../../../src';
import { right, Right, stricter, wrong, Wrong } from '../case';
import { plain, Scene } from '../scene';

const HEALTH_CHECK = plain(CLUSTER_API, 'MachineHealthCheck', 'workers', {
  clusterName: 'acme',
  selector: { matchLabels: { pool: 'workers' } },
  checks: { unhealthyNodeConditions: [{ type: 'Ready', status: 'False', timeoutSeconds: 300 }] },
  remediation: { triggerIf: { unhealthyLessThanOrEqualTo: '40%' } },
});

const OF_KAMAJI = changed(CLUSTER, {
  spec: {
    controlPlaneRef: { apiGroup: 'controlplane.cluster.x-k8s.io', kind: 'KamajiControlPlane', name: 'acme' },
  },
});

const KUBEVIRT_CLUSTER = plain(PROVIDER, 'KubevirtCluster', 'acme', {
  controlPlaneServiceTemplate: { spec: { type: 'ClusterIP' } },
});

const managed = (manager: string, controlPlaneServiceTemplate: object) => changed(KUBEVIRT_CLUSTER, {
  metadata: { ...KUBEVIRT_CLUSTER.metadata as object, annotations: { 'cluster.x-k8s.io/managed-by': manager } },
  spec: { controlPlaneServiceTemplate },
});

const NO_SERVICE = stricter('the API server takes it, and CAPK leaves the object alone');

/** A MachineHealthCheck that selects other machines. */
const checking = (selector: object) => (scene: Scene) => (
  written(scene, [{ ...HEALTH_CHECK, spec: { ...HEALTH_CHECK.spec as object, selector } }]));

const healthCheck = (spec: object) => (scene: Scene) => written(scene, [changed(HEALTH_CHECK, { spec })]);

/** Programs about Clusters of Cluster API and the health checks of their nodes, with a fault. */
export const CLUSTERS: readonly Wrong[] = [
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
    'CAPI017',
    'a slip',
    (scene) => written(scene, [DEPLOYMENT], [TEMPLATE, changed(CLUSTER, { metadata: { name: 'acne' } })]),
    'Did you mean "acne"?',
    stricter('the Cluster may be in the cluster'),
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
  wrong('CAPI040', 'a load balancer', (scene) => (
    written(scene, [managed('kamaji', { spec: { type: 'LoadBalancer' } })])),
  'says spec.type of the Service of the control plane, but "kamaji" manages the KubevirtCluster', NO_SERVICE),
  wrong('CAPI040', 'annotations', (scene) => (
    written(scene, [managed('', { metadata: { annotations: { a: 'b' } }, spec: { type: 'NodePort' } })])),
  'says metadata and spec.type of the Service', NO_SERVICE),
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
];

/** Programs about them that come close to a fault. */
export const CLUSTERS_RIGHT: readonly Right[] = [
  right('CAPI009', 'v1beta2', cluster({})),
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
  right('CAPI017', 'a Cluster that is somewhere else', (scene) => written(scene, [DEPLOYMENT, TEMPLATE])),
  right('CAPI027', 'what the construct writes', (scene) => (
    new ClusterApiCluster(scene.home, 'acme', { controlPlane: { kind: 'KamajiControlPlane', name: 'acme' } }))),
  right('CAPI040', 'what the construct writes', (scene) => (
    new ClusterApiCluster(scene.home, 'acme', { managedBy: 'kamaji' }))),
  right('CAPI040', 'of CAPK', (scene) => written(scene, [changed(KUBEVIRT_CLUSTER, {
    spec: { controlPlaneServiceTemplate: { spec: { type: 'LoadBalancer' } } },
  })])),
  right('CAPI027', 'another control plane', (scene) => (
    new ClusterApiCluster(scene.home, 'acme', { controlPlane: { kind: 'KubeadmControlPlane', name: 'acme' } }))),
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
];
