import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import {
  AccessMode, ArgoCdForm, Boot, BundleApp, CdiRelease, CloudInit, ClusterApiBootstrap, ClusterApiCluster,
  ControlPlaneNodes, Delivery, ImageSource, InfraKubeconfig, KubeVirtCluster, KubeVirtRelease, MachineSize,
  NodeOperatingSystem, PoolBackend, SchedulingPolicy, SshKeys, TenantCluster, TenantNamespace, WorkerPool,
} from '../../src';
import { prerequisitesFiles } from '../../src/delivery/prerequisites/files';
import { prerequisitesIn } from '../../src/delivery/prerequisites/prerequisites';
import { withInventory } from '../../src/inventory/inventory';
import { prepare } from '../../src/inventory/prepare';
import { temporaryDirectory } from '../directory';
import { IMAGE, Platform } from '../platform';

function clustersOf({ app }: Platform) {
  return withInventory(app, (inventory) => prerequisitesIn(inventory), prepare(app));
}

/** What a tenant needs, as texts. */
function needs(platform: Platform, tenant: string | undefined, cluster = 'infra'): string[] {
  const found = clustersOf(platform).find((each) => each.cluster === cluster)!;
  const ofTenant = found.tenants.find((each) => each.tenant === tenant)?.needs ?? [];
  return ofTenant.map(({ what, namespace, name }) => [what, namespace, name].filter((part) => part).join(' '));
}

/** KubeVirt's operator and its components run there. */
const CONTROL_PLANE = 'label of nodes node-role.kubernetes.io/control-plane or node-role.kubernetes.io/master';

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
  expect(needs(platform, undefined)).toEqual(['StorageClass fast', CONTROL_PLANE]);
});

test('what the bundle holds is not needed', () => {
  const platform = new Platform();
  platform.image();
  platform.plain('storage.k8s.io/v1', 'StorageClass', { name: 'fast' }, { provisioner: 'example.com/fast' });
  expect(needs(platform, undefined)).toEqual([CONTROL_PLANE]);
});

test('kinds, namespaces and operators that nobody brings', () => {
  const platform = new Platform();
  platform.plain('velero.io/v1', 'Schedule', { name: 'nightly', namespace: 'velero' }, {});
  expect(needs(platform, undefined)).toEqual([
    'CustomResourceDefinition schedules.velero.io', 'Namespace velero', CONTROL_PLANE,
  ]);
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
  expect(needs(platform, undefined, 'nodes')).toEqual(['CustomResourceDefinition machinedeployments.cluster.k8s.io']);
});

test('the nodes of operators and their components', () => {
  const hidden = new Platform({ controlPlaneNodes: ControlPlaneNodes.HIDDEN });
  expect(needs(hidden, undefined)).toEqual([]);
  const placed = new Platform({
    kubevirtConfig: { infraPlacement: { nodeSelector: { 'example.com/infra': 'true' } } },
    cdiConfig: { workloadPlacement: { nodeSelector: { 'example.com/import': 'true' } } },
  });
  expect(needs(placed, undefined)).toEqual([
    'label of nodes example.com/import=true', 'label of nodes example.com/infra=true', CONTROL_PLANE,
  ]);
});

test('one of several terms is enough, and one without a label asks for nothing', () => {
  const platform = new Platform({ controlPlaneNodes: ControlPlaneNodes.HIDDEN });
  const exists = (...keys: string[]) => ({ matchExpressions: keys.map((key) => ({ key, operator: 'Exists' })) });
  const job = (id: string, ...nodeSelectorTerms: object[]) => {
    const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } };
    const spec = { template: { spec: { affinity: { nodeAffinity } } } };
    platform.plain('batch/v1', 'Job', { name: id, namespace: 'default' }, { spec }, new Chart(platform.infra, id));
  };
  job('both', exists('example.com/a', 'example.com/b'));
  job('either', exists('example.com/c'), exists('example.com/d', 'example.com/e'));
  job('any', exists('example.com/f'), { matchExpressions: [{ key: 'example.com/g', operator: 'DoesNotExist' }] });
  expect(needs(platform, undefined)).toEqual([
    'label of nodes example.com/a',
    'label of nodes example.com/b',
    'label of nodes example.com/c or example.com/d and example.com/e',
  ]);
});

