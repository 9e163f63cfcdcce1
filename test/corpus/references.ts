import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { later, Plain, refused, Right, right, stricter, wrong, Wrong } from './case';
import { emitted, Scene } from './scene';
import { BundleApp, GoldenImage, ImageSource, InfraCluster, KubeVirtCluster, Layer } from '../../src';

const HOME = 'cluster-a';

/** A cluster whose bundle is said to hold all that machines name. */
function complete({ app, kubevirt, cdi }: Scene): InfraCluster {
  return KubeVirtCluster.existing(app, 'complete', { kubevirt, cdi, bundleIsComplete: true });
}

function object(
  scope: Construct,
  apiVersion: string,
  kind: string,
  name: string,
  fields: object,
  namespace: string | null = HOME,
): ApiObject {
  return new ApiObject(scope, `${kind}-${name}`, {
    apiVersion,
    kind,
    metadata: { name, namespace: namespace ?? undefined },
    ...fields,
  });
}

/** What a machine's spec has beyond what each needs. */
interface Parts {
  readonly spec?: object;
  readonly vmi?: { readonly domain?: object; readonly [field: string]: unknown };
  readonly labels?: { readonly [key: string]: string };
}

function machine(scope: Construct, { spec, vmi, labels }: Parts): ApiObject {
  const interfaces = networks(vmi).map(({ name }) => ({ name, bridge: {} }));
  const domain = { devices: { interfaces }, memory: { guest: '1Gi' } };
  const template = { metadata: labels && { labels }, spec: { ...vmi, domain } };
  return object(scope, 'kubevirt.io/v1', 'VirtualMachine', 'machine', {
    spec: { runStrategy: 'Halted', template, ...spec },
  });
}

function networks(vmi: object | undefined): { readonly name: string }[] {
  return (vmi as { networks?: { name: string }[] } | undefined)?.networks ?? [];
}

function disk(spec: object): Parts {
  const storage = { resources: { requests: { storage: '1Gi' } } };
  const template = { metadata: { name: 'boot' }, spec: { source: undefined, storage, ...spec } };
  return { spec: { dataVolumeTemplates: [template] }, ...volume({ dataVolume: { name: 'boot' } }) };
}

function volume(source: object): Parts {
  return { vmi: { volumes: [{ name: 'a', ...source }] } };
}

const BEFORE_IT_IS_THERE = 'the machine is taken, and does not start before it is there';

/** A machine that names what the bundle does not hold. */
function missing(rule: string, name: string, parts: Parts, says: string): Wrong {
  return wrong(rule, name, (scene) => [machine(complete(scene), parts)], says, later(BEFORE_IT_IS_THERE));
}

const sourceRef = { kind: 'DataSource', name: 'ubuntu', namespace: 'golden-images' };

const MACHINES: readonly Wrong[] = [
  missing(
    'K8S052',
    'no DataSource',
    disk({ sourceRef }),
    '"ubuntu" names a DataSource in namespace "golden-images" that the bundle does not hold',
  ),
  missing(
    'K8S053',
    'no instancetype',
    { spec: { instancetype: { kind: 'VirtualMachineInstancetype', name: 'big' } } },
    'instancetype.name "big" names',
  ),
  missing(
    'K8S054',
    'no preference',
    { spec: { preference: { kind: 'VirtualMachinePreference', name: 'linux' } } },
    'preference.name "linux" names',
  ),
  missing(
    'K8S055',
    'no PriorityClass',
    { vmi: { priorityClassName: 'high' } },
    'priorityClassName "high" names a PriorityClass that',
  ),
  missing(
    'K8S056',
    'no network',
    { vmi: { networks: [{ name: 'a', multus: { networkName: 'nets/blue' } }] } },
    '"blue" names a NetworkAttachmentDefinition in namespace "nets"',
  ),
  missing('K8S057', 'no DataVolume', volume({ dataVolume: { name: 'data' } }), 'dataVolume.name "data" names'),
  missing('K8S057', 'no claim that is only read', volume({
    ephemeral: { persistentVolumeClaim: { claimName: 'data' } },
  }), 'ephemeral.persistentVolumeClaim.claimName "data" names'),
  missing('K8S057', 'no claim', volume({ persistentVolumeClaim: { claimName: 'data' } }), 'claimName "data" names'),
  missing(
    'K8S058',
    'no Secret of cloud-init',
    volume({ cloudInitNoCloud: { secretRef: { name: 'init' } } }),
    '"init" names a Secret',
  ),
  missing(
    'K8S058',
    'no Secret of keys',
    {
      vmi: {
        accessCredentials: [
          {
            sshPublicKey: {
              source: { secret: { secretName: 'keys' } },
              propagationMethod: { qemuGuestAgent: { users: ['root'] } },
            },
          },
        ],
      },
    },
    '"keys" names a Secret',
  ),
  missing('K8S059', 'no ConfigMap', volume({ configMap: { name: 'settings' } }), '"settings" names a ConfigMap'),
  missing(
    'K8S060',
    'no StorageClass',
    disk({ source: { blank: {} }, storage: { storageClassName: 'fast', resources: { requests: { storage: '1Gi' } } } }),
    '"fast" names a StorageClass that',
  ),
];

