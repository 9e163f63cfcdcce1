import { ApiObject } from 'cdk8s';
import { BundleApp, CdiRelease, KubeVirtCluster, KubeVirtRelease } from '../../src';
import { withInventory } from '../../src/inventory/inventory';
import { demandIn } from '../../src/inventory/namespace-demand';

const NAMESPACE = 'cluster-a';
const REF = { apiGroup: 'infrastructure.cluster.x-k8s.io', kind: 'KubevirtMachineTemplate', name: 'workers' };

/** How many machines a template stands for beside an object that names it. */
function counted(apiVersion: string, kind: string, spec: object, annotations?: { [key: string]: string }): number[] {
  const app = new BundleApp();
  const cluster = KubeVirtCluster.existing(app, 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0,
    cdi: CdiRelease.V1_66_0,
  });
  const machine = {
    runStrategy: 'Always',
    template: { spec: { domain: { devices: {}, cpu: { cores: 2 }, memory: { guest: '4Gi' } } } },
  };
  new ApiObject(cluster, 'template', {
    apiVersion: 'infrastructure.cluster.x-k8s.io/v1alpha1',
    kind: 'KubevirtMachineTemplate',
    metadata: { name: 'workers', namespace: NAMESPACE },
    spec: { template: { spec: { virtualMachineTemplate: { spec: machine } } } },
  });
  const metadata = { name: 'a', namespace: NAMESPACE, annotations };
  new ApiObject(cluster, 'user', { apiVersion, kind, metadata, spec });
  return withInventory(cluster, (inventory) => (
    demandIn(inventory.clusters[0], NAMESPACE).machines.map(({ count }) => count)));
}

const DEPLOYMENT = 'cluster.x-k8s.io/v1beta2';
const template = { spec: { infrastructureRef: REF } };

const MAX_SIZE = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size';

test('a template stands for the replicas of what names it, and for the machine that a rolling update adds', () => {
  expect(counted(DEPLOYMENT, 'MachineDeployment', { replicas: 3, template })).toEqual([4]);
  expect(counted(DEPLOYMENT, 'MachineDeployment', { template })).toEqual([2]);
  expect(counted(DEPLOYMENT, 'MachineDeployment', { replicas: 0, template })).toEqual([]);
});

test.each([
  [{ type: 'RollingUpdate', rollingUpdate: { maxSurge: 2 } }, 5],
  [{ rollingUpdate: { maxSurge: '50%' } }, 5],
  [{ rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }, 3],
  [{ type: 'OnDelete' }, 3],
])('a rolling update adds as many machines as its strategy says: %j', (strategy, machines) => {
  const spec = { replicas: 3, template };
  expect(counted(DEPLOYMENT, 'MachineDeployment', { ...spec, rollout: { strategy } })).toEqual([machines]);
  expect(counted('cluster.x-k8s.io/v1beta1', 'MachineDeployment', { ...spec, strategy })).toEqual([machines]);
});

test('a template stands for as many machines as the cluster autoscaler may add', () => {
  expect(counted(DEPLOYMENT, 'MachineDeployment', { template }, { [MAX_SIZE]: '7' })).toEqual([8]);
});

test('a template stands for the machines of a control plane, which is updated by rolling', () => {
  const spec = { replicas: 3, machineTemplate: { spec: { infrastructureRef: REF } } };
  const kubeadm = (fields: object) => (
    counted('controlplane.cluster.x-k8s.io/v1beta2', 'KubeadmControlPlane', { ...spec, ...fields }));
  expect(kubeadm({})).toEqual([4]);
  expect(kubeadm({ rollout: { strategy: { rollingUpdate: { maxSurge: 0 } } } })).toEqual([3]);
});

test('a template stands for the machines of a MachineSet, which updates none', () => {
  expect(counted(DEPLOYMENT, 'MachineSet', { replicas: 3, template })).toEqual([3]);
});

test('a template that nothing names stands for no machine', () => {
  const other = { spec: { infrastructureRef: { ...REF, name: 'others' } } };
  expect(counted(DEPLOYMENT, 'MachineDeployment', { replicas: 3, template: other })).toEqual([]);
});
