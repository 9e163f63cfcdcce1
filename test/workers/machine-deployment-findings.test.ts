import { App } from 'cdk8s';
import { Nodes } from './nodes';
import {
  Boot, CdiRelease, GoldenImage, ImageSource, KubeVirtCluster, KubeVirtRelease, MachineDnsPolicy, MachineSize,
  NodeOperatingSystem, PoolBackend, TenantCluster, TenantNamespace, WorkerPool,
} from '../../src';
import { errorsOf } from '../findings';

describe('findings', () => {
  test('have a path below the pool', () => {
    const nodes = new Nodes();
    nodes.pool();
    nodes.pool({ name: 'workers' }, {}, 'again');
    expect(errorsOf(nodes.app)).toEqual([expect.stringMatching(
      /^\[infra\/acme\/again\/MachineDeployment\] MachineDeployment "workers" .* by infra\/acme\/workers\//,
    )]);
  });

  test('of an option of the image source are one', () => {
    const nodes = new Nodes();
    const checksum = `sha256:${'0'.repeat(64)}`;
    const boot = Boot.imported(ImageSource.http('https://a/b', { checksum }), { capacity: '20Gi' });
    nodes.pool({ image: undefined, boot, bootDisk: { storageClassName: 'fast' } });
    expect(errorsOf(nodes.app)).toEqual([expect.stringContaining('boot has checksum, which KubeVirt does not')]);
  });

  test('about DNS name the prop that is missing', () => {
    const nodes = new Nodes();
    nodes.pool({ dns: { policy: MachineDnsPolicy.NONE } });
    expect(errorsOf(nodes.app)).toEqual([
      expect.stringMatching(/dns\.policy is None, which leaves the machine without DNS\. Write dns\.nameservers\.$/),
    ]);
  });

  test('about a further disk name it', () => {
    const nodes = new Nodes();
    nodes.pool({ extraDisks: [{ name: 'large', capacity: '50Gi' }, { name: 'small', capacity: '5Gi' }] });
    expect(errorsOf(nodes.app)).toEqual([expect.stringContaining('extraDisks[1].capacity is "5Gi", but the claim ')]);
  });

  test('of a call without a cluster are one', () => {
    const nodes = new Nodes();
    nodes.pool({}, { cluster: undefined });
    expect(errorsOf(nodes.app)).toEqual([expect.stringContaining('backend.cluster is undefined')]);
  });
});

describe('the machines of a pool', () => {
  test('count in the infra cluster before they are made', () => {
    const nodes = new Nodes();
    nodes.pool({ bootDisk: { capacity: '5Gi' } });
    expect(errorsOf(nodes.app)).toEqual([
      expect.stringMatching(/^\[infra\/acme\/workers\/MachineDeployment\] bootDisk.capacity is "5Gi", but the claim /),
    ]);
  });

  test('are judged with the pool in an App of cdk8s too', () => {
    const app = new App();
    const infra = KubeVirtCluster.existing(app, 'infra', {
      kubevirt: KubeVirtRelease.V1_9_0,
      cdi: CdiRelease.V1_66_0,
      networks: { pods: ['10.1.0.0/16'], services: ['10.2.0.0/16'] },
    });
    const tenant = TenantNamespace.existing(infra, 'home', { namespaceName: 'cluster-a' });
    const cluster = new TenantCluster(app, 'acme', { tenant, kubernetes: '1.35.8' });
    const image = new GoldenImage(infra, 'ubuntu', {
      source: ImageSource.http('https://images.example.com/ubuntu.qcow2'), capacity: '10Gi', storageClassName: 'fast',
    });
    const backend = PoolBackend.machineDeployment({ cluster, operatingSystem: NodeOperatingSystem.ubuntu() });
    new WorkerPool(tenant, 'workers', {
      replicas: 1, image, size: MachineSize.instancetype('standard-2'), backend, bootDisk: { capacity: '5Gi' },
    });
    expect(() => app.synth()).toThrow('bootDisk.capacity is "5Gi"');
    expect(infra.apiObjects.map(({ kind }) => kind)).not.toContain('MachineDeployment');
  });
});

test.each(['kubevirt.io/vm', 'cluster.x-k8s.io/cluster-name'])('the label %s is left to the provider', (label) => {
  const nodes = new Nodes();
  nodes.pool({ labels: { [label]: 'other' } });
  expect(errorsOf(nodes.app).join()).toContain(`"${label}", which machine-controller writes over`);
});
