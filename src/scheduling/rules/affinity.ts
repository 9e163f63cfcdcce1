import type { Affinity, LabelSelector, MatchExpression, NodeAffinity, NodeSelectorTerm, PodAffinity, PodAffinityTerm } from '../../../imports/kubevirt.io';
import type { Sentence } from '../../toolkit/problems';
import { dnsLabel, dnsSubdomain, labels, labelValue, oneOf, qualifiedName } from '../../toolkit/sentences';
import { items, texts } from '../../toolkit/shape';

// KubeVirt v1.9.0 pkg/virt-api/webhooks/validating-webhook/admitters/validate-k8s-utils.go (a copy of Kubernetes' own), and Kubernetes
// pkg/apis/core/validation/validation.go for what only the launcher pod's creation would refuse.

/** What Kubernetes would say of an affinity. */
export function affinityProblems(affinity: Affinity | undefined, at: string): Sentence[] {
  return [
    ...nodeAffinity(affinity?.nodeAffinity, `${at}.nodeAffinity`),
    ...podAffinity(affinity?.podAffinity, `${at}.podAffinity`),
    ...podAffinity(affinity?.podAntiAffinity, `${at}.podAntiAffinity`),
  ];
}

/** What Kubernetes would say of a label selector. */
export function selectorProblems(selector: LabelSelector | undefined, at: string): Sentence[] {
  return [
    ...labels(`${at}.matchLabels`, selector?.matchLabels),
    ...items(selector?.matchExpressions).flatMap((expression, index) => expressionProblems(expression, `${at}.matchExpressions[${index}]`, ['In', 'NotIn', 'Exists', 'DoesNotExist'])),
  ];
}

function nodeAffinity(affinity: NodeAffinity | undefined, at: string): Sentence[] {
  const required = affinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const path = `${at}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms`;
  return [
    required !== undefined && items(required.nodeSelectorTerms).length === 0 ? `${path} is empty, so no node could ever match and the API server refuses it. Write a term, or leave the affinity out.` : undefined,
    ...items(required?.nodeSelectorTerms).flatMap((term, index) => nodeTerm(term, `${path}[${index}]`)),
    ...items(affinity?.preferredDuringSchedulingIgnoredDuringExecution).flatMap((preferred, index) => {
      const each = `${at}.preferredDuringSchedulingIgnoredDuringExecution[${index}]`;
      return [weight(preferred.weight, each), ...nodeTerm(preferred.preference, `${each}.preference`)];
    }),
  ];
}

function nodeTerm(term: NodeSelectorTerm | undefined, at: string): Sentence[] {
  return [
    ...items(term?.matchExpressions).flatMap((expression, index) => expressionProblems(expression, `${at}.matchExpressions[${index}]`, ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'])),
    ...items(term?.matchFields).flatMap((field, index) => fieldProblems(field, `${at}.matchFields[${index}]`)),
  ];
}

function expressionProblems(expression: MatchExpression, at: string, operators: readonly string[]): Sentence[] {
  const values = texts(expression.values);
  const { operator } = expression;
  return [
    qualifiedName(`${at}.key`, String(expression.key)),
    oneOf(`${at}.operator`, operator, operators),
    (operator === 'In' || operator === 'NotIn') && values.length === 0 ? `${at}.values is empty, but the operator ${operator} compares with values. List one, or write the operator ${operator === 'In' ? 'Exists' : 'DoesNotExist'}.` : undefined,
    (operator === 'Exists' || operator === 'DoesNotExist') && values.length > 0 ? `${at}.values is ${JSON.stringify(values)}, but the operator ${operator} takes none. Leave the values out, or write the operator ${operator === 'Exists' ? 'In' : 'NotIn'}.` : undefined,
    (operator === 'Gt' || operator === 'Lt') && (values.length !== 1 || !/^-?\d+$/.test(values[0])) ? `${at}.values is ${JSON.stringify(values)}, but the operator ${operator} compares with one whole number. Write one, such as ["4"].` : undefined,
    ...values.map((value) => labelValue(`${at}.values`, value)),
  ];
}

function fieldProblems(field: MatchExpression, at: string): Sentence[] {
  const values = texts(field.values);
  return [
    field.key === 'metadata.name' ? undefined : `${at}.key "${field.key}" cannot be selected by; "metadata.name" is the only field of a node that can. Use matchExpressions for labels.`,
    oneOf(`${at}.operator`, field.operator, ['In', 'NotIn']),
    values.length === 1 ? undefined : `${at}.values holds ${values.length} values, but a field is compared with exactly one. Write one term for each node.`,
    ...values.map((value) => dnsSubdomain(`${at}.values`, value)),
  ];
}

function podAffinity(affinity: PodAffinity | undefined, at: string): Sentence[] {
  return [
    ...items(affinity?.requiredDuringSchedulingIgnoredDuringExecution).flatMap((term, index) => podTerm(term, `${at}.requiredDuringSchedulingIgnoredDuringExecution[${index}]`)),
    ...items(affinity?.preferredDuringSchedulingIgnoredDuringExecution).flatMap((preferred, index) => {
      const each = `${at}.preferredDuringSchedulingIgnoredDuringExecution[${index}]`;
      return [weight(preferred.weight, each), ...podTerm(preferred.podAffinityTerm, `${each}.podAffinityTerm`)];
    }),
  ];
}

function podTerm(term: PodAffinityTerm | undefined, at: string): Sentence[] {
  return [
    topologyKey(term?.topologyKey, `${at}.topologyKey`),
    ...selectorProblems(term?.labelSelector, `${at}.labelSelector`),
    ...selectorProblems(term?.namespaceSelector, `${at}.namespaceSelector`),
    ...texts(term?.namespaces).map((namespace) => dnsLabel(`${at}.namespaces`, namespace)),
  ];
}

/** Checks the node label that parts a topology. */
export function topologyKey(key: string | undefined, at: string): Sentence {
  if (key === undefined || key === '') return `${at} is empty, so nothing says which nodes belong together. Write a node label such as "kubernetes.io/hostname".`;
  return qualifiedName(at, key);
}

function weight(value: number | undefined, at: string): Sentence {
  if (Number.isInteger(value) && value! >= 1 && value! <= 100) return undefined;
  return `${at}.weight is ${value ?? 'missing'}, but a preference weighs from 1 to 100. Write a whole number in that range.`;
}
