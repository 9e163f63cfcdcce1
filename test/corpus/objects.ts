import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import { Plain, refused, Releases, Right, right, stricter, Verdict, wrong, Wrong } from './case';
import { noObjects, plain, Scene } from './scene';
import { BundleApp, KubeVirtRelease } from '../../src';

/** An object of the user's own below a cluster. */
function own(
  rule: string,
  name: string,
  object: (scene: Scene) => Plain,
  says: string,
  verdict: Verdict,
  releases?: Releases,
): Wrong {
  return wrong(rule, name, (scene) => [made(scene, object(scene))], says, verdict, releases);
}

function made(scene: Scene, object: Plain, id = 'object'): ApiObject {
  return new ApiObject(scene.infra, id, object);
}

const disk = (spec: object) =>
  plain('cdi.kubevirt.io/v1beta1', 'DataVolume', 'disk', {
    source: { blank: {} },
    storage: { resources: { requests: { storage: '1Gi' } } },
    ...spec,
  });
const claim = (storage: string) =>
  plain('v1', 'PersistentVolumeClaim', 'claim', {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage } },
  });
const machine = (domain: object, spec: object = {}) =>
  plain('kubevirt.io/v1', 'VirtualMachine', 'machine', {
    runStrategy: 'Halted',
    template: { spec: { domain: { memory: { guest: '1Gi' }, devices: {}, ...domain }, ...spec } },
  });
const policy = (spec: object) => ({
  apiVersion: 'migrations.kubevirt.io/v1alpha1',
  kind: 'MigrationPolicy',
  metadata: { name: 'policy' },
  spec,
});

const sized = (kubevirt: KubeVirtRelease, spec: object) =>
  plain(
    kubevirt.apiVersion('instancetype.kubevirt.io', 'VirtualMachineInstancetype')!,
    'VirtualMachineInstancetype',
    'size',
    spec,
  );

