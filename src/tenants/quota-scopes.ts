import { limitsIn, ResourceQuotaSpec, STANDARD_RESOURCES } from './quota';
import type { Sentence } from '../toolkit/problems';
import { oneOf } from '../toolkit/sentences';
import { items, texts } from '../toolkit/shape';

const COUNTED_PODS = ['pods'];
const PODS = [...COUNTED_PODS, 'cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory'];

// Kubernetes v1.35, pkg/apis/core/helper/helpers.go: IsResourceQuotaScopeValidForResource.
const SCOPES: { readonly [scope: string]: readonly string[] } = {
  Terminating: PODS,
  NotTerminating: PODS,
  BestEffort: COUNTED_PODS,
  NotBestEffort: PODS,
  PriorityClass: PODS,
  CrossNamespacePodAffinity: PODS,
  VolumeAttributesClass: ['persistentvolumeclaims', 'requests.storage'],
};
const OPPOSITES = [['BestEffort', 'NotBestEffort'], ['Terminating', 'NotTerminating']];

/** What the API server would refuse of the scopes of a ResourceQuota (Kubernetes v1.35, pkg/apis/core/validation: validateResourceQuotaScopes). */
export function scopeProblems(spec: Partial<ResourceQuotaSpec>): Sentence[] {
  const scopes = [...texts(spec.scopes), ...items(spec.scopeSelector?.matchExpressions).map(({ scopeName }) => scopeName)];
  const limited = Object.keys(limitsIn(spec.hard)).filter((resource) => STANDARD_RESOURCES.includes(resource));
  return [
    ...scopes.map((scope) => oneOf('the ResourceQuota\'s scope', scope, Object.keys(SCOPES))),
    ...scopes.filter((scope) => SCOPES[scope] !== undefined).map((scope) => {
      const strange = limited.filter((resource) => !SCOPES[scope].includes(resource));
      return strange.length === 0 ? undefined : `the ResourceQuota's scope "${scope}" does not go with ${strange.join(', ')}, so the API server refuses it. Limit nothing but ${SCOPES[scope].join(', ')} with it, or leave it out.`;
    }),
    ...OPPOSITES.filter((pair) => pair.every((scope) => texts(spec.scopes).includes(scope))).map((pair) => `the ResourceQuota's scopes ${pair.join(' and ')} exclude each other. Leave one of them out.`),
  ];
}