const size = { resources: { requests: { storage: '1Gi' } } };
const http = { url: 'https://images.example.com/a.qcow2' };

function dataVolume(scope: Construct, spec: object): ApiObject {
  return object(scope, 'cdi.kubevirt.io/v1beta1', 'DataVolume', 'volume', { spec: { storage: size, ...spec } });
}

function populator(scope: Construct, kind: string, spec: object): ApiObject {
  return object(scope, 'cdi.kubevirt.io/v1beta1', kind, 'populator', { spec });
}

function dataImportCron(scope: Construct, spec: object): ApiObject {
  return object(scope, 'cdi.kubevirt.io/v1beta1', 'DataImportCron', 'cron', {
    spec: {
      managedDataSource: 'some',
      schedule: '0 3 * * *',
      template: { spec: { storage: { ...size, storageClassName: 'fast' }, ...spec } },
    },
  });
}

function claim(scope: Construct, spec: object): ApiObject {
  return object(scope, 'v1', 'PersistentVolumeClaim', 'claim', {
    spec: { accessModes: ['ReadWriteOnce'], ...size, ...spec },
  });
}

const EMPTY = 'the object is taken, and the volume stays empty before it is there';

/** A volume that names what the bundle does not hold. */
function unfilled(rule: string, name: string, make: (scope: Construct) => ApiObject, says: string): Wrong {
  return wrong(rule, name, (scene) => [make(complete(scene))], says, later(EMPTY));
}

const VOLUMES: readonly Wrong[] = [
  wrong(
    'K8S062',
    'no DataSource',
    (scene) => [dataVolume(complete(scene), { sourceRef })],
    'sourceRef.name "ubuntu" names a',
    refused('datasources.cdi.kubevirt.io "ubuntu" not found'),
  ),
  unfilled(
    'K8S063',
    'no claim',
    (scope) => dataVolume(scope, { source: { pvc: { name: 'a', namespace: HOME } } }),
    'source.pvc.name "a" names a claim or DataVolume',
  ),
  unfilled(
    'K8S063',
    'no claim to copy into another',
    (scope) => populator(scope, 'VolumeCloneSource', { source: { kind: 'PersistentVolumeClaim', name: 'a' } }),
    'source.name "a" names a claim or DataVolume',
  ),
  unfilled(
    'K8S064',
    'no Secret of a disk',
    (scope) => populator(scope, 'VolumeImportSource', { source: { http: { ...http, secretExtraHeaders: ['token'] } } }),
    '"token" names a Secret',
  ),
  unfilled(
    'K8S065',
    'no ConfigMap of a disk',
    (scope) => populator(scope, 'VolumeImportSource', { source: { http: { ...http, certConfigMap: 'ca' } } }),
    'source.http.certConfigMap "ca" names a ConfigMap',
  ),
  unfilled(
    'K8S064',
    'no Secret',
    (scope) => dataVolume(scope, { source: { http: { ...http, secretRef: 'login' } } }),
    'source.http.secretRef "login" names a Secret',
  ),
  unfilled(
    'K8S064',
    'no Secret of a header',
    (scope) => dataVolume(scope, { source: { http: { ...http, secretExtraHeaders: ['token'] } } }),
    '"token" names a Secret',
  ),
  unfilled(
    'K8S065',
    'no ConfigMap of a cron',
    (scope) => dataImportCron(scope, { source: { registry: { url: 'docker://quay.io/a:1', certConfigMap: 'ca' } } }),
    'source.registry.certConfigMap "ca" names a ConfigMap',
  ),
  unfilled(
    'K8S066',
    'no StorageClass of a cron',
    (scope) => dataImportCron(scope, { source: { registry: { url: 'docker://quay.io/a:1' } } }),
    'storage.storageClassName "fast" names a StorageClass',
  ),
  unfilled(
    'K8S066',
    'no StorageClass of a claim',
    (scope) => claim(scope, { storageClassName: 'fast' }),
    'spec.storageClassName "fast" names a StorageClass',
  ),
  wrong(
    'K8S066',
    'no StorageClass of an image',
    (scene) => {
      const source = ImageSource.http(http.url);
      const image = new GoldenImage(complete(scene), 'image', { source, capacity: '1Gi', storageClassName: 'fast' });
      return emitted(image, 'DataVolume');
    },
    'storageClassName "fast" names a StorageClass',
    later(EMPTY),
  ),
  unfilled(
    'K8S067',
    'no PriorityClass',
    (scope) => dataVolume(scope, { source: { blank: {} }, priorityClassName: 'high' }),
    'priorityClassName "high" names a PriorityClass',
  ),
  missing(
    'K8S057',
    'no claim to clone',
    disk({ source: { pvc: { name: 'a', namespace: HOME } } }),
    'source.pvc.name "a" names',
  ),
  missing(
    'K8S058',
    'no Secret of an import',
    disk({ source: { http: { ...http, secretRef: 'login' } } }),
    '"login" names a Secret',
  ),
  missing(
    'K8S058',
    'no Secret of a container disk',
    volume({ containerDisk: { image: 'quay.io/a:1', imagePullSecret: 'pull' } }),
    '"pull" names a Secret',
  ),
  missing(
    'K8S059',
    'no ConfigMap of an import',
    disk({ source: { http: { ...http, certConfigMap: 'ca' } } }),
    '"ca" names a ConfigMap',
  ),
  missing(
    'K8S068',
    'no ServiceAccount',
    volume({ serviceAccount: { serviceAccountName: 'robot' } }),
    '"robot" names a ServiceAccount',
  ),
];