const SCHEMA: readonly Wrong[] = [
  own(
    'K8S001',
    'a misspelt kind',
    () => plain('kubevirt.io/v1', 'VirtualMachin', 'machine', {}),
    'kind VirtualMachin of kubevirt.io/v1 is not served by KubeVirt',
    refused('no matches for kind "VirtualMachin" in version "kubevirt.io/v1"'),
  ),
  own(
    'K8S001',
    'a group of a later release',
    () => ({ apiVersion: 'plugin.kubevirt.io/v1alpha1', kind: 'Plugin', metadata: { name: 'plugin' }, spec: {} }),
    'but by v1.9.0',
    refused('no matches for kind "Plugin" in version "plugin.kubevirt.io/v1alpha1"'),
    { kubevirtUntil: KubeVirtRelease.V1_9_0.version },
  ),
  own(
    'K8S001',
    'a kind of a later release',
    () => plain('backup.kubevirt.io/v1alpha1', 'VirtualMachineBackup', 'backup', {}),
    'but by v1.8.4',
    refused('no matches for kind "VirtualMachineBackup" in version "backup.kubevirt.io/v1alpha1"'),
    { kubevirtUntil: KubeVirtRelease.V1_8_4.version },
  ),
  own(
    'K8S002',
    'a kind of another operator',
    () => plain('migrations.kubevirt.io/v1alpha1', 'MigController', 'controller', {}),
    'kind MigController of migrations.kubevirt.io/v1alpha1 is not served',
    refused('no matches for kind "MigController" in version "migrations.kubevirt.io/v1alpha1"'),
  ),
  own(
    'K8S002',
    'a group that is spelt almost like another',
    () => plain('kubevrt.io/v1', 'VirtualMachine', 'machine', {}),
    'serves VirtualMachine in group "kubevirt.io". Correct the group',
    refused('no matches for kind "VirtualMachine" in version "kubevrt.io/v1"'),
  ),
  own(
    'K8S003',
    'a version that is not served',
    () => plain('kubevirt.io/v2', 'VirtualMachine', 'machine', {}),
    'Write apiVersion kubevirt.io/v1',
    refused('no matches for kind "VirtualMachine" in version "kubevirt.io/v2"'),
  ),
  own(
    'K8S004',
    'a bad name',
    () => ({ ...disk({}), metadata: { name: 'My Disk', namespace: 'cluster-a' } }),
    'metadata.name "My Disk"',
    refused('metadata.name: Invalid value: "My Disk"'),
  ),
  own(
    'K8S004',
    'a bad namespace',
    () => ({ ...disk({}), metadata: { name: 'disk', namespace: 'No Space' } }),
    'metadata.namespace "No Space"',
    refused('namespaces "No Space" not found'),
  ),
  own(
    'K8S004',
    'a name that is too long',
    () => ({ ...disk({}), metadata: { name: 'd'.repeat(254), namespace: 'cluster-a' } }),
    'such a name has at most 253',
    refused('must be no more than 253'),
  ),
  own(
    'K8S005',
    'no namespace',
    () => ({ ...disk({}), metadata: { name: 'disk' } }),
    'metadata.namespace is missing',
    stricter('Kubernetes puts it where the applier happens to point'),
  ),
  own(
    'K8S005',
    'a namespace of what is cluster-wide',
    () => ({ ...policy({ selectors: {} }), metadata: { name: 'policy', namespace: 'cluster-a' } }),
    'but a MigrationPolicy is cluster-wide',
    stricter('Kubernetes takes it, and does as if the namespace were not there'),
  ),
  own(
    'K8S006',
    'a misspelt field',
    () => disk({ preallocate: true }),
    'spec.preallocate is not a field of DataVolume',
    refused('.spec.preallocate: field not declared in schema'),
  ),
  own(
    'K8S006',
    'a field almost right',
    () => disk({ preallocatio: true }),
    'Did you mean "preallocation"?',
    refused('.spec.preallocatio: field not declared in schema'),
  ),
  own(
    'K8S007',
    'a field that is missing',
    () => plain('kubevirt.io/v1', 'VirtualMachine', 'machine', { runStrategy: 'Halted' }),
    'spec.template is missing',
    refused('spec.template in body is required'),
  ),
  own(
    'K8S008',
    'a value outside of the set',
    () => disk({ contentType: 'tar' }),
    'spec.contentType is "tar", but must be one of',
    refused('spec.contentType: Unsupported value: "tar"'),
  ),
  own(
    'K8S009',
    'a text for a truth value',
    () => disk({ preallocation: 'yes' }),
    'must be of type boolean',
    refused('.spec.preallocation: expected boolean, got'),
  ),
  own(
    'K8S010',
    'not a quantity',
    () => machine({ memory: { guest: 'much' } }),
    'memory.guest "much" is not a Kubernetes quantity',
    refused('virtualmachines-mutator.kubevirt.io" denied the request: quantities must match'),
  ),
  own(
    'K8S011',
    'a number beyond its bits',
    () => machine({ cpu: { cores: 4294967296 } }),
    'which is not a whole number of',
    refused('cannot unmarshal number 4294967296'),
  ),
  own(
    'K8S011',
    'a number beyond 31 bits and a sign',
    () => machine({ cpu: { cores: 2147483648 } }),
    'is 2147483648, which is not a whole number of 32 bits',
    stricter('KubeVirt reads it as a number without a sign, and no node has as many'),
    { kubernetesUntil: '1.36' },
  ),
  own(
    'K8S011',
    'a number beyond 31 bits and a sign, before a server that looks at formats',
    () => machine({ cpu: { sockets: 2147483648 } }),
    'is 2147483648, which is not a whole number of 32 bits',
    refused('format int32 in spec.template.spec.domain.cpu.sockets'),
    { kubernetesFrom: '1.36' },
  ),
  own(
    'K8S011',
    'a quantity beyond 64 bits',
    () => machine({ memory: { guest: '1e30' } }),
    'memory.guest "1e30" is more than 2^63 - 1',
    stricter('the API server takes it, and computes with another number'),
  ),
  own(
    'K8S012',
    'a number beyond its limit',
    ({ kubevirt }) => sized(kubevirt, { cpu: { guest: 1 }, memory: { guest: '1Gi', overcommitPercent: 101 } }),
    'memory.overcommitPercent is 101, but must be <= 100',
    refused('spec.memory.overcommitPercent in body should be less than or equal to 100'),
  ),
  own(
    'K8S013',
    'two items of one key',
    () =>
      machine(
        {},
        {
          resourceClaims: [
            { name: 'a', resourceClaimName: 'x' },
            { name: 'a', resourceClaimName: 'y' },
          ],
        },
      ),
    'holds two items with the same name',
    refused('): .spec.template.spec.resourceClaims: duplicate entries for key'),
  ),
  own(
    'K8S014',
    'one item twice',
    () =>
      machine(
        {},
        {
          accessCredentials: [
            {
              sshPublicKey: {
                source: { secret: { secretName: 'keys' } },
                propagationMethod: { qemuGuestAgent: { users: ['a', 'a'] } },
              },
            },
          ],
        },
      ),
    'is a set and holds "a" twice',
    refused('users: duplicate entries for key [="a"]'),
  ),
];

