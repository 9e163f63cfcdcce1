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

test('a template stands for the replicas of what names it', () => {
  expect(counted(DEPLOYMENT, 'MachineDeployment', { replicas: 3, template })).toEqual([3]);
  expect(counted(DEPLOYMENT, 'MachineDeployment', { template })).toEqual([1]);
});

test('a template stands for as many machines as the cluster autoscaler may add', () => {
  const annotations = { 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size': '7' };
  expect(counted(DEPLOYMENT, 'MachineDeployment', { template }, annotations)).toEqual([7]);
});

test('a template stands for the machines of a control plane', () => {
  const spec = { replicas: 3, machineTemplate: { spec: { infrastructureRef: REF } } };
  expect(counted('controlplane.cluster.x-k8s.io/v1beta2', 'KubeadmControlPlane', spec)).toEqual([3]);
});

test('a template that nothing names stands for no machine', () => {
  const other = { spec: { infrastructureRef: { ...REF, name: 'others' } } };
  expect(counted(DEPLOYMENT, 'MachineDeployment', { replicas: 3, template: other })).toEqual([]);
});