const ORDER = 'Kubernetes takes it once the later layer is there';

/** A cluster-wide object of a cluster of ours, in a layer. */
function placed(scene: Scene, layer: Layer, apiVersion: string, kind: string, fields: object): Plain {
  const made = object(scene.cluster(), apiVersion, kind, 'placed', fields, null);
  BundleApp.place(made, { layer });
  return made.toJson();
}

const migrationPolicy = { spec: { selectors: { namespaceSelector: { a: 'b' } } } };

const LAYERS: readonly Wrong[] = [
  wrong(
    'K8S050',
    'a policy among the operators',
    (scene) => [placed(scene, Layer.OPERATORS, 'migrations.kubevirt.io/v1alpha1', 'MigrationPolicy', migrationPolicy)],
    'is in layer 10-operators, but the operators',
    stricter(ORDER),
  ),
  wrong(
    'K8S051',
    'a Secret before its tenant',
    (scene) => {
      scene.tenant();
      return [object(scene.infra, 'v1', 'Secret', 'early', { data: {} }, 'cluster-acme').toJson()];
    },
    'its namespace "cluster-acme" appears in layer 50-tenants',
    stricter(ORDER),
  ),
  wrong(
    'K8S069',
    'a disk of a tenant',
    (scene) => {
      scene.tenant();
      return [copyOf(scene, 'cluster-acme')];
    },
    'namespace of the source is "cluster-acme", which appears in layer 50-tenants',
    stricter(ORDER),
  ),
];

function copyOf(scene: Scene, namespace: string): ApiObject {
  return scene.image({ source: ImageSource.pvc('debian', { namespace }) }).dataVolume!;
}

function selecting(scope: Construct, matchLabels: { readonly [key: string]: string }): ApiObject {
  return object(scope, 'networking.k8s.io/v1', 'NetworkPolicy', 'some', {
    spec: { podSelector: { matchLabels }, policyTypes: ['Ingress'] },
  });
}

const NO_EFFECT = 'Kubernetes takes it, and it has no effect';

