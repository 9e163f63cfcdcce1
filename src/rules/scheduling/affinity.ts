import {
  At, each, nodeTermsIn, once, podTermsIn, preferencesIn, requiredNodeTerms, Selector, selectorsIn, spreadSelectorsIn,
} from './parts';
import { SchedulingRule, schedulingRule } from './scheduling-rule';
import type { Affinity, MatchExpression, PodAffinityTerm } from '../../../imports/kubevirt.io';
import { about, Fault, fault } from '../../findings/rule';
import type { Scheduling } from '../../machines/scheduling';
import { inJson } from '../../props/words';
import { Complaint, complaint } from '../../toolkit/complaint';
import { notDnsLabel, notDnsSubdomain, notLabelValue, notQualifiedName } from '../../toolkit/names';
import { notOneOf } from '../../toolkit/one-of';
import { items, texts } from '../../toolkit/shape';
import { labelFaults } from '../kubernetes/labels';
import { kubernetes, kubevirt } from '../sources';

/** KubeVirt's copy of Kubernetes' validation. */
const file = 'pkg/virt-api/webhooks/validating-webhook/admitters/validate-k8s-utils.go';
// KubeVirt's admitter uses these for selectors of labels.
const labels = 'staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go';
const REQUIREMENT = kubevirt(`${file}: ValidateNodeSelectorRequirement; Kubernetes v1.35 ${labels}: `
  + 'ValidateLabelSelectorRequirement');
const REFUSED = 'KubeVirt refuses the machine.';

const SELECTOR_OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];
const NODE_OPERATORS = [...SELECTOR_OPERATORS, 'Gt', 'Lt'];

export const AFFINITY_TERMS = schedulingRule({
  id: 'SCHED001',
  name: 'scheduling/affinity-terms',
  concerns: ['affinity'],
  title: 'A required node affinity has a term',
  why: 'Without a term no node matches, and KubeVirt refuses the machine.',
  remedy: 'Write a term, or leave the affinity out.',
  source: kubevirt(`${file}: ValidateNodeSelector`),
}, ({ affinity }, at) => noTerms(affinity, `${at}affinity`));

export const AFFINITY_KEY = schedulingRule({
  id: 'SCHED002',
  name: 'scheduling/affinity-key',
  concerns: ['affinity', 'topologySpreadConstraints'],
  title: 'An expression compares a label that can exist',
  why: REFUSED,
  remedy: 'Write "name" or "prefix.example/name".',
  source: REQUIREMENT,
}, (scheduling, at) => badKeys(expressionsOf(scheduling, at)));

export const AFFINITY_OPERATOR = schedulingRule({
  id: 'SCHED003',
  name: 'scheduling/affinity-operator',
  concerns: ['affinity', 'topologySpreadConstraints'],
  title: 'An expression has an operator that Kubernetes knows',
  why: REFUSED,
  remedy: `Write one of ${NODE_OPERATORS.join(', ')}; the last two are for nodes alone.`,
  source: REQUIREMENT,
}, (scheduling, at) => badOperators(expressionsOf(scheduling, at)));

export const AFFINITY_VALUES = schedulingRule({
  id: 'SCHED004',
  name: 'scheduling/affinity-values',
  concerns: ['affinity', 'topologySpreadConstraints'],
  title: 'An expression has the values that its operator takes',
  why: 'KubeVirt refuses the machine; a value that no label can have, Kubernetes refuses in the launcher '
    + 'pod, or no node ever matches.',
  remedy: 'In and NotIn take values, Exists and DoesNotExist none, Gt and Lt one whole number.',
  source: REQUIREMENT,
}, (scheduling, at) => badValues(expressionsOf(scheduling, at)));

export const AFFINITY_FIELDS = schedulingRule({
  id: 'SCHED005',
  name: 'scheduling/affinity-fields',
  concerns: ['affinity'],
  title: 'A node is selected by one field, its name',
  why: REFUSED,
  remedy: 'Write metadata.name, the operator In or NotIn, and one name.',
  source: kubevirt(`${file}: ValidateNodeFieldSelectorRequirement`),
}, ({ affinity }, at) => badFields(affinity, `${at}affinity`));

export const AFFINITY_SELECTOR = schedulingRule({
  id: 'SCHED006',
  name: 'scheduling/affinity-selector',
  concerns: ['affinity', 'topologySpreadConstraints'],
  title: 'A selector of pods or namespaces names labels that can exist',
  why: REFUSED,
  remedy: 'Write labels that Kubernetes takes.',
  source: kubernetes(`${labels}: ValidateLabelSelector`),
}, (scheduling, at) => badLabels(allSelectorsOf(scheduling, at)));

