import type { Kind } from './facts';
import { OF_KUBERNETES } from './namespaced';
import type { CdiRelease, KubeVirtRelease } from './release';
import { nearest } from '../toolkit/nearest';

/** The apiVersion of the core group, which has no name, and one version. */
export const CORE = 'v1';

/** The kinds of the core group that are not namespaced, and one that no object is stored as. */
const OTHER_CORE_KINDS = ['Binding', 'ComponentStatus', 'Namespace', 'Node', 'PersistentVolume'];

/** The kinds of the core group (Kubernetes v1.35, staging/src/k8s.io/api/core/v1/register.go), without lists. */
export const CORE_KINDS: readonly string[] = [
  ...[...OF_KUBERNETES].filter((key) => key.startsWith('/')).map((key) => key.slice(1)),
  ...OTHER_CORE_KINDS,
];

/**
 * The newest version of each group of Kubernetes' own, without the core group (Kubernetes v1.35,
 * pkg/controlplane/instance.go: stableAPIGroupVersionsEnabledByDefault).
 */
const NEWEST: ReadonlyMap<string, string> = new Map([
  ['admissionregistration.k8s.io', 'v1'],
  ['apiextensions.k8s.io', 'v1'],
  ['apiregistration.k8s.io', 'v1'],
  ['apps', 'v1'],
  ['authentication.k8s.io', 'v1'],
  ['authorization.k8s.io', 'v1'],
  ['autoscaling', 'v2'],
  ['batch', 'v1'],
  ['certificates.k8s.io', 'v1'],
  ['coordination.k8s.io', 'v1'],
  ['discovery.k8s.io', 'v1'],
  ['events.k8s.io', 'v1'],
  ['flowcontrol.apiserver.k8s.io', 'v1'],
  ['networking.k8s.io', 'v1'],
  ['node.k8s.io', 'v1'],
  ['policy', 'v1'],
  ['rbac.authorization.k8s.io', 'v1'],
  ['resource.k8s.io', 'v1'],
  ['scheduling.k8s.io', 'v1'],
  ['storage.k8s.io', 'v1'],
]);

/** Whether Kubernetes itself serves a group; the core group is empty. */
export function isOfKubernetes(group: string): boolean {
  return group === '' || NEWEST.has(group);
}

const VERSION = /^v\d+((alpha|beta)\d+)?$/;

/**
 * The apiVersion that a text most likely stands for: that of the known group nearest to it, or else that of the kind.
 * Undefined if no known group is near, and the kind is not known either.
 */
export function meantApiVersion(
  text: string,
  kind: string,
  ...releases: readonly (KubeVirtRelease | CdiRelease)[]
): string | undefined {
  const kinds = releases.flatMap((release) => release._facts.kinds);
  const name = text.split('/').find((part) => part !== '') ?? '';
  const groups = [...NEWEST.keys(), ...new Set(kinds.map(({ group }) => group))];
  const group = VERSION.test(name) ? undefined : nearest(name, groups);
  return group === undefined ? ofKind(kind, kinds) : ofGroup(group, kind, kinds);
}

/** The apiVersion of a kind in a group, or that of the group's first kind if it does not have the kind. */
function ofGroup(group: string, kind: string, kinds: readonly Kind[]): string {
  const inGroup = kinds.filter((each) => each.group === group);
  const found = inGroup.find((each) => each.kind === kind) ?? inGroup[0];
  return found === undefined ? `${group}/${NEWEST.get(group)}` : stored(found);
}

function ofKind(kind: string, kinds: readonly Kind[]): string | undefined {
  if (CORE_KINDS.includes(kind)) return CORE;
  const found = kinds.find((each) => each.kind === kind);
  if (found !== undefined) return stored(found);
  const key = [...OF_KUBERNETES].find((each) => each.endsWith(`/${kind}`));
  return key === undefined ? undefined : ofGroup(key.slice(0, key.indexOf('/')), kind, kinds);
}

function stored({ group, versions }: Kind): string {
  const { name } = versions.find(({ storage, served }) => storage && served) ?? versions[0];
  return `${group}/${name}`;
}

/** The group and the version of an apiVersion; the core group is empty. */
export function splitApiVersion(apiVersion: string): [group: string, version: string] {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? ['', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
}