const SELECTORS: readonly Wrong[] = [
  wrong(
    'K8S061',
    'a policy',
    (scene) => {
      const cluster = complete(scene);
      machine(cluster, { labels: { role: 'worker' } });
      return [selecting(cluster, { role: 'workr' })];
    },
    'spec.podSelector selects no machine',
    stricter(NO_EFFECT),
  ),
  wrong(
    'K8S061',
    'a container with the label of machines',
    (scene) => {
      const cluster = complete(scene);
      const template = { metadata: { labels: { app: 'web' } } };
      object(cluster, 'apps/v1', 'Deployment', 'web', { spec: { template } });
      return [selecting(cluster, { 'app': 'web', 'kubevirt.io': 'virt-launcher' })];
    },
    'spec.podSelector selects no machine',
    stricter(NO_EFFECT),
  ),
  wrong(
    'K8S061',
    'a Service',
    (scene) => [
      object(complete(scene), 'v1', 'Service', 'some', { spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } }),
    ],
    'spec.selector selects no machine',
    stricter(NO_EFFECT),
  ),
  wrong(
    'K8S061',
    'a Service of a machine that is not there',
    (scene) => [
      object(complete(scene), 'v1', 'Service', 'some', {
        spec: { selector: { 'kubevirt.io/vm': 'gone' }, ports: [{ port: 80 }] },
      }),
    ],
    'spec.selector selects no machine',
    stricter(NO_EFFECT),
  ),
  wrong(
    'K8S061',
    'a budget',
    (scene) => [
      object(complete(scene), 'policy/v1', 'PodDisruptionBudget', 'some', {
        spec: { selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] } },
      }),
    ],
    'spec.selector selects no machine',
    stricter(NO_EFFECT),
  ),
];

export const REFERENCES: readonly Wrong[] = [...LAYERS, ...MACHINES, ...VOLUMES, ...SELECTORS];

/** A machine that names what the bundle holds. */
function held(rule: string, name: string, parts: Parts, others: (scope: Construct) => void): Right {
  return right(rule, name, (scene) => {
    const cluster = complete(scene);
    machine(cluster, parts);
    others(cluster);
  });
}

const instancetypes = 'instancetype.kubevirt.io/v1beta1';

/** A volume that names what the bundle holds. */
function filled(rule: string, name: string, make: (scope: Construct) => unknown): Right {
  return right(rule, name, (scene) => make(complete(scene)));
}

