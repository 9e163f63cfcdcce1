import { ApiObject, Duration } from 'cdk8s';
import { Right, right, Wrong } from './case';
import { configMap, faulty, REPOSITORY } from './gitops';
import type { Scene } from './scene';
import { ArgoCdOptions, Delivery, FluxOptions } from '../../src';

/** A program that Flux delivers with some options. */
function flux(options: Partial<FluxOptions>): (scene: Scene) => void {
  return (scene) => Delivery.flux(scene.app, { repositoryUrl: REPOSITORY, ...options });
}

/** A program that Argo CD delivers with some options. */
function argoCd(options: Partial<ArgoCdOptions>): (scene: Scene) => void {
  return (scene) => Delivery.argoCd(scene.app, { repositoryUrl: REPOSITORY, ...options });
}

/** The same, with objects in clusters of these names. */
function inClusters(names: readonly string[], deliver: (scene: Scene) => void): (scene: Scene) => void {
  return (scene) => {
    for (const cluster of names) configMap(scene, `map-${cluster}`, { cluster });
    deliver(scene);
  };
}

/** A Namespace that no construct makes, in a bundle that is delivered. */
function withNamespace(deliver: (scene: Scene) => void, annotations?: object): (scene: Scene) => void {
  return (scene) => {
    const metadata = { name: 'apart', annotations };
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { labels, ...metadata } };
    new ApiObject(scene.infra, 'apart', object as never);
    deliver(scene);
  };
}

const ARTIFACT = 'oci://registry.example.org/platform';

const STAGES = [{ name: 'a', stage: 'canary' }, { name: 'b', stage: 'rest' }];

/** Programs with objects whose loss hurts. */
const LOST: readonly Wrong[] = [
  faulty('GITOPS018', 'with Argo CD', 'is deleted by Delivery.argoCd when its line is, and everything that is in it or '
    + 'depends on it with it. Annotate it with argocd.argoproj.io/sync-options: "Prune=false,Delete=false"',
  withNamespace(argoCd({}))),
  faulty('GITOPS018', 'with Flux', 'Annotate it with kustomize.toolkit.fluxcd.io/prune: "disabled"',
    withNamespace(flux({}), { 'argocd.argoproj.io/sync-options': 'Prune=false' })),
];