test('the classes that the CSI driver of a tenant\'s cluster maps', () => {
  const platform = new Platform({}, {
    kubernetes: [{
      csiDriver: {
        snapshots: true, storageClasses: [{ name: 'fast', snapshotClasses: ['nightly'] }, { name: 'slow' }],
      },
    }],
  });
  platform.plain('storage.k8s.io/v1', 'StorageClass', { name: 'slow' }, { provisioner: 'example.com/slow' });
  platform.plain('v1', 'ConfigMap', { name: 'odd', namespace: 'default' }, {
    data: { infraStorageClassEnforcement: '{ allowList: [' },
  });
  expect(needs(platform, 'cluster-acme')).toEqual(['StorageClass fast', 'VolumeSnapshotClass nightly']);
});

/** Nodes whose maker reads a key of the tenant's cluster. */
function nodes({ app, tenant }: Platform, kubeconfig: InfraKubeconfig) {
  const cluster = new TenantCluster(app, 'blue', { tenant, kubernetes: '1.35.2' });
  new WorkerPool(tenant, 'nodes', {
    replicas: 2,
    size: MachineSize.of({ cores: 2, memory: '4Gi' }),
    boot: Boot.imported(ImageSource.http(IMAGE), { capacity: '20Gi' }),
    bootDisk: { storageClassName: 'fast' },
    backend: PoolBackend.machineDeployment({
      cluster, operatingSystem: NodeOperatingSystem.ubuntu(), kubelet: '1.35.2', kubeconfig,
    }),
  });
  return cluster;
}

const AT = { key: 'kubeconfig', namespace: 'kube-system' };

test('what the nodes of a MachineDeployment need, in each of the two clusters', () => {
  const platform = new Platform();
  nodes(platform, InfraKubeconfig.fromSecret('infra', AT));
  expect(needs(platform, 'cluster-acme')).toEqual(['StorageClass fast']);
  expect(needs(platform, undefined, 'blue')).toEqual([
    'CustomResourceDefinition machinedeployments.cluster.k8s.io', 'Secret kube-system infra',
  ]);
  const ofInfra = clustersOf(platform).find(({ cluster }) => cluster === 'infra')!.tenants;
  expect(ofInfra.find(({ tenant }) => tenant === 'cluster-acme')!.needs[0].neededBy)
    .toEqual(['MachineDeployment kube-system/nodes']);
});

test('what a MachineDeployment reads and the bundle holds is not needed', () => {
  const platform = new Platform();
  const cluster = nodes(platform, InfraKubeconfig.fromConfigMap('infra', AT));
  const machineDeployments = 'CustomResourceDefinition machinedeployments.cluster.k8s.io';
  expect(needs(platform, undefined, 'blue')).toEqual(['ConfigMap kube-system infra', machineDeployments]);
  platform.plain('v1', 'ConfigMap', { name: 'infra', namespace: 'kube-system' }, {}, cluster);
  expect(needs(platform, undefined, 'blue')).toEqual([machineDeployments]);
});

test('what objects of Cluster API name and the bundle does not hold', () => {
  const platform = new Platform();
  new ClusterApiCluster(platform.tenant, 'acme', {
    controlPlane: { kind: 'KubeadmControlPlane', name: 'acme' }, infraClusterSecret: 'infra',
  });
  const bootstrap = ClusterApiBootstrap.existing({ kind: 'TalosConfigTemplate', name: 'workers' });
  platform.pool({
    stateless: true,
    backend: PoolBackend.clusterApi({ clusterName: 'acme', version: 'v1.35.8', bootstrap }),
  });
  const named = needs(platform, 'cluster-acme').filter((need) => need.includes('cluster-acme'));
  expect(named).toEqual([
    'KubeadmControlPlane cluster-acme acme', 'Secret cluster-acme infra', 'TalosConfigTemplate cluster-acme workers',
  ]);
});