export const RIGHT_REFERENCES: readonly Right[] = [
  filled('K8S062', 'an image of the program', (scope) => {
    const { dataSourceName: name, namespaceName: namespace } = GoldenImage.existing(scope as InfraCluster, 'image', {
      dataSourceName: 'ubuntu', namespaceName: 'golden-images', cloneableFrom: true,
    });
    dataVolume(scope, { sourceRef: { kind: 'DataSource', name, namespace } });
  }),
  filled('K8S063', 'a claim', (scope) => {
    claim(scope, {});
    dataVolume(scope, { source: { pvc: { name: 'claim', namespace: HOME } } });
  }),
  filled('K8S063', 'a claim to copy into another', (scope) => {
    claim(scope, {});
    populator(scope, 'VolumeCloneSource', { source: { kind: 'PersistentVolumeClaim', name: 'claim' } });
  }),
  filled('K8S064', 'a Secret of a disk', (scope) => {
    object(scope, 'v1', 'Secret', 'login', { data: {} });
    populator(scope, 'VolumeImportSource', { source: { http: { ...http, secretRef: 'login' } } });
  }),
  filled('K8S063', 'a disk of a machine', (scope) => {
    machine(scope, disk({ source: { blank: {} } }));
    dataVolume(scope, { source: { pvc: { name: 'boot', namespace: HOME } } });
  }),
  filled('K8S064', 'a Secret', (scope) => {
    object(scope, 'v1', 'Secret', 'login', { data: {} });
    dataVolume(scope, { source: { http: { ...http, secretRef: 'login' } } });
  }),
  filled('K8S065', 'a ConfigMap', (scope) => {
    object(scope, 'v1', 'ConfigMap', 'ca', { data: {} });
    dataVolume(scope, { source: { http: { ...http, certConfigMap: 'ca' } } });
  }),
  filled('K8S066', 'a class', (scope) => {
    object(scope, 'storage.k8s.io/v1', 'StorageClass', 'fast', { provisioner: 'a' }, null);
    claim(scope, { storageClassName: 'fast' });
  }),
  filled('K8S066', 'a class of a volume alone', (scope) => {
    object(scope, 'v1', 'PersistentVolume', 'disk', { spec: { storageClassName: 'by-hand' } }, null);
    claim(scope, { storageClassName: 'by-hand' });
  }),
  filled('K8S067', "one of Kubernetes' own", (scope) =>
    dataVolume(scope, { source: { blank: {} }, priorityClassName: 'system-cluster-critical' })),
  held('K8S068', 'the default one', volume({ serviceAccount: { serviceAccountName: 'default' } }), () => {}),
  right('K8S050', 'a policy after the operators', (scene) =>
    placed(scene, Layer.PLATFORM, 'migrations.kubevirt.io/v1alpha1', 'MigrationPolicy', migrationPolicy),
  ),
  right('K8S051', 'a Secret with its tenant', (scene) =>
    object(scene.tenant(), 'v1', 'Secret', 'late', { data: {} }, 'cluster-acme'),
  ),
  right('K8S051', 'a Secret in a namespace that exists', (scene) =>
    object(scene.infra, 'v1', 'Secret', 'early', { data: {} }),
  ),
  right('K8S069', 'a disk of a namespace that exists', (scene) => copyOf(scene, 'cluster-a')),
  held('K8S052', 'a DataSource', disk({ sourceRef }), (scope) =>
    object(
      scope,
      'cdi.kubevirt.io/v1beta1',
      'DataSource',
      'ubuntu',
      {
        spec: { source: { pvc: { name: 'ubuntu', namespace: 'golden-images' } } },
      },
      'golden-images',
    ),
  ),
  right('K8S052', 'a DataSource that the bundle does not hold, if the program says nothing', (scene) =>
    machine(scene.infra, disk({ sourceRef })),
  ),
  held(
    'K8S053',
    'an instancetype of the whole cluster',
    { spec: { instancetype: { kind: 'VirtualMachineClusterInstancetype', name: 'u1' } } },
    () => {},
  ),
  held(
    'K8S053',
    'an instancetype',
    { spec: { instancetype: { kind: 'VirtualMachineInstancetype', name: 'big' } } },
    (scope) =>
      object(scope, instancetypes, 'VirtualMachineInstancetype', 'big', {
        spec: { cpu: { guest: 1 }, memory: { guest: '1Gi' } },
      }),
  ),
  held(
    'K8S054',
    'a preference',
    { spec: { preference: { kind: 'VirtualMachinePreference', name: 'linux' } } },
    (scope) => object(scope, instancetypes, 'VirtualMachinePreference', 'linux', { spec: {} }),
  ),
  held('K8S055', "one of Kubernetes' own", { vmi: { priorityClassName: 'system-node-critical' } }, () => {}),
  held(
    'K8S056',
    "a network of the machine's own namespace",
    { vmi: { networks: [{ name: 'a', multus: { networkName: 'blue' } }] } },
    (scope) => object(scope, 'k8s.cni.cncf.io/v1', 'NetworkAttachmentDefinition', 'blue', { spec: { config: '{}' } }),
  ),
  held('K8S057', "a disk of the machine's own", disk({ source: { blank: {} } }), () => {}),
  held('K8S057', 'a claim that is only read', volume({
    ephemeral: { persistentVolumeClaim: { claimName: 'data' } },
  }), (scope) => object(scope, 'v1', 'PersistentVolumeClaim', 'data', { spec: {} })),
  held('K8S057', 'a claim', volume({ persistentVolumeClaim: { claimName: 'data' } }), (scope) =>
    object(scope, 'v1', 'PersistentVolumeClaim', 'data', { spec: {} }),
  ),
  held('K8S058', 'a Secret that may be missing', volume({ secret: { secretName: 'extra', optional: true } }), () => {}),
  held('K8S059', 'a ConfigMap', volume({ configMap: { name: 'settings' } }), (scope) =>
    object(scope, 'v1', 'ConfigMap', 'settings', { data: {} }),
  ),
  held(
    'K8S060',
    'no class',
    disk({ source: { blank: {} }, storage: { storageClassName: '', resources: { requests: { storage: '1Gi' } } } }),
    () => {},
  ),
  right('K8S061', 'pods of CDI', (scene) => selecting(complete(scene), { 'cdi.kubevirt.io': 'importer' })),
  held('K8S061', "a machine's label", { labels: { role: 'worker' } }, (scope) => selecting(scope, { role: 'worker' })),
  held('K8S061', 'the label that marks a machine', { labels: { 'kubevirt.io/vm': 'db' } }, (scope) => (
    object(scope, 'v1', 'Service', 'some', { spec: { selector: { 'kubevirt.io/vm': 'db' }, ports: [{ port: 80 }] } }))),
  held('K8S061', "a machine's label and that of all launchers", { labels: { role: 'worker' } }, (scope) => (
    selecting(scope, { 'role': 'worker', 'kubevirt.io': 'virt-launcher' }))),
  right('K8S061', "a template's label", (scene) => {
    const cluster = complete(scene);
    selecting(cluster, { app: 'web' });
    object(cluster, 'apps/v1', 'Deployment', 'web', { spec: { template: { metadata: { labels: { app: 'web' } } } } });
  }),
];
