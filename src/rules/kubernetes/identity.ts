import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { AnyObjectRule } from '../rule';
import { kubernetes } from '../sources';

/** An apiVersion with a group: `group/version`. The core group has no name, and one version. */
const OF_GROUP = /^[^/]+\/[^/]+$/;
const OF_CORE = 'v1';

export const IDENTITY: AnyObjectRule = {
  id: 'K8S020',
  name: 'kubernetes/identity',
  on: 'any object',
  sieve: ({ apiVersion, kind, metadata }) => kind === '' || metadata.name === '' || !isApiVersion(apiVersion),
  severity: Severity.ERROR,
  title: 'An object\'s apiVersion can be read, and its kind and its name are not empty',
  why: 'The API server identifies an object by these three.',
  remedy: 'Write the apiVersion as "group/version", or as "v1" for the core group, and a kind and a name.',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/runtime/schema/group_version.go: ParseGroupVersion'),
  acceptable: false,

  *check({ apiVersion, kind, metadata }, { cluster }) {
    if (!isApiVersion(apiVersion)) {
      const releases = cluster === undefined ? [] : [cluster.facts.kubevirt, cluster.facts.cdi];
      yield apiVersionFault(apiVersion, releases.map((release) => release.apiVersion(apiVersion, kind)).find(Boolean));
    }
    if (kind === '') yield fault('kind', 'is empty', 'Write the kind.');
    // If the schema of the kind is known, K8S004 reports the name.
    const isKnown = cluster?.schemas.defines({ apiVersion, kind, metadata }) === true;
    if (metadata.name === '' && !isKnown) yield fault('metadata.name', '"" is not a name', 'Write a name.');
  },
};

function isApiVersion(text: string): boolean {
  return text === OF_CORE || OF_GROUP.test(text);
}

/** @param meant the apiVersion of the kind, if the text is its group */
function apiVersionFault(text: string, meant = 'group/version'): Fault {
  const remedy = `Write "${meant}"${meant.includes('.') ? '' : `, or "${OF_CORE}" for the core group`}.`;
  if (text === '') return fault('apiVersion', 'is empty', remedy);
  if (text.includes('/')) return fault('apiVersion', `is "${text}", which is not an apiVersion`, remedy);
  return fault('apiVersion',
    `is "${text}", which names no group and so is a version of the core group, which has only "${OF_CORE}"`, remedy);
}