const NOTHING = 'an object without a name cannot even be asked about';

const LAYOUT: readonly Wrong[] = [
  wrong(
    'APP002',
    'two of one name',
    (scene) => [made(scene, disk({})), made(scene, disk({ preallocation: true }), 'again')],
    'is already made by infra/object',
    stricter('Kubernetes takes both, and one overwrites the other'),
  ),
  wrong(
    'APP005',
    'no name',
    (scene) => {
      made(scene, disk({})).addJsonPatch(JsonPatch.remove('/metadata/name'));
      return [];
    },
    'because metadata.name is missing',
    stricter(NOTHING),
  ),
  wrong(
    'APP003',
    'a patch of what is not there',
    (scene) => {
      made(scene, disk({})).addJsonPatch(JsonPatch.remove('/spec/nothing/at/all'));
      return [];
    },
    'cannot be rendered',
    stricter('there is no object to ask about'),
  ),
  wrong(
    'APP003',
    'a lazy value that fails',
    (scene) =>
      noObjects(
        made(
          scene,
          disk({
            preallocation: Lazy.any({
              produce: () => {
                throw new Error('no value');
              },
            }),
          }),
        ),
      ),
    'Error: no value',
    stricter('there is no object to ask about'),
  ),
];

/** A ConfigMap that holds something. */
function holding(scene: Scene, value: unknown): ApiObject {
  return made(scene, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'values', namespace: 'cluster-a' },
    data: { value },
  });
}

/** A ConfigMap with annotations. */
function annotated(scene: Scene, annotations: { readonly [key: string]: string }): ApiObject {
  return made(scene, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'values', namespace: 'cluster-a', annotations },
  });
}

/** A ConfigMap with fields of metadata beside its name. */
function described(scene: Scene, metadata: { readonly [field: string]: unknown }): ApiObject {
  return made(scene, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'values', namespace: 'cluster-a', ...metadata },
  });
}

const NO_LIST = 'no server has the kind; kubectl and others take it apart before they send anything';

