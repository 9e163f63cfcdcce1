import { Severity } from '../../findings/finding';
import { about, Fault, fault, wholeFault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { notDnsSubdomain, notQualifiedName } from '../../toolkit/names';
import { notOneOf } from '../../toolkit/one-of';
import { items, repeated, texts } from '../../toolkit/shape';
import { ClusterRule, faultOf, ObjectRule } from '../rule';
import { kubernetes } from '../sources';

const GROUP = 'admissionregistration.k8s.io';
const POLICY = 'ValidatingAdmissionPolicy';
const BINDING = 'ValidatingAdmissionPolicyBinding';
const VALIDATION = 'pkg/apis/admissionregistration/validation/validation.go';
const MOST_CONDITIONS = 64;

interface Named {
  readonly name?: unknown;
  readonly key?: unknown;
}

interface Validation {
  readonly expression?: unknown;
  readonly message?: unknown;
}

interface PolicySpec {
  readonly failurePolicy?: unknown;
  readonly matchConstraints?: { readonly resourceRules?: readonly object[] };
  readonly matchConditions?: readonly Named[];
  readonly validations?: readonly Validation[];
  readonly auditAnnotations?: readonly Named[];
}

interface BindingSpec {
  readonly policyName?: unknown;
  readonly validationActions?: readonly string[];
}

/** An object whose kind no schema here describes. */
interface Loose<Spec> {
  readonly metadata: { readonly name: string };
  readonly spec?: Spec;
}

export const ADMISSION_POLICY: ObjectRule = {
  id: 'K8S027',
  name: 'kubernetes/admission-policy',
  on: 'object',
  kinds: [`${GROUP}/${POLICY}`],
  severity: Severity.ERROR,
  title: 'A ValidatingAdmissionPolicy says what it looks at and what it asks for',
  why: 'The API server refuses the object.',
  remedy: 'Write spec.matchConstraints.resourceRules, and spec.validations each with an expression.',
  source: kubernetes(`${VALIDATION}: validateValidatingAdmissionPolicySpec`),
  acceptable: false,

  *check({ metadata: { name }, spec = {} }: Loose<PolicySpec>) {
    const { failurePolicy, matchConstraints, matchConditions, validations, auditAnnotations } = spec;
    yield* about('spec.failurePolicy', notOneOf(failurePolicy, ['Fail', 'Ignore']));
    if (items(matchConstraints?.resourceRules).length === 0) {
      yield fault('spec.matchConstraints.resourceRules', 'is missing or empty, so the policy looks at nothing',
        'Write at least one rule.');
    }
    if (items(validations).length + items(auditAnnotations).length === 0) {
      yield fault('spec.validations', 'is missing or empty, so the policy asks for nothing',
        'Write at least one validation with an expression.');
    }
    for (const [index, each] of items(validations).entries()) yield* validationFaults(each, index);
    yield* conditionFaults(items(matchConditions));
    for (const [index, { key }] of items(auditAnnotations).entries()) {
      if (typeof key !== 'string' || notDnsSubdomain(name) !== undefined) continue;
      yield* about(`spec.auditAnnotations[${index}].key`, notQualifiedName(`${name}/${key}`));
    }
  },
};

function* validationFaults({ expression, message }: Validation, index: number): Iterable<Fault> {
  const field = `spec.validations[${index}]`;
  if (typeof expression !== 'string' || expression.trim() === '') {
    yield fault(`${field}.expression`, 'is missing or empty', 'Write an expression of CEL.');
  }
  if (typeof message === 'string' && /[\r\n]/.test(message.trim())) {
    yield fault(`${field}.message`, 'has more than one line', 'Write it on one line.');
  }
}

function* conditionFaults(conditions: readonly Named[]): Iterable<Fault> {
  if (conditions.length > MOST_CONDITIONS) {
    yield fault('spec.matchConditions',
      `holds ${conditions.length} conditions, and at most ${MOST_CONDITIONS} are taken`, 'Join conditions with &&.');
  }
  for (const name of repeated(conditions.map(({ name: each }) => (typeof each === 'string' ? each : undefined)))) {
    yield fault('spec.matchConditions', `holds two conditions of the name "${name}"`, 'Give each a name of its own.');
  }
}

const ACTIONS = ['Audit', 'Deny', 'Warn'];

export const ADMISSION_BINDING: ObjectRule = {
  id: 'K8S028',
  name: 'kubernetes/admission-binding',
  on: 'object',
  kinds: [`${GROUP}/${BINDING}`],
  severity: Severity.ERROR,
  title: 'A ValidatingAdmissionPolicyBinding names a policy and says what happens to what the policy refuses',
  why: 'The API server refuses the object.',
  remedy: 'Write spec.policyName, and spec.validationActions such as ["Deny"].',
  source: kubernetes(`${VALIDATION}: validateValidatingAdmissionPolicyBindingSpec, validateValidationActions`),
  acceptable: false,

  *check({ spec = {} }: Loose<BindingSpec>) {
    const { policyName } = spec;
    if (policyName === undefined || policyName === '') {
      yield fault('spec.policyName', 'is missing', 'Write the name of a ValidatingAdmissionPolicy.');
    } else if (typeof policyName === 'string') {yield* about('spec.policyName', notDnsSubdomain(policyName));}
    const actions = texts(spec.validationActions);
    const field = 'spec.validationActions';
    if (actions.length === 0) yield fault(field, 'is missing or empty', 'Write ["Deny"] to have requests refused.');
    for (const [index, action] of actions.entries()) yield* about(`${field}[${index}]`, notOneOf(action, ACTIONS));
    for (const action of repeated(actions)) yield fault(field, `holds "${action}" twice`, 'Write it once.');
    if (actions.includes('Deny') && actions.includes('Warn')) {
      yield fault(field, 'holds both Deny and Warn, which exclude each other', 'Leave Warn out.');
    }
  },
};

export const ADMISSION_BOUND: ClusterRule = {
  id: 'K8S070',
  name: 'references/admission-policy',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'A ValidatingAdmissionPolicy and its binding are both in a bundle that is said to be complete',
  why: 'A policy without a binding has no effect, and neither has a binding without a policy: nothing is refused.',
  remedy: 'Add the missing object, correct the name, or set bundleIsComplete of the cluster to false.',
  source: kubernetes('staging/src/k8s.io/apiserver/pkg/admission/plugin/policy/generic/policy_source.go: '
    + 'calculatePolicyData'),
  acceptable: true,

  *check(cluster) {
    if (!cluster.facts.isComplete) return;
    const bindings = cluster.of(GROUP, BINDING);
    for (const entry of bindings) {
      const name = policyOf(entry);
      if (name === undefined || cluster.find(GROUP, POLICY, name) !== undefined) continue;
      yield faultOf(entry, fault('spec.policyName', `"${name}" names a ${POLICY} that the bundle does not hold, `
        + 'although it is said to be complete', this.remedy));
    }
    const bound = new Set(bindings.map(policyOf));
    for (const entry of cluster.of(GROUP, POLICY)) {
      const name = entry.object?.metadata.name;
      if (name === undefined || bound.has(name)) continue;
      yield faultOf(entry, wholeFault(`${POLICY} "${name}" has no binding, so it refuses nothing`,
        `Add a ${BINDING} with its name as policyName.`));
    }
  },
};

function policyOf({ object }: Entry): string | undefined {
  const name = (object as Loose<BindingSpec> | undefined)?.spec?.policyName;
  return typeof name === 'string' ? name : undefined;
}
