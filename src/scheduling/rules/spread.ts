import { selectorProblems, topologyKey } from './affinity';
import type { TopologySpreadConstraint } from '../../../imports/kubevirt.io';
import type { Sentence } from '../../toolkit/problems';
import { oneOf } from '../../toolkit/sentences';
import { items, repeated } from '../../toolkit/shape';
import { NodeInclusion, WhenUnsatisfiable } from '../topology-spread';

// KubeVirt v1.9.0 pkg/virt-api/webhooks/validating-webhook/admitters/validate-k8s-utils.go, validateTopologySpreadConstraints; minDomains and the
// node inclusion policies: Kubernetes pkg/apis/core/validation/validation.go, when the launcher pod is created.

/** What Kubernetes would say of topology spread constraints. */
export function spreadProblems(constraints: readonly TopologySpreadConstraint[] | undefined, at: string): Sentence[] {
  const all = items(constraints);
  return [
    ...all.flatMap((constraint, index) => one(constraint, `${at}[${index}]`)),
    ...repeated(all.map((constraint) => `${constraint.topologyKey}, ${constraint.whenUnsatisfiable}`)).map((pair) => `${at} holds two constraints with the same topologyKey and whenUnsatisfiable (${pair}), which the API server refuses. Merge them into one.`),
  ];
}

function one(constraint: TopologySpreadConstraint, at: string): Sentence[] {
  const { maxSkew, minDomains, whenUnsatisfiable } = constraint;
  return [
    Number.isInteger(maxSkew) && maxSkew >= 1 ? undefined : `${at}.maxSkew is ${maxSkew}, but must be a whole number of at least 1. Write 1 for a spread as even as can be.`,
    topologyKey(constraint.topologyKey, `${at}.topologyKey`),
    oneOf(`${at}.whenUnsatisfiable`, whenUnsatisfiable, Object.values(WhenUnsatisfiable)),
    minDomains === undefined || (Number.isInteger(minDomains) && minDomains >= 1) ? undefined : `${at}.minDomains is ${minDomains}, but must be a whole number of at least 1. Write one, or leave it out.`,
    minDomains !== undefined && whenUnsatisfiable !== 'DoNotSchedule' ? `${at}.minDomains is ${minDomains}, but binds only with whenUnsatisfiable DoNotSchedule. Write that, or leave minDomains out.` : undefined,
    ...(['nodeAffinityPolicy', 'nodeTaintsPolicy'] as const).map((field) => oneOf(`${at}.${field}`, constraint[field], Object.values(NodeInclusion))),
    ...selectorProblems(constraint.labelSelector, `${at}.labelSelector`),
  ];
}
