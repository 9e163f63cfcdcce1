import { ApiObject, Chart } from 'cdk8s';
import { Right, right, stricter, wrong, Wrong } from './case';
import { noObjects, Scene } from './scene';
import { BundleApp, Delivery, DeliverySplit, FilePlacement, Layer, TenantNamespace } from '../../src';
import { ask } from '../../src/delivery/ask';
import type { DeliveryWriter } from '../../src/delivery/model/writer';
import type { DeliveryTarget } from '../../src/delivery/options';
import type { KubernetesObject } from '../../src/releases/facts';

const UNSEEN = stricter('the bundle\'s own server never sees it');

/** A Kustomization of Flux. */
function kustomization(name: string, spec: object = {}): KubernetesObject {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: 'flux-system' },
    spec: { interval: '1h', prune: true, sourceRef: { kind: 'GitRepository', name: 'bundle' }, ...spec },
  };
}

/** Lets the scene's bundle be delivered. */
function delivered({ app }: Scene, targets: readonly DeliveryTarget[] = [], ...objects: KubernetesObject[]): void {
  const writer: DeliveryWriter = { folder: 'flux', write: () => [{ path: 'units.yaml', objects }] };
  ask(app, { call: 'Delivery.flux', writer, targets });
}

/** Writes a number of Applications for one root. */
function manyApplications(count: number): DeliveryWriter {
  const objects = Array.from({ length: count }, (_each, index) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: `a${index}`, namespace: 'argocd' },
    spec: { project: 'a', destination: { name: 'infra', namespace: 'a' } },
  }));
  return { folder: 'argocd', write: () => [{ path: 'applications/infra/a.yaml', objects }] };
}

/** An object in a tenant's folder, delivered. */
function ofTenant(scene: Scene, layer: Layer, apiVersion: string, kind: string, namespace?: string): void {
  const tenant = new TenantNamespace(scene.infra, 'a');
  const object = new ApiObject(tenant, 'object', { apiVersion, kind, metadata: { name: 'object', namespace } });
  BundleApp.place(object, { layer });
  delivered(scene);
}

/** A ConfigMap in a folder of the bundle. */
export function configMap(scene: Scene, name: string, placement: FilePlacement, namespace = 'kube-public'): void {
  const metadata = { name, namespace };
  BundleApp.place(new ApiObject(scene.infra, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata }), placement);
}

function configMaps(scene: Scene, count: number): void {
  for (let index = 0; index < count; index++) configMap(scene, `map-${index}`, { file: `file-${index}` });
}

function split(scene: Scene, props: Partial<DeliverySplit> = {}): void {
  Delivery.split(scene.app, { cluster: 'infra', layer: Layer.PLATFORM, shards: 4, ...props });
}

/** A repository that both controllers read. */
export const REPOSITORY = 'https://git.example.org/a.git';

function ignoring(scene: Scene, ...jsonPointers: string[]): void {
  const ignoredFields = [{ group: 'kubevirt.io', kind: 'VirtualMachine', jsonPointers }];
  Delivery.argoCd(scene.app, { repositoryUrl: REPOSITORY, ignoredFields });
}

/** A program whose finding the bundle's own server never sees. */
export function faulty(rule: string, name: string, says: string, program: (scene: Scene) => void): Wrong {
  return wrong(rule, name, (scene) => {
    program(scene);
    return noObjects();
  }, says, UNSEEN);
}