const METADATA: readonly Wrong[] = [
  wrong(
    'K8S017',
    'a key of a plain object',
    (scene) => [described(scene, { labels: { 'my team': 'a' } })],
    'metadata.labels["my team"] "my team" is not a label key',
    refused('metadata.labels: Invalid value: "my team"'),
  ),
  wrong(
    'K8S017',
    'a number',
    (scene) => [described(scene, { labels: { team: 7 } })],
    'metadata.labels.team is not a text',
    refused('metadata.labels.team'),
  ),
  wrong(
    'K8S018',
    'a number',
    (scene) => [described(scene, { annotations: { note: 7 } })],
    'metadata.annotations.note is 7, which is not a text',
    refused('metadata.annotations.note'),
  ),
  wrong(
    'K8S018',
    'too many bytes',
    (scene) => [described(scene, { annotations: { note: 'a'.repeat(256 * 1024) } })],
    'have 262148 bytes',
    refused('Too long'),
  ),
  wrong(
    'K8S019',
    'an unknown field',
    (scene) => [described(scene, { label: { team: 'a' } })],
    'Did you mean "labels"?',
    refused('.metadata.label: field not declared in schema'),
  ),
  wrong(
    'K8S019',
    'a word in place of a time',
    (scene) => [described(scene, { creationTimestamp: 'yesterday' })],
    'is "yesterday", which is not a time',
    refused('cannot parse "yesterday"'),
  ),
  wrong(
    'K8S019',
    'an owner without a uid',
    (scene) => [described(scene, { ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'a' }] })],
    'lacks uid',
    refused('ownerReferences'),
  ),
  wrong(
    'K8S019',
    'a finalizer with a space',
    (scene) => [described(scene, { finalizers: ['my finalizer'] })],
    'which is not a finalizer\'s name',
    refused('metadata.finalizers'),
  ),
  wrong(
    'K8S020',
    'an empty name',
    (scene) => [described(scene, { name: '' })],
    'metadata.name "" is not a name',
    refused('the server does not allow this method on the requested resource'),
  ),
  wrong(
    'K8S020',
    'an apiVersion without a version',
    (scene) => noObjects(made(scene, { apiVersion: 'apps/', kind: 'Deployment', metadata: { name: 'a' } })),
    'apiVersion is "apps/", which is not an apiVersion',
    stricter('no client finds where to send it'),
  ),
  ...[
    ['kubevirt.io', 'VirtualMachine', 'Write "kubevirt.io/v1".'],
    ['kubevrt.io', 'VirtualMachine', 'Write "kubevirt.io/v1".'],
    ['cdi.kubevirt.io', 'DataVolume', 'Write "cdi.kubevirt.io/v1beta1".'],
    ['apps', 'Deployment', 'Write "apps/v1".'],
    ['v2', 'ConfigMap', 'Write "v1".'],
    ['v1beta1', 'Job', 'Write "batch/v1".'],
    ['things.example.org', 'Thing', 'Write "group/version", or "v1" for the core group.'],
  ].map(([apiVersion, kind, remedy]) => wrong(
    'K8S020',
    `${kind} of ${apiVersion}, which is a group or a version alone`,
    (scene) => noObjects(made(scene, { apiVersion, kind, metadata: { name: 'a' } })),
    `apiVersion is "${apiVersion}", which names no group and so is a version of the core group, which has only "v1". `
      + remedy,
    stricter('no client finds where to send it'),
  )),
  ...[
    ['VirtualMachine', 'Write "kubevirt.io/v1".'],
    ['Deployment', 'Write "apps/v1".'],
    ['ConfgMap', 'Did you mean "ConfigMap"?'],
    ['Thing', 'Write the apiVersion of the kind, as "group/version".'],
  ].map(([kind, remedy]) => wrong(
    'K8S020',
    `${kind} of the core group`,
    (scene) => noObjects(made(scene, { apiVersion: 'v1', kind, metadata: { name: 'a' } })),
    `apiVersion is "v1", but the core group has no kind "${kind}". ${remedy}`,
    stricter('no client finds where to send it'),
  )),
  ...['1e30', '8Ei', '-1Gi'].map((storage) => own(
    'K8S026',
    `a claim of ${storage}`,
    () => claim(storage),
    `spec.resources.requests.storage "${storage}"`,
    storage.startsWith('-')
      ? refused('"-1Gi": must be greater than zero')
      : stricter('the API server takes it, and computes with another number'),
  )),
  wrong(
    'K8S025',
    'a List of machines',
    (scene) =>
      noObjects(made(scene, { apiVersion: 'v1', kind: 'List', metadata: { name: 'all' }, items: [machine({})] })),
    'kind is List, and no rule looks into its items',
    stricter(NO_LIST),
  ),
  wrong(
    'K8S025',
    'a list of a kind',
    (scene) => noObjects(made(scene, {
      apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachineList', metadata: { name: 'all' }, items: [machine({})],
    })),
    'kind is VirtualMachineList, and no rule looks into its items',
    stricter(NO_LIST),
  ),
];

const KUSTOMIZE = 'the server takes it; kustomize, which Argo CD and Flux build the layers with, does not';
const FORMLESS = 'JSON has no form for it, so no server can be asked';

const DELETED = 'the server takes any annotation; Argo CD and Flux read these, and delete the object';

/** A plain Namespace with annotations. */
function namespaceWith(scene: Scene, annotations: { readonly [key: string]: string }): ApiObject {
  return made(scene, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'plain', annotations } });
}

const PROTECTION: readonly Wrong[] = [
  wrong(
    'K8S024',
    'options of Argo CD that do not keep the object',
    (scene) => [namespaceWith(scene, { 'argocd.argoproj.io/sync-options': 'Validate=false,Delete=false' })],
    'lets Argo CD delete the Namespace, and with it everything in it, because it does not turn Prune off',
    stricter(DELETED),
  ),
  wrong(
    'K8S024',
    'Flux told to prune',
    (scene) => [namespaceWith(scene, { 'kustomize.toolkit.fluxcd.io/prune': 'enabled' })],
    'lets Flux delete the Namespace',
    stricter(DELETED),
  ),
];

