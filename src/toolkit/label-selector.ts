import { items, texts } from './shape';

/** The labels of an object. */
export type Labels = { readonly [key: string]: string };

/** A requirement of a selector, of any operator. */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

/** A label selector of Kubernetes. */
export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly LabelRequirement[];
}

/**
 * Whether a selector matches labels (Kubernetes v1.35 staging/src/k8s.io/apimachinery/pkg/labels/selector.go, Matches).
 * A missing selector matches nothing, an empty one everything. Metadata has no schema, so labels may be null.
 */
export function selects(selector: LabelSelector | undefined, given: Labels | null | undefined): boolean {
  if (selector === undefined) return false;
  const labels = given ?? {};
  const { matchLabels = {}, matchExpressions } = selector;
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value)
    && items(matchExpressions).every((each) => meets(each, labels));
}

function meets({ key, operator, values: given }: LabelRequirement, labels: Labels): boolean {
  const values = texts(given);
  switch (operator) {
    case 'In': return Object.hasOwn(labels, key) && values.includes(labels[key]);
    case 'NotIn': return !Object.hasOwn(labels, key) || !values.includes(labels[key]);
    case 'Exists': return Object.hasOwn(labels, key);
    case 'DoesNotExist': return !Object.hasOwn(labels, key);
    default: return true;
  }
}