/** Programs whose options no controller takes, or that mean something else than they seem to. */
export const GITOPS_OPTIONS: readonly Wrong[] = [
  ...LOST,
  faulty('GITOPS011', 'braces', 'has no spaces, line breaks, quotes, braces', argoCd({ repositoryUrl: '{{a}}/b' })),
  faulty('GITOPS011', 'an artifact for Argo CD', 'is an OCI artifact, but', argoCd({ repositoryUrl: ARTIFACT })),
  faulty('GITOPS011', 'a tag', 'ends with the tag or digest of "platform:1"', flux({ repositoryUrl: `${ARTIFACT}:1` })),
  faulty('GITOPS014', 'another Flux', 'clusters[1].stage of Delivery.flux is "rest", but the Flux of "b" applies',
    inClusters(['a', 'b'], flux({ clusters: STAGES }))),
  faulty('GITOPS014', 'two controllers', 'put a into different stages, "canary" and "rest"',
    inClusters(['a', 'b'], (scene) => {
      argoCd({ clusters: STAGES })(scene);
      flux({ clusters: [{ name: 'a', stage: 'rest' }] })(scene);
    })),
  faulty('GITOPS015', 'one destination', 'Delivery.argoCd applies both "a" and "b" to "in-cluster", so each undoes',
    inClusters(['a', 'b'], argoCd({ clusters: STAGES.map(({ name }) => ({ name, destination: 'in-cluster' })) }))),
  faulty('GITOPS015', 'the name of another cluster', 'applies both "a" and "b" to "b"',
    inClusters(['a', 'b'], argoCd({ clusters: [{ name: 'a', destination: 'b' }] }))),
  faulty('GITOPS015', 'one kubeconfig', 'applies both "a" and "b" to the kubeconfig "k" in "hub"',
    inClusters(['a', 'b'], flux({
      clusters: STAGES.map(({ name }) => ({ name, fluxIn: 'hub', kubeConfigSecretName: 'k' })),
    }))),
  faulty('GITOPS015', 'a cluster twice', 'clusters of Delivery.argoCd names "a" twice. Leave one of them out.',
    inClusters(['a'], argoCd({ clusters: [{ name: 'a' }, { name: 'a', stage: 'x' }] }))),
  ...([
    ['a stage', { clusters: [{ name: 'infra', stage: 'can ary!' }] }, 'stage of Delivery.argoCd "can ary!" is'],
    ['a template', { clusters: [{ name: 'infra', stage: '{{ "a" }}' }] }, 'is not a label value'],
    ['no stage', { clusters: [{ name: 'infra', stage: '' }] }, 'clusters[0].stage of Delivery.argoCd is empty'],
    ['no destination', { clusters: [{ name: 'infra', destination: '' }] }, 'is "", which names no cluster'],
    ['a quote', { clusters: [{ name: 'infra', destination: 'a"b' }] }, 'which names no cluster'],
    ['an address', { clusters: [{ name: 'infra', destination: 'https://a' }] }, 'which is an address and not a name'],
    ['a path above', { path: '../x' }, 'path of Delivery.argoCd is "../x", which is not a path below the root'],
    ['a wildcard', { path: 'dist/*' }, 'is "dist/*", which is not a path'],
    ['no revision', { revision: '' }, 'revision of Delivery.argoCd is "", which no branch, tag or commit is called'],
    ['a namespace', { namespace: 'Argo CD' }, 'namespace of Delivery.argoCd "Argo CD" is not a DNS label'],
  ] as const).map(([name, options, says]) => (
    faulty('GITOPS016', name, says, inClusters(['infra'], argoCd(options as Partial<ArgoCdOptions>))))),
  ...([
    ['a tag as a branch', { revision: 'v1.2.0' }, 'Write "refs/tags/v1.2.0", or "refs/heads/v1.2.0"'],
    ['a space in a branch', { revision: 'a b' }, 'revision of Delivery.flux is "a b", which no branch'],
    ['a short digest', { repositoryUrl: ARTIFACT, revision: 'sha256:abc' }, 'which is neither a tag nor a digest'],
    ['both', { repositoryUrl: ARTIFACT, revision: `v1@sha256:${'0'.repeat(64)}` }, 'neither a tag nor a digest'],
    ['no tag', { repositoryUrl: ARTIFACT, revision: '' }, 'is "", which is neither a tag nor a digest'],
    ['a secret', { sourceSecretName: 'A B' }, 'sourceSecretName of Delivery.flux "A B" is not a DNS subdomain'],
    ['no account', { serviceAccountName: '' }, 'serviceAccountName of Delivery.flux "" is not a DNS subdomain'],
    ['a kubeconfig', { clusters: [{ name: 'infra', kubeConfigSecretName: 'A' }] }, 'clusters[0].kubeConfigSecretName'],
    ['a Flux', { clusters: [{ name: 'infra', fluxIn: '' }] }, 'clusters[0].fluxIn of Delivery.flux "" is not'],
    ['no rest', { retryInterval: Duration.seconds(0) }, 'retryInterval of Delivery.flux is zero'],
    ['no expression', { repositoryUrl: ARTIFACT, verification: { identities: [{ issuer: '(', subject: 'a' }] } },
      'verification.identities[0].issuer of Delivery.flux is "(", which is not a regular expression'],
    ['anybody', { repositoryUrl: ARTIFACT, verification: { identities: [{ issuer: 'a', subject: '' }] } },
      'verification.identities[0].subject of Delivery.flux is empty, and an empty expression matches anybody'],
  ] as const).map(([name, options, says]) => (
    faulty('GITOPS016', name, says, inClusters(['infra'], flux(options as Partial<FluxOptions>))))),
  ...['https://ci:token@git.example.org/a.git', 'https://token@git.example.org/a.git', 'ssh://git:a@git.example.org/a']
    .map((repositoryUrl) => faulty('GITOPS017', repositoryUrl.slice(0, 14),
      'repositoryUrl of Delivery.argoCd has a user name or a token before the host. Leave',
      argoCd({ repositoryUrl }))),
];

/** Programs whose options are in order. */
export const GITOPS_OPTIONS_RIGHT: readonly Right[] = [
  right('GITOPS014', 'one Flux', inClusters(['a', 'b'], flux({
    clusters: STAGES.map((each) => ({ ...each, fluxIn: 'hub' })),
  }))),
  right('GITOPS015', 'a destination for each', inClusters(['a', 'b'], argoCd({
    clusters: STAGES.map(({ name }) => ({ name, destination: `dc-${name}` })),
  }))),
  right('GITOPS016', 'names that Argo CD takes', inClusters(['infra'], argoCd({
    path: '/dist/',
    revision: 'release/1.2',
    namespace: 'argo-cd',
    clusters: [{ name: 'infra', stage: 'canary', destination: 'arn:aws:eks:eu-west-1:1:cluster/a' }],
  }))),
  right('GITOPS016', 'names that Flux takes', inClusters(['infra'], flux({
    revision: 'refs/tags/v1.2.0', sourceSecretName: 'a.b', serviceAccountName: 'a', clusters: [{ name: 'infra' }],
  }))),
  right('GITOPS016', 'a digest', inClusters(['infra'], flux({
    repositoryUrl: ARTIFACT,
    revision: `sha256:${'0'.repeat(64)}`,
    verification: { identities: [{ issuer: '(?i)^https://A$', subject: '^b$' }] },
  }))),
  right('GITOPS018', 'nobody prunes', withNamespace(argoCd({ prune: false }))),
  right('GITOPS018', 'asked before', withNamespace(argoCd({}), { 'argocd.argoproj.io/sync-options': 'Prune=confirm' })),
  right('GITOPS018', 'said to Flux', withNamespace(flux({}), { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' })),
  right('GITOPS018', 'a stateless machine of a construct', (scene) => {
    scene.pool({ stateless: true });
    flux({})(scene);
  }),
  right('GITOPS017', 'a user of SSH', argoCd({ repositoryUrl: 'ssh://git@git.example.org:22/a.git' })),
];
