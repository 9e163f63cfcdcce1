import { ApiObject } from 'cdk8s';
import { ClusterApiBootstrap, PoolBackend, WorkerPool, WorkerPoolProps } from '../../../src';
import { mergeDeep } from '../../../src/toolkit/merge';
import { Plain, stricter } from '../case';
import { plain, Scene } from '../scene';

/** The API versions of Cluster API and of its provider for KubeVirt. */
export const CLUSTER_API = 'cluster.x-k8s.io/v1beta2';
export const PROVIDER = 'infrastructure.cluster.x-k8s.io/v1alpha1';

/** What the webhooks of Cluster API refuse, which have no server here: conformance asks their own code. */
export const REFUSED_BY_WEBHOOK = stricter(
  'the API server has the schema alone; the webhook of Cluster API refuses it',
);

/** An object with changes merged over it. `null` removes. */
export function changed(object: Plain, changes: object): Plain {
  return mergeDeep<any>(object, changes);
}

/** The VirtualMachine's spec in a template without a fault. */
export const MACHINE = {
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

/** A template of machines without a fault, and a MachineDeployment of it. */
export const TEMPLATE = plain(PROVIDER, 'KubevirtMachineTemplate', 'workers-1a2b3c4d', {
  template: { spec: { virtualMachineTemplate: { spec: MACHINE } } },
});
export const DEPLOYMENT = plain(CLUSTER_API, 'MachineDeployment', 'workers', {
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

/** A Cluster without a fault. */
export const CLUSTER = plain(CLUSTER_API, 'Cluster', 'acme', {
  infrastructureRef: { apiGroup: 'infrastructure.cluster.x-k8s.io', kind: 'KubevirtCluster', name: 'acme' },
});

/** Objects written into a scene, with those around them that the bundle has. */
export function written(scene: Scene, objects: readonly Plain[], around: readonly Plain[] = []): readonly Plain[] {
  for (const [index, each] of [...objects, ...around].entries()) new ApiObject(scene.infra, `object-${index}`, each);
  return objects;
}

/** A Cluster with changes. */
export const cluster = (changes: object) => (scene: Scene) => written(scene, [changed(CLUSTER, changes)]);

/** A pool of the tenant that exists, as a MachineDeployment of Cluster API. */
export function pool(scene: Scene, props: Partial<WorkerPoolProps> = {}): WorkerPool {
  const bootstrap = ClusterApiBootstrap.kubeadm();
  const backend = PoolBackend.clusterApi({ clusterName: 'acme', version: 'v1.35.4', bootstrap });
  return scene.pool({ stateless: true, ...props, backend });
}