/** Programs with a fault in what delivers their bundle. */
export const GITOPS: readonly Wrong[] = [
  faulty('GITOPS001', 'twice', 'Delivery.flux is called twice', (scene) => {
    delivered(scene);
    delivered(scene);
  }),
  faulty('GITOPS002', 'a name in capitals', 'metadata.name "Team" is not a DNS subdomain', (scene) =>
    delivered(scene, [], kustomization('Team'))),
  faulty('GITOPS002', 'a field of another kind', 'spec.project is not a field of Kustomization', (scene) =>
    delivered(scene, [], kustomization('infra', { project: 'infra' }))),
  faulty('GITOPS002', 'a name that no label holds', 'metadata.name has 70 characters', (scene) =>
    delivered(scene, [], kustomization('a'.repeat(70)))),
  faulty('GITOPS002', 'one object twice', 'it is already in delivery/flux/units.yaml', (scene) =>
    delivered(scene, [], kustomization('infra'), kustomization('infra'))),
  faulty('GITOPS003', 'each in the namespace of the other', 'waits for clusters/infra/50-tenants/cluster-b waits for',
    (scene) => {
      const [one, other] = ['a', 'b'].map((id) => new TenantNamespace(scene.infra, id).namespaceName);
      configMap(scene, 'one', { layer: Layer.TENANTS, tenant: one }, other);
      configMap(scene, 'other', { layer: Layer.TENANTS, tenant: other }, one);
      delivered(scene);
    }),
  faulty('GITOPS003', 'one name for two', 'are both called "infra-workloads-workloads-a"', (scene) => {
    configMap(scene, 'one', { layer: Layer.WORKLOADS, tenant: 'workloads-a' });
    configMap(scene, 'other', { cluster: 'infra-workloads', layer: Layer.WORKLOADS, tenant: 'a' });
    delivered(scene);
  }),
  faulty('GITOPS003', 'a unit and an account', 'the account for clusters/infra/60-workloads/platform are both called',
    (scene) => {
      configMap(scene, 'one', { layer: Layer.WORKLOADS, tenant: 'platform' }, 'platform');
      configMap(scene, 'other', { cluster: 'infra-access' });
      Delivery.flux(scene.app, { repositoryUrl: REPOSITORY });
    }),
  ...[[801, 'GITOPS004', 800], [2501, 'GITOPS005', 2500]].map(([objects, rule, most]) => faulty(
    `${rule}`, `too many Applications: ${objects}`,
    `delivery/argocd/applications/infra has ${objects} objects that apply others, but a unit has at most ${most}`,
    (scene) => ask(scene.app, { call: 'Delivery.argoCd', writer: manyApplications(Number(objects)), targets: [] }))),
  faulty('GITOPS004', 'too many objects', 'has 801 objects and 0.1 MB, but a unit has at most 800 objects', (scene) => {
    configMaps(scene, 801);
    delivered(scene);
  }),
  faulty('GITOPS005', 'far too many objects', 'but a unit has at most 2500 objects and 8 MB', (scene) => {
    configMaps(scene, 2501);
    delivered(scene);
  }),
  faulty('GITOPS006', 'a misspelt cluster', 'of this name. Write "infra", or leave it out.', (scene) => {
    configMaps(scene, 1);
    delivered(scene, [{ name: 'infrar' }]);
  }),
  faulty('GITOPS006', 'a split of nothing', 'clusters/infra/60-workloads, where the bundle has no files', (scene) => {
    configMaps(scene, 1);
    delivered(scene);
    split(scene, { layer: Layer.WORKLOADS });
  }),
  faulty('GITOPS007', 'in a chart', 'is in no cluster, so no controller applies it', (scene) => {
    const chart = new Chart(scene.app, 'apart');
    new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
    delivered(scene);
  }),
  faulty('GITOPS008', 'no shard', 'shards is 0, but must be a whole number from 1 to 64', (scene) =>
    split(scene, { shards: 0 })),
  faulty('GITOPS008', 'half a shard', 'shards is 2.5', (scene) => split(scene, { shards: 2.5 })),
  faulty('GITOPS008', 'twice', 'is called twice for clusters/infra/20-platform', (scene) => {
    split(scene);
    split(scene);
  }),
  faulty('GITOPS009', 'an artifact of anybody', 'verification accepts the signatures of anybody', (scene) =>
    Delivery.flux(scene.app, { repositoryUrl: 'oci://registry.example.org/platform', verification: {} })),
  faulty('GITOPS009', 'commits without keys', 'verification has no secretName', (scene) =>
    Delivery.flux(scene.app, { repositoryUrl: 'https://git.example.org/a.git', verification: {} })),
  faulty('GITOPS010', 'Argo CD and Flux', 'Delivery.argoCd and Delivery.flux both apply infra', (scene) => {
    configMaps(scene, 1);
    for (const call of ['argoCd', 'flux'] as const) Delivery[call](scene.app, { repositoryUrl: REPOSITORY });
  }),
  faulty('GITOPS011', 'nothing for Argo CD', 'repositoryUrl of Delivery.argoCd is empty', (scene) =>
    Delivery.argoCd(scene.app, { repositoryUrl: '' })),
  faulty('GITOPS011', 'a blank for Flux', 'repositoryUrl of Delivery.flux is empty', (scene) =>
    Delivery.flux(scene.app, { repositoryUrl: ' ' })),
  faulty('GITOPS011', 'a line break', 'is "https://git.example.org/a.git\\n", but a URL has no spaces', (scene) =>
    Delivery.argoCd(scene.app, { repositoryUrl: `${REPOSITORY}\n` })),
  ...[
    ['a path with dots', 'spec.runStrategy', 'Write "/spec/runStrategy".'],
    ['a path without a slash', 'spec/runStrategy', 'Write "/spec/runStrategy".'],
    ['nothing', '', 'is "", which is not a JSON pointer to a field'],
    ['a tilde', '/metadata/annotations/a~b', 'a "/" within a name is "~1", a "~" is "~0"'],
    ['an empty name', '/spec//a', 'is "/spec//a", which is not a JSON pointer'],
  ].map(([name, pointer, says]) => faulty('GITOPS012', name, says, (scene) => ignoring(scene, pointer))),
  faulty('GITOPS013', 'an object in another namespace', 'is in namespace "kube-system", but what is in clusters',
    (scene) => ofTenant(scene, Layer.WORKLOADS, 'v1', 'ConfigMap', 'kube-system')),
  faulty('GITOPS013', 'an object in the namespace of another tenant', '{ layer: Layer.TENANTS, tenant: \'cluster-b\' }',
    (scene) => {
      const { namespaceName } = new TenantNamespace(scene.infra, 'b');
      ofTenant(scene, Layer.TENANTS, 'v1', 'ConfigMap', namespaceName);
    }),
  faulty('GITOPS013', 'a cluster-scoped object', 'PriorityClass "object" is in no namespace', (scene) =>
    ofTenant(scene, Layer.TENANTS, 'scheduling.k8s.io/v1', 'PriorityClass')),
  faulty('GITOPS013', 'a bound beside machines', 'ResourceQuota "object" bounds the tenant', (scene) =>
    ofTenant(scene, Layer.WORKLOADS, 'v1', 'ResourceQuota', 'cluster-a')),
  faulty('GITOPS009', 'commits with identities', 'verification.identities are those of an OCI artifact', (scene) =>
    Delivery.flux(scene.app, {
      repositoryUrl: 'https://git.example.org/a.git',
      verification: { secretName: 'keys', identities: [{ issuer: '^https://a$', subject: '^b$' }] },
    })),
];