const VALUES: readonly Wrong[] = [
  wrong(
    'K8S016',
    'a key that is a number',
    (scene) => [annotated(scene, { '1e3': 'a' })],
    'which kustomize does not take for text',
    stricter(KUSTOMIZE),
  ),
  wrong(
    'K8S016',
    'a tab first',
    (scene) => [annotated(scene, { note: '\ta\nb' })],
    'begins with a tab',
    stricter(KUSTOMIZE),
  ),
  wrong(
    'K8S015',
    'not a number',
    (scene) => noObjects(holding(scene, NaN)),
    'is NaN, which JSON has no form for',
    stricter(FORMLESS),
  ),
  wrong(
    'K8S015',
    'a function',
    (scene) => noObjects(holding(scene, () => 'a')),
    'is a function, which JSON has no form for',
    stricter(FORMLESS),
  ),
  wrong(
    'K8S015',
    'half a character',
    (scene) => noObjects(holding(scene, 'cut \ud83d')),
    'holds half of a character',
    stricter('UTF-8 has no form for it; who reads it puts another character in its place'),
  ),
  wrong(
    'K8S015',
    'a control character',
    (scene) => [holding(scene, 'a\u007fb')],
    'holds the character U+007F',
    refused('yaml: control characters are not allowed'),
  ),
];

const FOLDER = "the name is a folder's or a file's, which no server sees";

/** An object that is written to a file of a name. */
function written(scene: Scene, file: string, id: string): Plain[] {
  const object = made(
    scene,
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id, namespace: 'cluster-a' } },
    id,
  );
  BundleApp.place(object, { file });
  return [object.toJson()];
}

const OWN: readonly Wrong[] = [
  wrong(
    'APP001',
    'a validation that fails',
    (scene) => noObjects(validated(scene, ['not like this'])),
    'not like this',
    stricter('the program says so itself; no server sees it'),
  ),
];

/** A construct of the user's own with a validation. */
function validated({ infra }: Scene, says: string[]): void {
  infra.node.addValidation({ validate: () => says });
}

const FILES: readonly Wrong[] = [
  wrong(
    'APP006',
    'a line of its own',
    (scene) => noObjects(Object.assign(scene, { app: new BundleApp({ name: 'eu\napiVersion: v1' }) })),
    'name "eu\\napiVersion: v1" cannot be written into the header of a file',
    stricter('it would be a part of every file'),
  ),
  wrong(
    'APP004',
    'a folder up',
    (scene) => written(scene, '../elsewhere', 'a'),
    'is not a path that can be written safely',
    stricter(FOLDER),
  ),
  wrong(
    'APP004',
    'two that differ in case',
    (scene) => [...written(scene, 'a', 'a'), ...written(scene, 'A', 'b')],
    'differ only in case',
    stricter(FOLDER),
  ),
  wrong(
    'APP004',
    'a file and a folder',
    (scene) => {
      const inside = made(
        scene,
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b', namespace: 'cluster-a' } },
        'b',
      );
      BundleApp.place(inside, { tenant: 'a.k8s.yaml' });
      return [...written(scene, 'a', 'a'), inside.toJson()];
    },
    'would have to be both a file and a folder',
    stricter(FOLDER),
  ),
];

export const OBJECTS: readonly Wrong[] = [
  ...SCHEMA, ...LAYOUT, ...METADATA, ...PROTECTION, ...VALUES, ...OWN, ...FILES,
];

/** An object of the user's own below a cluster that keeps a rule. */
function kept(rule: string, name: string, object: (scene: Scene) => Plain): Right {
  return right(rule, name, (scene) => made(scene, object(scene)));
}

const USERS = {
  accessCredentials: [
    {
      sshPublicKey: {
        source: { secret: { secretName: 'keys' } },
        propagationMethod: { qemuGuestAgent: { users: ['a', 'b'] } },
      },
    },
  ],
};
const CLAIMS = {
  resourceClaims: [
    { name: 'a', resourceClaimName: 'x' },
    { name: 'b', resourceClaimName: 'x' },
  ],
};