export const AFFINITY_NAMESPACES = schedulingRule({
  id: 'SCHED007',
  name: 'scheduling/affinity-namespaces',
  concerns: ['affinity'],
  title: 'An affinity names namespaces that can exist',
  why: REFUSED,
  remedy: 'Write names of namespaces.',
  source: kubevirt(`${file}: validatePodAffinityTerm`),
}, (scheduling, at) => badNamespaces(podTermsOf(scheduling, at)));

export const AFFINITY_TOPOLOGY = schedulingRule({
  id: 'SCHED008',
  name: 'scheduling/affinity-topology',
  concerns: ['affinity', 'topologySpreadConstraints'],
  title: 'A topology is a node label that can exist',
  why: REFUSED,
  remedy: 'Write a node label, such as kubernetes.io/hostname.',
  source: kubevirt(`${file}: validatePodAffinityTerm, validateTopologySpreadConstraints`),
}, (scheduling, at) => badTopologies(scheduling, at));

export const AFFINITY_WEIGHT = schedulingRule({
  id: 'SCHED009',
  name: 'scheduling/affinity-weight',
  concerns: ['affinity'],
  title: 'A preference weighs from 1 to 100',
  why: REFUSED,
  remedy: 'Write a whole number from 1 to 100.',
  source: kubevirt(`${file}: ValidatePreferredSchedulingTerms, validateWeightedPodAffinityTerms`),
}, ({ affinity }, at) => badWeights(affinity, `${at}affinity`));

/** Rules about affinity. */
export const AFFINITY_RULES: readonly SchedulingRule[] = [
  AFFINITY_TERMS,
  AFFINITY_KEY,
  AFFINITY_OPERATOR,
  AFFINITY_VALUES,
  AFFINITY_FIELDS,
  AFFINITY_SELECTOR,
  AFFINITY_NAMESPACES,
  AFFINITY_TOPOLOGY,
  AFFINITY_WEIGHT,
];

/**
 * Reports what Kubernetes refuses in any affinity, such as that of KubeVirt's own pods; `at` is the field that holds
 * it.
 */
export function* affinityFaults(affinity: Affinity | undefined, at: string): Iterable<Fault> {
  if (affinity === undefined) return;
  const expressions = expressionsIn(affinity, at);
  yield* noTerms(affinity, at);
  yield* badKeys(expressions);
  yield* badOperators(expressions);
  yield* badValues(expressions);
  yield* badFields(affinity, at);
  yield* badLabels(selectorsIn(affinity, at));
  yield* badNamespaces(podTermsIn(affinity, at));
  yield* podTermsIn(affinity, at).flatMap((term) => badTopology(term.it.topologyKey, term.at));
  yield* badWeights(affinity, at);
}

function* noTerms(affinity: Affinity | undefined, at: string): Iterable<Fault> {
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (required === undefined || items(required.nodeSelectorTerms).length > 0) return;
  yield fault(requiredNodeTerms(at), 'is empty, so no node could ever match and the API server refuses it',
    'Write a term, or leave the affinity out.');
}

/** An expression with its allowed operators. */
interface Expression extends At<MatchExpression> {
  readonly operators: readonly string[];
}

function expressionsIn(affinity: Affinity | undefined, at: string): Expression[] {
  const found: Expression[] = [];
  for (const term of nodeTermsIn(affinity, at)) addExpressions(found, term, NODE_OPERATORS);
  for (const selector of selectorsIn(affinity, at)) addExpressions(found, selector, SELECTOR_OPERATORS);
  return found;
}

function addExpressions(found: Expression[], part: At<Selector>, operators: readonly string[]): void {
  if (part.it.matchExpressions === undefined) return;
  for (const { it, at } of each(part.it.matchExpressions, `${part.at}.matchExpressions`)) {
    found.push({ it, at, operators });
  }
}

const expressionsOf = once(({ affinity, topologySpreadConstraints }, at): Expression[] => {
  const found = expressionsIn(affinity, `${at}affinity`);
  for (const selector of spreadSelectorsIn(topologySpreadConstraints, `${at}topologySpreadConstraints`)) {
    addExpressions(found, selector, SELECTOR_OPERATORS);
  }
  return found;
});

const podTermsOf = once(({ affinity }, at) => podTermsIn(affinity, `${at}affinity`));

function* badKeys(expressions: readonly Expression[]): Iterable<Fault> {
  for (const { it, at } of expressions) yield* about(`${at}.key`, notQualifiedName(String(it.key)));
}

