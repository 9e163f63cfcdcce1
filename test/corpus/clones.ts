import { ApiObject } from 'cdk8s';
import { later, Right, right, stricter, Wrong, wrong } from './case';
import { noObjects, emitted, Scene } from './scene';
import {
  AccessMode,
  CloneStrategy,
  GoldenImage,
  GoldenImageProps,
  ImageSource,
  ImportFormat,
  InfraCluster,
  Isolation,
  KubeVirtClusterProps,
  MachineSize,
  StorageProfile,
  StorageProfileProps,
  Tenant,
  TenantNamespace,
  VolumeMode,
  WorkerPool,
  WorkerPoolProps,
} from '../../src';

const REGISTRY = 'docker://registry.example/images/debian:12';
const FILE = 'https://images.example.com/debian.qcow2';
const NIGHTLY = { source: ImageSource.registry(REGISTRY, { refresh: '@daily' }), storageClassName: 'fast' };
const CDI_LATER = 'CDI takes it, and what it does with it depends on the storage';

/** A pool of the tenant that exists, whose disk is a clone of an image of ours. */
function clone(scene: Scene, image: Partial<GoldenImageProps>, bootDisk: WorkerPoolProps['bootDisk']): ApiObject[] {
  return [scene.pool({ image: scene.image(image), bootDisk }).virtualMachinePool];
}

/** A pool in a cluster of ours, whose disk is a clone of an image of ours. */
function cloneIn(
  infra: InfraCluster,
  image: Partial<GoldenImageProps>,
  bootDisk: WorkerPoolProps['bootDisk'],
): ApiObject[] {
  const home = TenantNamespace.existing(infra, 'home', { namespaceName: 'cluster-a' });
  const golden = new GoldenImage(infra, 'debian', { source: ImageSource.http(FILE), capacity: '10Gi', ...image });
  return [poolIn(home, golden, bootDisk)];
}

function poolIn(tenant: Tenant, image: GoldenImage, bootDisk: WorkerPoolProps['bootDisk']): ApiObject {
  const size = MachineSize.of({ cores: 2, memory: '4Gi' });
  return new WorkerPool(tenant, 'workers', { replicas: 1, size, image, bootDisk }).virtualMachinePool;
}

/** An object of somebody's own. */
function object(scene: Scene, apiVersion: string, kind: string, namespace: string, spec: object): ApiObject {
  return new ApiObject(scene.infra, kind, { apiVersion, kind, metadata: { name: 'plain', namespace }, spec } as never);
}

function volume(scene: Scene, namespace: string, spec: object): ApiObject {
  return object(scene, 'cdi.kubevirt.io/v1beta1', 'DataVolume', namespace, spec);
}

/** A machine of somebody's own. */
function machine(scene: Scene, namespace: string, disk: object, labels: object = {}): ApiObject {
  const template = { metadata: { name: 'root' }, spec: disk };
  const domain = { devices: { disks: [{ name: 'root', disk: { bus: 'virtio' } }] }, memory: { guest: '1Gi' } };
  const spec = { domain, volumes: [{ name: 'root', dataVolume: { name: 'root' } }] };
  return object(scene, 'kubevirt.io/v1', 'VirtualMachine', namespace, {
    runStrategy: 'Always',
    dataVolumeTemplates: [template],
    template: { metadata: { labels }, spec },
  });
}

/** A NetworkPolicy in the namespace of images that lets nothing out. */
function closed(scene: Scene, egress: object[] = []): ApiObject {
  const spec = { podSelector: {}, policyTypes: ['Egress'], egress };
  return object(scene, 'networking.k8s.io/v1', 'NetworkPolicy', 'golden-images', spec);
}

const sized = (storage: string) => ({ resources: { requests: { storage } } });
const imported = (scene: Scene, source: ImageSource, isolation: object) =>
  emitted(scene.image({ source }, 'own', scene.tenant({ isolation })), 'DataVolume');

function profile(scene: Scene, props: StorageProfileProps, infra: InfraCluster = scene.infra): ApiObject[] {
  return [new StorageProfile(infra, 'fast', props).profile];
}

const MODES = { modes: [{ accessModes: [AccessMode.READ_WRITE_MANY], volumeMode: VolumeMode.BLOCK }] };
const SECRETS: Partial<KubeVirtClusterProps> = { pullSecrets: ['mirror'] };
const LAUNCHERS = { ...SECRETS, launcherPullSecret: 'mirror' };

