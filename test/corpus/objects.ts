import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import { Plain, refused, Releases, stricter, Verdict, wrong, Wrong } from './case';
import { noObjects, plain, Scene } from './scene';
import { BundleApp, KubeVirtRelease } from '../../src';

/** An object of the user's own below a cluster. */
function own(rule: string, name: string, object: (scene: Scene) => Plain, says: string, verdict: Verdict, releases?: Releases): Wrong {
  return wrong(rule, name, (scene) => [made(scene, object(scene))], says, verdict, releases);
}

function made(scene: Scene, object: Plain, id = 'object'): ApiObject {
  return new ApiObject(scene.infra, id, object);
}

const disk = (spec: object) => plain('cdi.kubevirt.io/v1beta1', 'DataVolume', 'disk', { source: { blank: {} }, storage: { resources: { requests: { storage: '1Gi' } } }, ...spec });
const machine = (domain: object, spec: object = {}) => plain('kubevirt.io/v1', 'VirtualMachine', 'machine', { runStrategy: 'Halted', template: { spec: { domain: { memory: { guest: '1Gi' }, devices: {}, ...domain }, ...spec } } });
const policy = (spec: object) => ({ apiVersion: 'migrations.kubevirt.io/v1alpha1', kind: 'MigrationPolicy', metadata: { name: 'policy' }, spec });

const SCHEMA: readonly Wrong[] = [
  own('releases/kind', 'a misspelt kind', () => plain('kubevirt.io/v1', 'VirtualMachin', 'machine', {}), 'is not served by KubeVirt', refused('no matches for kind "VirtualMachin" in version "kubevirt.io/v1"')),
  own('releases/kind', 'a group of a later release', () => ({ apiVersion: 'plugin.kubevirt.io/v1alpha1', kind: 'Plugin', metadata: { name: 'plugin' }, spec: {} }), 'but by v1.9.0', refused('no matches for kind "Plugin" in version "plugin.kubevirt.io/v1alpha1"'), { kubevirtUntil: KubeVirtRelease.V1_9_0.version }),
  own('releases/version', 'a version that is not served', () => plain('kubevirt.io/v2', 'VirtualMachine', 'machine', {}), 'Write apiVersion kubevirt.io/v1', refused('no matches for kind "VirtualMachine" in version "kubevirt.io/v2"')),
  own('releases/name', 'a name that is none', () => ({ ...disk({}), metadata: { name: 'My Disk', namespace: 'cluster-a' } }), 'metadata.name "My Disk"', refused('metadata.name: Invalid value: "My Disk"')),
  own('releases/name', 'a namespace that is none', () => ({ ...disk({}), metadata: { name: 'disk', namespace: 'No Space' } }), 'metadata.namespace "No Space"', refused('namespaces "No Space" not found')),
  own('releases/name', 'a name that is too long', () => ({ ...disk({}), metadata: { name: 'd'.repeat(254), namespace: 'cluster-a' } }), 'such a name has at most 253', refused('must be no more than 253')),
  own('releases/scope', 'no namespace', () => ({ ...disk({}), metadata: { name: 'disk' } }), 'has no metadata.namespace', stricter('Kubernetes puts it where the applier happens to point')),
  own('releases/scope', 'a namespace of what is cluster-wide', () => ({ ...policy({ selectors: {} }), metadata: { name: 'policy', namespace: 'cluster-a' } }), 'but its kind is cluster-wide', stricter('Kubernetes takes it, and does as if the namespace were not there')),
  own('releases/field', 'a misspelt field', () => disk({ preallocate: true }), '"spec.preallocate" is no field', refused('.spec.preallocate: field not declared in schema')),
  own('releases/field', 'a field almost right', () => disk({ preallocatio: true }), 'Did you mean "preallocation"?', refused('.spec.preallocatio: field not declared in schema')),
  own('releases/required', 'a field that is missing', () => plain('kubevirt.io/v1', 'VirtualMachine', 'machine', { runStrategy: 'Halted' }), '"spec.template" is missing', refused('spec.template in body is required')),
  own('releases/enum', 'a value of no set', () => disk({ contentType: 'tar' }), '"spec.contentType" is "tar", but must be one of', refused('spec.contentType: Unsupported value: "tar"')),
  own('releases/type', 'a text for a truth value', () => disk({ preallocation: 'yes' }), 'must be of type boolean', refused('.spec.preallocation: expected boolean, got')),
  own('releases/pattern', 'no quantity', () => machine({ memory: { guest: 'much' } }), 'does not match the pattern', refused('virtualmachines-mutator.kubevirt.io" denied the request: quantities must match')),
  own('releases/format', 'a number beyond its bits', () => machine({ cpu: { cores: 4294967296 } }), 'which is no whole number of', refused('cannot unmarshal number 4294967296')),
  own('releases/list-keys', 'two items of one key', () => machine({}, { resourceClaims: [{ name: 'a', resourceClaimName: 'x' }, { name: 'a', resourceClaimName: 'y' }] }), 'holds two items with the same name', refused('): .spec.template.spec.resourceClaims: duplicate entries for key')),
  own('releases/set', 'one item twice', () => machine({}, { accessCredentials: [{ sshPublicKey: { source: { secret: { secretName: 'keys' } }, propagationMethod: { qemuGuestAgent: { users: ['a', 'a'] } } } }] }), 'is a set and holds "a" twice', refused('users: duplicate entries for key [="a"]')),
];