describe('what delivers the bundle', () => {
  const directory = temporaryDirectory();
  const repositoryUrl = 'https://git.example.org/platform/clusters.git';

  function written(deliver: (app: BundleApp) => void) {
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const app = new BundleApp({ outdir: directory() });
    const infra = KubeVirtCluster.existing(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
    const tenant = new TenantNamespace(infra, 'acme');
    const blue = new TenantCluster(app, 'blue', { tenant, kubernetes: '1.35.8' });
    new ApiObject(blue, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'default' } });
    deliver(app);
    app.synth();
    const read = (name: string) => readFileSync(join(directory(), 'delivery', name), 'utf8');
    return { page: read('prerequisites.md'), clusters: JSON.parse(read('prerequisites.json')).clusters as any[] };
  }

  const secretsOf = ({ clusters }: ReturnType<typeof written>, name: string) => (
    clusters.find(({ cluster }) => cluster === name)?.tenants.flatMap(({ needs: all }: any) => all)
      .filter(({ what }: any) => what.startsWith('Secret')));

  test('by Flux needs the kubeconfigs of other clusters, credentials and keys where Flux runs', () => {
    const found = written((app) => Delivery.flux(app, {
      repositoryUrl, sourceSecretName: 'git', verification: { secretName: 'keys' },
    }));
    const secret = { what: 'Secret', namespace: 'flux-system' };
    const source = ['GitRepository flux-system/infra-bundle'];
    expect(secretsOf(found, 'infra')).toEqual([
      { ...secret, name: 'blue-kubeconfig', neededBy: ['Kustomization flux-system/blue-platform'] },
      { ...secret, name: 'git', neededBy: source },
      { ...secret, name: 'keys', neededBy: source },
    ]);
    expect(secretsOf(found, 'blue')).toEqual([]);
  });

  test('by the Flux of a cluster that is not in the bundle lists that cluster', () => {
    const found = written((app) => Delivery.flux(app, { repositoryUrl, clusters: [{ name: 'infra', fluxIn: 'hub' }] }));
    expect(secretsOf(found, 'hub').map(({ name }: any) => name)).toEqual(['blue-kubeconfig', 'infra-kubeconfig']);
  });

  const forms = [ArgoCdForm.APPLICATIONS, ArgoCdForm.APPLICATION_SET];
  test.each(forms)('by %s of Argo CD needs its Secrets of clusters', (form) => {
    const found = written((app) => Delivery.argoCd(app, { repositoryUrl, form }));
    expect(secretsOf(found, 'in-cluster').map(({ what, namespace, name }: any) => [what, namespace, name])).toEqual([
      ['Secret of a cluster', 'argocd', 'blue'], ['Secret of a cluster', 'argocd', 'infra'],
    ]);
    expect(found.page).toContain('## Cluster in-cluster\n\nThe cluster that Argo CD runs in.\n');
  });

  test('by an Argo CD that runs in a cluster of the bundle lists its needs there', () => {
    const found = written((app) => Delivery.argoCd(app, {
      repositoryUrl, clusters: [{ name: 'infra', destination: 'in-cluster' }],
    }));
    expect(secretsOf(found, 'infra').map(({ name }: any) => name)).toEqual(['blue']);
    expect(found.page).not.toContain('in-cluster');
  });
});

test('the page names the first objects that need something', () => {
  const platform = new Platform();
  const image = platform.image();
  for (let index = 0; index < 5; index++) platform.pool({ image, sshKeys: [SshKeys.fromSecret('keys')] }, `p${index}`);
  const files = withInventory(platform.app, (inventory) => prerequisitesFiles(inventory, 'delivery', []),
    prepare(platform.app));
  const [json, page] = files.map(({ text }) => text);
  expect(files.map(({ path }) => path)).toEqual(['delivery/prerequisites.json', 'delivery/prerequisites.md']);
  expect(page).toContain('## Cluster infra');
  expect(page).toContain('### Tenant cluster-acme');
  expect(page).toContain('| Secret | cluster-acme | keys | VirtualMachinePool cluster-acme/p0, '
    + 'VirtualMachinePool cluster-acme/p1, VirtualMachinePool cluster-acme/p2 and 2 more |');
  expect(JSON.parse(`{${json}`).clusters[0].tenants[1].needs[0].neededBy).toHaveLength(5);
});