export const CLONES: readonly Wrong[] = [
  wrong(
    'VM126',
    'as large as a refreshed image',
    (scene) => clone(scene, NIGHTLY, { capacity: '10Gi' }),
    'bootDisk.capacity is "10Gi", and the image "debian" is refreshed',
    later('CDI refuses the clone of a snapshot that is larger'),
  ),
  wrong(
    'VM126',
    'not in whole GiB',
    (scene) => clone(scene, { ...NIGHTLY, capacity: '10G' }, { capacity: '10G' }),
    'or write at least "10Gi"',
    later('CDI refuses the clone of a snapshot that is larger'),
  ),
  wrong(
    'IMG056',
    "a DataVolume of somebody's own",
    (scene) => {
      const image = scene.image(NIGHTLY);
      const sourceRef = { kind: 'DataSource', name: image.dataSourceName, namespace: image.namespaceName };
      return noObjects(volume(scene, 'cluster-a', { sourceRef, storage: sized('10Gi') }));
    },
    'spec.storage.resources.requests.storage is "10Gi"',
    stricter('CDI makes the DataSource later, and refuses the clone if its snapshot is larger'),
  ),
  wrong(
    'VM127',
    'another class than the image',
    (scene) => clone(scene, { storageClassName: 'fast' }, { storageClassName: 'slow' }),
    'bootDisk.storageClassName is "slow", and the image "debian" is in class "fast"',
    stricter(CDI_LATER),
  ),
  wrong(
    'VM128',
    'another class than the image',
    (scene) => {
      const infra = scene.cluster({ cdiConfig: { cloneStrategy: CloneStrategy.CSI_CLONE } });
      return cloneIn(infra, { storageClassName: 'fast' }, { storageClassName: 'slow' });
    },
    'and cloneStrategyOverride of CDI is "csi-clone" for every clone',
    stricter(CDI_LATER),
  ),
  wrong(
    'VM129',
    'that of an importer',
    (scene) => [scene.pool({ labels: { 'cdi.kubevirt.io': 'importer' } }).virtualMachinePool],
    'labels["cdi.kubevirt.io"] is a label by which NetworkPolicies select pods of CDI',
    stricter('KubeVirt takes it, and the launcher has the label'),
  ),
  wrong(
    'VM130',
    "a disk of somebody's own machine",
    (scene) => {
      scene.tenant({ isolation: { preset: Isolation.STRICT } });
      return [machine(scene, 'cluster-acme', { source: { http: { url: FILE } }, storage: sized('1Gi') })];
    },
    'dataVolumeTemplates[0].spec.source.http.url is imported by a pod in namespace "cluster-acme"',
    later('the importer never reaches the server'),
  ),
  wrong(
    'IMG055',
    'behind strict isolation',
    (scene) => imported(scene, ImageSource.registry(REGISTRY), { preset: Isolation.STRICT }),
    'do not let importers reach registry.example on port 443',
    later('the importer never reaches the server'),
  ),
  wrong(
    'IMG055',
    'at a private address',
    (scene) => imported(scene, ImageSource.http('https://10.20.0.5/debian.qcow2'), {}),
    'such as { cidrs: ["10.20.0.5/32"], ports: [{ port: 443 }] }',
    later('the importer never reaches the server'),
  ),
  wrong(
    'IMG055',
    'by a Service of another namespace',
    (scene) => imported(scene, ImageSource.http('http://images.builds.svc:8080/debian.qcow2'), {}),
    'do not let importers reach images.builds.svc on port 8080',
    later('the importer never reaches the server'),
  ),
  wrong(
    'IMG057',
    'policies that keep clones in',
    (scene) => {
      closed(scene);
      return clone(scene, {}, {});
    },
    'is in namespace "golden-images", whose NetworkPolicies do not let CDI\'s clone pods reach upload servers',
    later('storage without a CSI driver cannot clone'),
  ),
  wrong(
    'IMG058',
    'components that have one',
    (scene) => emitted(scene.cluster(SECRETS), 'KubeVirt'),
    'pullSecrets are for KubeVirt\'s own components, and launchers have none',
    later('from Kubernetes 1.35 on, no node starts a launcher without credentials'),
  ),
  wrong(
    'IMG059',
    'a Secret that is not in the bundle',
    (scene) => {
      const infra = scene.cluster(LAUNCHERS);
      cloneIn(infra, {}, {});
      return emitted(infra, 'KubeVirt');
    },
    'launcherPullSecret names Secret "mirror", which pods of these namespaces need and the bundle does not hold: '
      + 'cluster-a (launchers); kubevirt (KubeVirt\'s components); cdi, cluster-a, golden-images (CDI)',
    stricter('Kubernetes takes a pod whose Secret is missing, and pulls without credentials'),
  ),
  wrong(
    'IMG060',
    'a Secret that the bundle does not hold',
    (scene) => emitted(scene.cluster({ ...LAUNCHERS, bundleIsComplete: true }), 'KubeVirt'),
    'although it is said to be complete: kubevirt (KubeVirt\'s components); cdi (CDI)',
    stricter('Kubernetes takes a pod whose Secret is missing, and pulls without credentials'),
  ),
  wrong('IMG061', 'nothing', (scene) => profile(scene, {}), 'says nothing about its StorageClass', stricter(CDI_LATER)),
  wrong(
    'IMG061',
    'modes without access modes',
    (scene) => profile(scene, { modes: [{ accessModes: [], volumeMode: VolumeMode.BLOCK }] }),
    'modes[0].accessModes is empty',
    stricter('CDI takes it, and stops to update the profile'),
  ),
  wrong(
    'IMG062',
    'a class that the bundle does not hold',
    (scene) => {
      const infra = scene.cluster({ bundleIsComplete: true });
      return [new StorageProfile(infra, 'missing', MODES).profile];
    },
    'storageClassName "missing" names a StorageClass that the bundle does not hold',
    stricter('CDI deletes the profile of a class that does not exist'),
  ),
];

