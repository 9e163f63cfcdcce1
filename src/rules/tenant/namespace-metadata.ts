import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import type { KubernetesObject } from '../../releases/facts';
import { notOneOf } from '../../toolkit/one-of';
import { fieldBelow } from '../../toolkit/path';
import type { ObjectRule, PropRule } from '../rule';
import { textsIn } from './shape';
import { kubernetes, own } from '../sources';

/** The label with a namespace's name (Kubernetes v1.35, pkg/apis/core/v1/defaults.go: SetDefaults_Namespace). */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** The prefix of the labels that set the pod security levels. */
export const POD_SECURITY_PREFIX = 'pod-security.kubernetes.io/';

const LABELS = 'metadata.labels';
const KINDS = ['/Namespace'];

/** Other namespaces are not ours to judge. */
function isOfTenant({ metadata: { name } }: KubernetesObject, { cluster }: Entry): boolean {
  return cluster !== undefined && cluster.tenantsOf(name).length > 0;
}

export const NAMESPACE_NAME_IN_LABEL: ObjectRule = {
  id: 'TENANT005',
  name: 'tenants/namespace-name-label',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: `The label ${NAMESPACE_NAME_LABEL} of a tenant's namespace is left to the API server`,
  why: 'The API server writes the namespace\'s name over whatever is given.',
  remedy: 'Leave the label out.',
  source: kubernetes('pkg/apis/core/v1/defaults.go: SetDefaults_Namespace'),
  acceptable: true,

  *check(object, entry) {
    const label = textsIn(object.metadata.labels)[NAMESPACE_NAME_LABEL];
    if (label === undefined || label === object.metadata.name || !isOfTenant(object, entry)) return;
    const problem = `"${label}" is not the namespace's name, which the API server writes over whatever is given`;
    yield fault(fieldBelow(LABELS, NAMESPACE_NAME_LABEL), problem, 'Leave it out.');
  },
};

export const POD_SECURITY_IN_LABELS: PropRule = {
  id: 'TENANT006',
  name: 'tenants/pod-security-in-labels',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The level of pod security is set by podSecurity, not by labels',
  why: 'A label would say one thing and podSecurity another; podSecurity is written.',
  remedy: 'Set podSecurity.',
  source: own('docs/defaults.md'),
  acceptable: false,
};

const LEVELS = ['privileged', 'baseline', 'restricted'];

export const POD_SECURITY_LEVEL: ObjectRule = {
  id: 'TENANT008',
  name: 'tenants/pod-security-level',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'Levels of pod security are ones that Kubernetes knows',
  why: 'The API server refuses a namespace with an unknown level.',
  remedy: 'Write privileged, baseline or restricted.',
  source: kubernetes('staging/src/k8s.io/pod-security-admission/api/helpers.go: ParseLevel'),
  acceptable: false,

  *check(object) {
    for (const [key, level] of podSecurityLabels(object)) {
      const bad = key.endsWith('-version') ? undefined : notOneOf(level, LEVELS);
      if (bad !== undefined) yield fault(fieldBelow(LABELS, key), bad.problem, bad.remedy);
    }
  },
};

export const POD_SECURITY_VERSION: ObjectRule = {
  id: 'TENANT009',
  name: 'tenants/pod-security-version',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'The version of pod security is a minor release of Kubernetes',
  why: 'The API server refuses a namespace with a version that it cannot read.',
  remedy: 'Write it as "v1.35", or "latest".',
  source: kubernetes('staging/src/k8s.io/pod-security-admission/api/helpers.go: ParseVersion'),
  acceptable: false,

  *check(object) {
    for (const [key, version] of podSecurityLabels(object)) {
      if (!key.endsWith('-version') || /^(latest|v1\.(0|[1-9]\d*))$/.test(version)) continue;
      yield fault(fieldBelow(LABELS, key), `"${version}" is not a minor release of Kubernetes`,
        'Write it as "v1.35", or "latest".');
    }
  },
};

function podSecurityLabels({ metadata: { labels } }: KubernetesObject): [key: string, value: string][] {
  return Object.entries(textsIn(labels)).filter(([key]) => key.startsWith(POD_SECURITY_PREFIX));
}
