import {
  AccessMode, CloudInit, KubeVirtCluster, MachineSize, SchedulingPolicy, SshKeys, TenantCluster,
} from '../../src';
import { prerequisitesFiles } from '../../src/delivery/prerequisites/files';
import { prerequisitesIn } from '../../src/delivery/prerequisites/prerequisites';
import { withInventory } from '../../src/inventory/inventory';
import { prepare } from '../../src/inventory/prepare';
import { Platform } from '../platform';

function clustersOf({ app }: Platform) {
  return withInventory(app, ({ entries }) => prerequisitesIn(entries), prepare(app));
}

/** What a tenant needs, as texts. */
function needs(platform: Platform, tenant: string | undefined, cluster = 'infra'): string[] {
  const found = clustersOf(platform).find((each) => each.cluster === cluster)!;
  const ofTenant = found.tenants.find((each) => each.tenant === tenant)?.needs ?? [];
  return ofTenant.map(({ what, namespace, name }) => [what, namespace, name].filter((part) => part).join(' '));
}

test('what machines name and the bundle does not hold', () => {
  const platform = new Platform();
  platform.pool({
    cloudInit: CloudInit.fromSecret('cloud-init'),
    sshKeys: [SshKeys.fromSecret('keys')],
    bootDisk: { capacity: '20Gi', storageClassName: 'slow', accessModes: [AccessMode.READ_WRITE_MANY] },
    scheduling: new SchedulingPolicy(platform.tenant, 'zone', { nodeSelector: { 'example.com/zone': 'a' } }),
    size: MachineSize.of({ cores: 1, memory: '2Gi' }),
    gpus: [{ name: 'gpu', deviceName: 'nvidia.com/T4' }],
  });
  expect(needs(platform, 'cluster-acme')).toEqual([
    'Secret cluster-acme cloud-init',
    'Secret cluster-acme keys',
    'StorageClass slow',
    'label of nodes example.com/zone=a',
    'resource of nodes nvidia.com/T4',
  ]);
  const [{ needs: found }] = clustersOf(platform)[0].tenants.filter(({ tenant }) => tenant === 'cluster-acme');
  expect(found[0].neededBy).toEqual(['VirtualMachinePool cluster-acme/workers']);
});

test('what images name is needed by all tenants', () => {
  const platform = new Platform();
  platform.image();
  expect(needs(platform, undefined)).toEqual(['StorageClass fast']);
});

test('what the bundle holds is not needed', () => {
  const platform = new Platform();
  platform.image();
  platform.plain('storage.k8s.io/v1', 'StorageClass', { name: 'fast' }, { provisioner: 'example.com/fast' });
  expect(needs(platform, undefined)).toEqual([]);
});

test('kinds, namespaces and operators that nobody brings', () => {
  const platform = new Platform();
  platform.plain('velero.io/v1', 'Schedule', { name: 'nightly', namespace: 'velero' }, {});
  expect(needs(platform, undefined)).toEqual(['CustomResourceDefinition Schedule.velero.io', 'Namespace velero']);
  const { kubevirt, cdi } = platform.infra;
  const other = KubeVirtCluster.existing(platform.app, 'other', { kubevirt, cdi });
  const metadata = { name: 'disk', namespace: 'default' };
  platform.plain('cdi.kubevirt.io/v1beta1', 'DataVolume', metadata, { spec: { source: { blank: {} } } }, other);
  expect(needs(platform, undefined, 'other')).toEqual(['operator CDI v1.66.0']);
});

test('a tenant\'s cluster has needs of its own', () => {
  const platform = new Platform();
  const cluster = new TenantCluster(platform.app, 'nodes', { tenant: platform.tenant, kubernetes: '1.35.8' });
  platform.plain('cluster.k8s.io/v1alpha1', 'MachineDeployment', { name: 'a', namespace: 'kube-system' }, {}, cluster);
  expect(needs(platform, undefined, 'nodes')).toEqual(['CustomResourceDefinition MachineDeployment.cluster.k8s.io']);
});

test('the page names the first objects that need something', () => {
  const platform = new Platform();
  const image = platform.image();
  for (let index = 0; index < 5; index++) platform.pool({ image, sshKeys: [SshKeys.fromSecret('keys')] }, `p${index}`);
  const files = withInventory(platform.app, (inventory) => prerequisitesFiles(inventory, 'delivery'),
    prepare(platform.app));
  const [json, page] = files.map(({ text }) => text);
  expect(files.map(({ path }) => path)).toEqual(['delivery/prerequisites.json', 'delivery/prerequisites.md']);
  expect(page).toContain('## Cluster infra');
  expect(page).toContain('### Tenant cluster-acme');
  expect(page).toContain('| Secret | cluster-acme | keys | VirtualMachinePool cluster-acme/p0, '
    + 'VirtualMachinePool cluster-acme/p1, VirtualMachinePool cluster-acme/p2 and 2 more |');
  expect(JSON.parse(`{${json}`).clusters[0].tenants[1].needs[0].neededBy).toHaveLength(5);
});