export const CLONES_RIGHT: readonly Right[] = [
  right('VM126', 'with room for what the storage rounds up', (scene) => clone(scene, NIGHTLY, { capacity: '11Gi' })),
  right('VM126', 'a refreshed block device in whole GiB', (scene) =>
    clone(scene, { ...NIGHTLY, volumeMode: VolumeMode.BLOCK }, { capacity: '10Gi' }),
  ),
  right('VM126', 'as large as an image that is imported once', (scene) => clone(scene, {}, { capacity: '10Gi' })),
  right('VM126', 'no size', (scene) => clone(scene, NIGHTLY, {})),
  right('IMG056', 'no size', (scene) => {
    const image = scene.image({ ...NIGHTLY, namespaceName: 'cluster-a' });
    volume(scene, 'cluster-a', { sourceRef: { kind: 'DataSource', name: image.dataSourceName }, storage: {} });
  }),
  right('VM127', 'the class of the image, as none is said', (scene) => clone(scene, { storageClassName: 'fast' }, {})),
  right('VM127', 'an image without a class', (scene) => clone(scene, {}, { storageClassName: 'slow' })),
  right('VM128', 'the class of the image', (scene) => {
    const infra = scene.cluster({ cdiConfig: { cloneStrategy: CloneStrategy.CSI_CLONE } });
    return cloneIn(infra, { storageClassName: 'fast' }, { storageClassName: 'fast' });
  }),
  right('VM129', 'a label that only begins so', (scene) => scene.pool({ labels: { 'cdi.kubevirt.io/note': 'mine' } })),
  right('VM130', 'a server that is named', (scene) => {
    scene.tenant({ isolation: { preset: Isolation.STRICT, imageServers: { cidrs: ['192.0.2.10/32'] } } });
    machine(scene, 'cluster-acme', { source: { http: { url: FILE } }, storage: sized('1Gi') });
  }),
  right('IMG055', 'a public server, in the default isolation', (scene) =>
    imported(scene, ImageSource.registry(REGISTRY), {}),
  ),
  right('IMG055', 'an address that is named', (scene) =>
    imported(scene, ImageSource.http('https://10.20.0.5/debian.qcow2'), {
      imageServers: { cidrs: ['10.20.0.0/24'], ports: [{ port: 443 }] },
    }),
  ),
  right('IMG055', 'a disk that nothing is imported into', (scene) => {
    scene.tenant({ isolation: { preset: Isolation.STRICT } });
    volume(scene, 'cluster-acme', { source: { blank: {} }, storage: sized('1Gi') });
  }),
  right('IMG057', 'policies that let clones out', (scene) => {
    const pods = (component: string) => ({ podSelector: { matchLabels: { 'cdi.kubevirt.io': component } } });
    const to = [{ namespaceSelector: {}, ...pods('cdi-upload-server') }];
    closed(scene, [{ to, ports: [{ port: 8443 }] }]);
    clone(scene, {}, {});
  }),
  right('IMG057', "an image of one of our tenants, cloned by another's machine", (scene) => {
    const image = scene.image({}, 'own', scene.tenant());
    poolIn(scene.tenant({}, 'beta'), image, {});
  }),
  right('IMG058', 'launchers that have one too', (scene) => scene.cluster(LAUNCHERS)),
  right('IMG059', 'no Secret at all', (scene) => scene.cluster()),
  right('IMG060', 'Secrets of the bundle', (scene) => {
    const infra = scene.cluster({ ...LAUNCHERS, bundleIsComplete: true });
    for (const namespace of ['kubevirt', 'cdi']) {
      new ApiObject(infra, `secret-${namespace}`, {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'mirror', namespace },
      });
    }
  }),
  right('IMG061', 'everything', (scene) =>
    profile(scene, {
      ...MODES,
      cloneStrategy: CloneStrategy.SNAPSHOT,
      importFormat: ImportFormat.SNAPSHOT,
      snapshotClassName: 'fast.snapshots',
    }),
  ),
  right('IMG062', 'a class of the bundle', (scene) => {
    const infra = scene.cluster({ bundleIsComplete: true });
    new ApiObject(infra, 'class', {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'fast' },
      provisioner: 'csi.example.com',
    } as never);
    profile(scene, MODES, infra);
  }),
];