/** Programs whose delivery is in order. */
export const GITOPS_RIGHT: readonly Right[] = [
  right('GITOPS001', 'once', delivered),
  right('GITOPS002', 'as Flux reads it', (scene) =>
    delivered(scene, [], kustomization('infra'), kustomization('other'))),
  right('GITOPS003', 'one in the namespace of the other', (scene) => {
    const [one, other] = ['a', 'b'].map((id) => new TenantNamespace(scene.infra, id).namespaceName);
    configMap(scene, 'one', { layer: Layer.TENANTS, tenant: one }, other);
    delivered(scene);
  }),
  right('GITOPS004', 'just enough', (scene) => {
    configMaps(scene, 800);
    delivered(scene);
  }),
  right('GITOPS005', 'split', (scene) => {
    configMaps(scene, 2501);
    split(scene);
    delivered(scene);
  }),
  right('GITOPS006', 'clusters of the bundle', (scene) => {
    configMaps(scene, 1);
    split(scene);
    delivered(scene, [{ name: 'infra', stage: 'canary' }]);
  }),
  right('GITOPS007', 'in a cluster', (scene) => {
    configMaps(scene, 1);
    delivered(scene);
  }),
  right('GITOPS009', 'an artifact with a key', (scene) => Delivery.flux(scene.app, {
    repositoryUrl: 'oci://registry.example.org/platform', verification: { secretName: 'keys' },
  })),
  right('GITOPS009', 'an artifact with identities', (scene) => Delivery.flux(scene.app, {
    repositoryUrl: 'oci://registry.example.org/platform',
    verification: { identities: [{ issuer: '^https://a$', subject: '^b$' }] },
  })),
  right('GITOPS009', 'commits with a key', (scene) => Delivery.flux(scene.app, {
    repositoryUrl: 'https://git.example.org/a.git', verification: { secretName: 'keys' },
  })),
  right('GITOPS010', 'one controller, of several clusters', (scene) => {
    configMaps(scene, 1);
    configMap(scene, 'other', { cluster: 'other' });
    Delivery.argoCd(scene.app, { repositoryUrl: REPOSITORY });
  }),
  ...[REPOSITORY, 'git@git.example.org:a.git'].flatMap((repositoryUrl) => (['argoCd', 'flux'] as const).map((call) =>
    right('GITOPS011', `${call} from ${repositoryUrl}`, (scene) => Delivery[call](scene.app, { repositoryUrl })))),
  right('GITOPS012', 'pointers', (scene) =>
    ignoring(scene, '/spec/runStrategy', '/metadata/annotations/example.org~1a', '/spec/template/spec/volumes/0')),
  right('GITOPS013', 'a bound beside the tenant', (scene) =>
    ofTenant(scene, Layer.TENANTS, 'v1', 'ResourceQuota', 'cluster-a')),
  right('GITOPS013', 'an object beside machines', (scene) =>
    ofTenant(scene, Layer.WORKLOADS, 'v1', 'ConfigMap', 'cluster-a')),
  right('GITOPS013', 'an object in the platform', (scene) =>
    ofTenant(scene, Layer.PLATFORM, 'v1', 'ConfigMap', 'kube-system')),
  right('GITOPS004', 'just enough Applications', (scene) =>
    ask(scene.app, { call: 'Delivery.argoCd', writer: manyApplications(800), targets: [] })),
  right('GITOPS008', 'two folders', (scene) => {
    split(scene, { shards: 1 });
    split(scene, { layer: Layer.WORKLOADS, shards: 64 });
  }),
];