const SCHEMA_RIGHT: readonly Right[] = [
  kept('K8S001', 'a kind that the release serves', () => machine({})),
  kept('K8S001', 'a group of another project', () => ({
    apiVersion: 'ssp.kubevirt.io/v1beta3',
    kind: 'SSP',
    metadata: { name: 'ssp', namespace: 'cluster-a' },
  })),
  kept('K8S002', "a kind of KubeVirt's own", () => policy({ selectors: {} })),
  kept('K8S003', 'a version that is served', () => disk({})),
  kept('K8S004', 'a name with dots, as long as it may be', () => ({
    ...disk({}),
    metadata: { name: `${'d'.repeat(251)}.d`, namespace: 'cluster-a' },
  })),
  kept('K8S005', 'a namespace of what is namespaced', () => disk({})),
  kept('K8S005', 'no namespace of what is cluster-wide', () => policy({ selectors: {} })),
  kept('K8S006', 'a key of a free map', () => policy({ selectors: { namespaceSelector: { anything: 'at-all' } } })),
  kept('K8S007', 'no fields but the required ones', () => machine({})),
  kept('K8S008', 'a value of the set', () => disk({ contentType: 'archive' })),
  kept('K8S009', 'a number for a quantity', () => machine({ memory: { guest: 1073741824 } })),
  kept('K8S010', 'a quantity with a fraction', () => machine({ memory: { guest: '1.5Gi' } })),
  kept('K8S011', 'the largest number of its bits', () => ({
    ...machine({}, { terminationGracePeriodSeconds: 2 ** 53 }),
  })),
  kept('K8S012', 'the limit itself', ({ kubevirt }) =>
    sized(kubevirt, { cpu: { guest: 1 }, memory: { guest: '1Gi', overcommitPercent: 100 } }),
  ),
  kept('K8S013', 'two items of two keys', () => machine({}, CLAIMS)),
  kept('K8S014', 'two items of a set', () => machine({}, USERS)),
  right('K8S015', 'characters that are only unusual', (scene) => holding(scene, '\u{1F600}\u00a0\u2028\ufeff\ufffd')),
  right('K8S017', 'an empty value, and a prefix', (scene) =>
    described(scene, { labels: { 'example.org/Team': '' } })),
  right('K8S018', 'capitals in a key, and text that reads like a number', (scene) =>
    described(scene, { annotations: { 'Example.org/Note': '7' } })),
  right('K8S019', 'a finalizer and an owner', (scene) =>
    described(scene, {
      finalizers: ['example.org/hold'],
      ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: 'd9607e19' }],
    })),
  right('K8S020', 'a group with a dot', (scene) =>
    made(scene, { apiVersion: 'metrics.example.org/v1', kind: 'Thing', metadata: { name: 'a' } })),
  right('K8S020', 'a kind of the core group that is not namespaced', (scene) =>
    made(scene, { apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' } })),
  right('K8S002', 'a kind of the same name in a group of another name', (scene) =>
    made(scene, { apiVersion: 'machines.example.org/v1', kind: 'VirtualMachine', metadata: { name: 'a' } })),
  kept('K8S011', 'the largest quantity', () => machine({ memory: { guest: '9223372036854775807' } })),
  kept('K8S026', 'the largest claim', () => claim('9223372036854775807')),
  right('K8S025', 'items of a kind that is not a list', (scene) =>
    made(scene, { apiVersion: 'example.org/v1', kind: 'Menu', metadata: { name: 'a' }, items: [] })),
  right('K8S025', 'a kind of a list that has no items', (scene) =>
    made(scene, { apiVersion: 'example.org/v1', kind: 'AllowList', metadata: { name: 'a' }, spec: {} })),
  right('K8S024', 'what asks before it deletes, and options that keep the object', (scene) =>
    namespaceWith(scene, {
      'argocd.argoproj.io/sync-options': 'Validate=false, Prune=confirm,Delete=false',
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    })),
  right('K8S016', 'a number with a prefix', (scene) => annotated(scene, { 'example.org/1e3': '12', 'note': 'a\n\tb' })),
];

const BUNDLE_RIGHT: readonly Right[] = [
  right('APP001', 'a validation that finds nothing', (scene) => validated(scene, [])),
  right('APP002', 'one name in two kinds and two namespaces', (scene) => {
    made(scene, disk({}));
    made(scene, { ...disk({}), metadata: { name: 'disk', namespace: 'cluster-b' } }, 'elsewhere');
    made(scene, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'disk', namespace: 'cluster-a' } }, 'other');
  }),
  right('APP003', 'a patch of what is there', (scene) =>
    made(scene, disk({})).addJsonPatch(JsonPatch.remove('/spec/storage/resources')),
  ),
  right('APP004', 'two files that differ in more than case', (scene) => [
    written(scene, 'a.b-c_D', 'a'),
    written(scene, 'A', 'b'),
  ]),
  right('APP005', 'another name by a patch', (scene) =>
    made(scene, disk({})).addJsonPatch(JsonPatch.replace('/metadata/name', 'other')),
  ),
  right('APP006', 'letters, digits and all else that a name may have', (scene) =>
    Object.assign(scene, { app: new BundleApp({ name: 'eu-1_A.b', takesOver: ['eu'] }) }),
  ),
];

export const OBJECTS_RIGHT: readonly Right[] = [...SCHEMA_RIGHT, ...BUNDLE_RIGHT];