const NOTHING = 'an object without a name cannot even be asked about';

const LAYOUT: readonly Wrong[] = [
  wrong('layout/object-twice', 'two of one name', (scene) => [made(scene, disk({})), made(scene, disk({ preallocation: true }), 'again')], 'is already made by infra/object', stricter('Kubernetes takes both, and one overwrites the other')),
  wrong('layout/identity', 'no name', (scene) => {
    made(scene, disk({})).addJsonPatch(JsonPatch.remove('/metadata/name'));
    return [];
  }, 'has no metadata.name left', stricter(NOTHING)),
  wrong('layout/rendering', 'a patch of what is not there', (scene) => {
    made(scene, disk({})).addJsonPatch(JsonPatch.remove('/spec/nothing/at/all'));
    return [];
  }, 'cannot be rendered', stricter('there is no object to ask about')),
  wrong('layout/rendering', 'a lazy value that fails', (scene) => noObjects(made(scene, disk({ preallocation: Lazy.any({ produce: () => { throw new Error('no value'); } }) }))), 'Error: no value', stricter('there is no object to ask about')),
];

/** A ConfigMap that holds something. */
function holding(scene: Scene, value: unknown): ApiObject {
  return made(scene, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'values', namespace: 'cluster-a' }, data: { value } });
}

/** A ConfigMap with annotations. */
function annotated(scene: Scene, annotations: { readonly [key: string]: string }): ApiObject {
  return made(scene, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'values', namespace: 'cluster-a', annotations } });
}

const KUSTOMIZE = 'the server takes it; kustomize, which Argo CD and Flux build the layers with, does not';
const FORMLESS = 'JSON has no form for it, so no server can be asked';

const VALUES: readonly Wrong[] = [
  wrong('layout/annotations', 'a key that is a number', (scene) => [annotated(scene, { '1e3': 'a' })], 'which kustomize takes for something else than text', stricter(KUSTOMIZE)),
  wrong('layout/annotations', 'a tab first', (scene) => [annotated(scene, { note: '\ta\nb' })], 'begins with a tab', stricter(KUSTOMIZE)),
  wrong('layout/values', 'no number', (scene) => noObjects(holding(scene, NaN)), 'Give a number that can be written', stricter(FORMLESS)),
  wrong('layout/values', 'a function', (scene) => noObjects(holding(scene, () => 'a')), 'Give a string, a number or a truth value', stricter(FORMLESS)),
  wrong('layout/values', 'half a character', (scene) => noObjects(holding(scene, 'cut \ud83d')), 'holds half of a character', stricter('UTF-8 has no form for it; who reads it puts another character in its place')),
  wrong('layout/values', 'a control character', (scene) => [holding(scene, 'a\u007fb')], 'holds the character U+007F', refused('yaml: control characters are not allowed')),
];

const FOLDER = 'the name is a folder\'s or a file\'s, which no server sees';

/** An object that is written to a file of a name. */
function written(scene: Scene, file: string, id: string): Plain[] {
  const object = made(scene, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id, namespace: 'cluster-a' } }, id);
  BundleApp.place(object, { file });
  return [object.toJson()];
}

const FILES: readonly Wrong[] = [
  wrong('bundle/path', 'a folder up', (scene) => written(scene, '../elsewhere', 'a'), 'is no path that can be written safely', stricter(FOLDER)),
  wrong('bundle/path', 'two that differ in case', (scene) => [...written(scene, 'a', 'a'), ...written(scene, 'A', 'b')], 'differ only in case', stricter(FOLDER)),
  wrong('bundle/path', 'a file and a folder', (scene) => {
    const inside = made(scene, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b', namespace: 'cluster-a' } }, 'b');
    BundleApp.place(inside, { tenant: 'a.k8s.yaml' });
    return [...written(scene, 'a', 'a'), inside.toJson()];
  }, 'would have to be both a file and a folder', stricter(FOLDER)),
];

export const OBJECTS: readonly Wrong[] = [...SCHEMA, ...LAYOUT, ...VALUES, ...FILES];
