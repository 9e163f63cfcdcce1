import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { notQualifiedName } from '../../toolkit/names';
import { didYouMean } from '../../toolkit/nearest';
import { notOneOf } from '../../toolkit/one-of';
import { table } from '../../toolkit/table';
import type { ObjectRule, PropRule } from '../rule';
import { limitField, limitsOf } from './quota-amounts';
import { scopesOf } from './quota-scopes';
import { textList } from './shape';
import { kubernetes, kubevirt, own } from '../sources';

// Kubernetes v1.35, pkg/apis/core/helper/helpers.go: standardQuotaResources.
const STANDARD_RESOURCES = [
  'cpu', 'memory', 'ephemeral-storage',
  'requests.cpu', 'requests.memory', 'requests.storage', 'requests.ephemeral-storage',
  'limits.cpu', 'limits.memory', 'limits.ephemeral-storage', 'pods', 'resourcequotas', 'services', 'services.nodeports',
  'services.loadbalancers', 'replicationcontrollers', 'secrets', 'configmaps', 'persistentvolumeclaims',
];

// The same file: IsQuotaHugePageResourceName.
const HUGE_PAGES = /^(requests\.)?hugepages-/;

export const QUOTA_ADDITIONAL: ObjectRule = {
  id: 'TENANT018',
  name: 'tenants/quota-additional',
  on: 'object',
  kinds: ['/ResourceQuota'],
  severity: Severity.ERROR,
  title: 'A quota limits resources that Kubernetes can count',
  why: 'The API server refuses a name that is neither its own nor has a prefix.',
  remedy: 'Write a name that Kubernetes counts, or one with a prefix, such as "count/services" or '
    + '"requests.nvidia.com/gpu".',
  source: kubernetes('pkg/apis/core/validation/validation.go: ValidateResourceQuotaResourceName'),
  acceptable: false,

  *check(object) {
    for (const [resource] of limitsOf(object)) yield* nameFaults(resource);
  },
};

function* nameFaults(resource: string): Iterable<Fault> {
  const field = limitField(resource);
  if (resource.includes('/') || HUGE_PAGES.test(resource) || STANDARD_RESOURCES.includes(resource)) {
    yield* about(field, notQualifiedName(resource));
    return;
  }
  const names = `${didYouMean(resource, STANDARD_RESOURCES)} Write one of ${STANDARD_RESOURCES.join(', ')}, `
    + 'or a name with a prefix, such as "count/services" or "requests.nvidia.com/gpu".';
  yield fault(field, `limits "${resource}", which Kubernetes cannot count`, names.trimStart());
}

export const QUOTA_BESIDE_PROP: PropRule = {
  id: 'TENANT019',
  name: 'tenants/quota-beside-prop',
  on: 'props',
  severity: Severity.ERROR,
  title: 'quota.additional limits nothing that has a prop of its own',
  why: 'The limit of quota.additional would take the place of the prop\'s.',
  remedy: 'Write the limit in its prop.',
  source: own('docs/defaults.md'),
  acceptable: true,
};

const COUNTED_PODS = ['pods'];
const PODS = [...COUNTED_PODS, 'cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory'];

// Kubernetes v1.35, pkg/apis/core/helper/helpers.go: IsResourceQuotaScopeValidForResource.
const SCOPES: { readonly [scope: string]: readonly string[] | undefined } = table({
  Terminating: PODS,
  NotTerminating: PODS,
  BestEffort: COUNTED_PODS,
  NotBestEffort: PODS,
  PriorityClass: PODS,
  CrossNamespacePodAffinity: PODS,
  VolumeAttributesClass: ['persistentvolumeclaims', 'requests.storage'],
});
const OPPOSITES = [['BestEffort', 'NotBestEffort'], ['Terminating', 'NotTerminating']];

export const QUOTA_SCOPES: ObjectRule = {
  id: 'TENANT020',
  name: 'tenants/quota-scopes',
  on: 'object',
  kinds: ['/ResourceQuota'],
  severity: Severity.ERROR,
  title: 'Scopes of a quota are known, fit its limits and do not exclude each other',
  why: 'The API server refuses the quota.',
  remedy: 'Limit only what the scope selects, or leave the scope out.',
  source: kubernetes('pkg/apis/core/validation/validation.go: validateResourceQuotaScopes, validateScopeSelector'),
  acceptable: false,

  *check(object) {
    const resources = limitsOf(object).map(([resource]) => resource);
    const limited = resources.filter((resource) => STANDARD_RESOURCES.includes(resource));
    for (const [field, scope] of scopesOf(object)) yield* scopeFaults(field, scope, limited);
    const listed = textList(object.spec?.scopes);
    for (const pair of OPPOSITES) {
      if (!pair.every((scope) => listed.includes(scope))) continue;
      yield fault('spec.scopes', `holds ${pair.join(' and ')}, which exclude each other`, 'Leave one of them out.');
    }
  },
};

function* scopeFaults(field: string, scope: string, limited: readonly string[]): Iterable<Fault> {
  const selects = SCOPES[scope];
  if (selects === undefined) {
    yield* about(field, notOneOf(scope, Object.keys(SCOPES)));
    return;
  }
  const strange = limited.filter((resource) => !selects.includes(resource));
  if (strange.length === 0) return;
  yield fault(field, `"${scope}" does not go with ${strange.join(', ')}, so the API server refuses it`,
    `Limit only ${selects.join(', ')} with it, or leave it out.`);
}

export const QUOTA_ON_LIMITS: ObjectRule = {
  id: 'TENANT021',
  name: 'tenants/quota-on-limits',
  on: 'object',
  kinds: ['/ResourceQuota'],
  severity: Severity.WARNING,
  title: 'Limits of a tenant\'s quota are set in quota.limits, which is meant so',
  why: 'Kubernetes refuses pods without such a limit, and KubeVirt gives every launcher one by itself: its guest\'s '
    + 'CPUs, twice its memory request.',
  remedy: 'Write it in quota.limits if that is what you want; otherwise leave it out.',
  source: kubevirt('pkg/virt-controller/services/template.go: doesVMIRequireAutoResourceLimits'),
  acceptable: true,

  *check(object, { cluster, namespace, intent }) {
    if (cluster === undefined || cluster.tenantsOf(namespace).length === 0) return;
    for (const [resource] of limitsOf(object)) {
      if (resource !== 'limits.cpu' && resource !== 'limits.memory') continue;
      if (intent.propOf?.(limitField(resource))?.startsWith('quota.limits.')) continue;
      yield fault(limitField(resource),
        'makes Kubernetes refuse pods without such a limit, and KubeVirt gives every launcher one by itself '
        + '(its guest\'s CPUs, twice its memory request)', this.remedy);
    }
  },
};
