import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { AnyObjectRule } from '../rule';
import { kubernetes } from '../sources';

/** `version` or `group/version`. */
const API_VERSION = /^([^/]+\/)?[^/]+$/;

export const IDENTITY: AnyObjectRule = {
  id: 'K8S020',
  name: 'kubernetes/identity',
  on: 'any object',
  sieve: ({ apiVersion, kind, metadata }) => kind === '' || metadata.name === '' || !API_VERSION.test(apiVersion),
  severity: Severity.ERROR,
  title: 'An object\'s apiVersion can be read, and its kind and its name are not empty',
  why: 'The API server identifies an object by these three.',
  remedy: 'Write the apiVersion as "version" or "group/version", and a kind and a name.',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/runtime/schema/group_version.go: ParseGroupVersion'),
  acceptable: false,

  *check({ apiVersion, kind, metadata }, { cluster }) {
    if (!API_VERSION.test(apiVersion)) {
      const problem = apiVersion === '' ? 'is empty' : `is "${apiVersion}", which is not an apiVersion`;
      yield fault('apiVersion', problem, 'Write "version" or "group/version".');
    }
    if (kind === '') yield fault('kind', 'is empty', 'Write the kind.');
    // If the schema of the kind is known, K8S004 reports the name.
    const isKnown = cluster?.schemas.defines({ apiVersion, kind, metadata }) === true;
    if (metadata.name === '' && !isKnown) yield fault('metadata.name', '"" is not a name', 'Write a name.');
  },
};