function* badOperators(expressions: readonly Expression[]): Iterable<Fault> {
  for (const { it, at, operators } of expressions) yield* about(`${at}.operator`, notOneOf(it.operator, operators));
}

function* badValues(expressions: readonly Expression[]): Iterable<Fault> {
  for (const { it, at } of expressions) {
    const values = texts(it.values);
    yield* about(`${at}.values`, notFitting(it.operator, values));
    for (const value of values) yield* about(`${at}.values`, notLabelValue(value));
  }
}

/** An operator takes several values, none, or one number. */
function notFitting(operator: string, values: readonly string[]): Complaint | undefined {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0 ? undefined : noValues(operator);
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0 ? undefined : needlessValues(operator, values);
    case 'Gt':
    case 'Lt':
      return values.length === 1 && /^-?\d+$/.test(values[0]) ? undefined : notOneNumber(operator, values);
    default:
      return undefined;
  }
}

function noValues(operator: string): Complaint {
  const other = operator === 'In' ? 'Exists' : 'DoesNotExist';
  return complaint(
    `is empty, but the operator ${operator} compares with values`,
    `List one, or write the operator ${other}.`,
  );
}

function needlessValues(operator: string, values: readonly string[]): Complaint {
  const other = operator === 'Exists' ? 'In' : 'NotIn';
  const problem = `is ${inJson(values)}, but the operator ${operator} takes none`;
  return complaint(problem, `Leave the values out, or write the operator ${other}.`);
}

function notOneNumber(operator: string, values: readonly string[]): Complaint {
  const problem = `is ${inJson(values)}, but the operator ${operator} compares with one whole number`;
  return complaint(problem, 'Write one, such as ["4"].');
}

function* badFields(affinity: Affinity | undefined, at: string): Iterable<Fault> {
  const fields = nodeTermsIn(affinity, at).flatMap((term) => each(term.it.matchFields, `${term.at}.matchFields`));
  for (const field of fields) yield* badField(field.it, field.at);
}

function* badField({ key, operator, values }: MatchExpression, at: string): Iterable<Fault> {
  const names = texts(values);
  if (key !== 'metadata.name') {
    yield fault(`${at}.key`, `is "${key}", but metadata.name is the only field of a node to select by`,
      'Use matchExpressions for labels.');
  }
  yield* about(`${at}.operator`, notOneOf(operator, ['In', 'NotIn']));
  if (names.length !== 1) {
    yield fault(`${at}.values`, `holds ${names.length} values, but a field is compared with exactly one`,
      'Write one term for each node.');
  }
  for (const name of names) yield* about(`${at}.values`, notDnsSubdomain(name));
}

function allSelectorsOf({ affinity, topologySpreadConstraints }: Scheduling, at: string): At<Selector>[] {
  return [
    ...selectorsIn(affinity, `${at}affinity`),
    ...spreadSelectorsIn(topologySpreadConstraints, `${at}topologySpreadConstraints`),
  ];
}

function* badLabels(selectors: readonly At<Selector>[]): Iterable<Fault> {
  for (const { it, at } of selectors) yield* labelFaults(it.matchLabels, `${at}.matchLabels`);
}

function* badNamespaces(terms: readonly At<Partial<PodAffinityTerm>>[]): Iterable<Fault> {
  for (const term of terms) {
    for (const namespace of texts(term.it.namespaces)) yield* about(`${term.at}.namespaces`, notDnsLabel(namespace));
  }
}

function* badTopologies(scheduling: Scheduling, at: string): Iterable<Fault> {
  const parts = [
    ...podTermsOf(scheduling, at),
    ...each(scheduling.topologySpreadConstraints, `${at}topologySpreadConstraints`),
  ];
  for (const part of parts) yield* badTopology(part.it.topologyKey, part.at);
}

function badTopology(key: string | undefined, at: string): Fault[] {
  if (key) return about(`${at}.topologyKey`, notQualifiedName(key));
  return [fault(`${at}.topologyKey`, 'is empty, so nothing says which nodes belong together',
    'Write a node label, such as "kubernetes.io/hostname".')];
}

function* badWeights(affinity: Affinity | undefined, at: string): Iterable<Fault> {
  for (const preference of preferencesIn(affinity, at)) {
    const { weight } = preference.it;
    if (weight !== undefined && Number.isInteger(weight) && weight >= 1 && weight <= 100) continue;
    yield fault(`${preference.at}.weight`, `is ${weight ?? 'missing'}, but a preference weighs from 1 to 100`,
      'Write a whole number in that range.');
  }
}
