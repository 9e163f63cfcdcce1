import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { CORE, CORE_KINDS, meantApiVersion } from '../../releases/api-versions';
import type { KubernetesObject } from '../../releases/facts';
import { didYouMean } from '../../toolkit/nearest';
import type { AnyObjectRule } from '../rule';
import { kubernetes } from '../sources';

/** An apiVersion with a group: `group/version`. */
const OF_GROUP = /^[^/]+\/[^/]+$/;

export const IDENTITY: AnyObjectRule = {
  id: 'K8S020',
  name: 'kubernetes/identity',
  on: 'any object',
  sieve: isSuspect,
  severity: Severity.ERROR,
  title: 'An object\'s apiVersion can be read and may have its kind, and its kind and its name are not empty',
  why: 'The API server identifies an object by these three.',
  remedy: 'Write the apiVersion as "group/version", or as "v1" for the core group, and a kind and a name.',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/runtime/schema/group_version.go: ParseGroupVersion; '
    + 'staging/src/k8s.io/api/core/v1/register.go: addKnownTypes'),
  acceptable: false,

  *check(object, entry) {
    const { apiVersion, kind, metadata } = object;
    if (!isApiVersion(apiVersion)) yield apiVersionFault(apiVersion, meantBy(object, entry));
    if (kind === '') yield fault('kind', 'is empty', 'Write the kind.');
    else if (isForeignToCore(object)) yield foreignKind(object, entry);
    // If the schema of the kind is known, K8S004 reports the name.
    const isKnown = entry.cluster?.schemas.defines(object) === true;
    if (metadata.name === '' && !isKnown) yield fault('metadata.name', '"" is not a name', 'Write a name.');
  },
};

function isSuspect(object: KubernetesObject): boolean {
  const { apiVersion, kind, metadata } = object;
  return kind === '' || metadata.name === '' || !isApiVersion(apiVersion) || isForeignToCore(object);
}

function isApiVersion(text: string): boolean {
  return text === CORE || OF_GROUP.test(text);
}

/** Whether a kind is said to be of the core group, which does not have it. Another rule reports lists. */
function isForeignToCore({ apiVersion, kind }: KubernetesObject): boolean {
  return apiVersion === CORE && !CORE_KINDS.includes(kind) && !kind.endsWith('List');
}

function meantBy({ apiVersion, kind }: KubernetesObject, { cluster }: Entry): string | undefined {
  const releases = cluster === undefined ? [] : [cluster.facts.kubevirt, cluster.facts.cdi];
  return meantApiVersion(apiVersion, kind, ...releases);
}

function apiVersionFault(text: string, meant: string | undefined): Fault {
  const remedy = meant === undefined ? `Write "group/version", or "${CORE}" for the core group.` : `Write "${meant}".`;
  if (text === '') return fault('apiVersion', 'is empty', remedy);
  if (text.includes('/')) return fault('apiVersion', `is "${text}", which is not an apiVersion`, remedy);
  return fault('apiVersion',
    `is "${text}", which names no group and so is a version of the core group, which has only "${CORE}"`, remedy);
}

function foreignKind(object: KubernetesObject, entry: Entry): Fault {
  const { apiVersion, kind } = object;
  const problem = `is "${apiVersion}", but the core group has no kind "${kind}"`;
  const meant = meantBy(object, entry);
  if (meant !== undefined) return fault('apiVersion', problem, `Write "${meant}".`);
  const guess = didYouMean(kind, CORE_KINDS).trimStart();
  return fault('apiVersion', problem, guess || 'Write the apiVersion of the kind, as "group/version".');
}
