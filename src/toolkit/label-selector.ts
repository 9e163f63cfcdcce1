/** Labels of an object. */
export type Labels = { readonly [key: string]: string };

/** What a selector requires of one label. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

/** A label selector of Kubernetes. An empty one matches everything. */
export interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly Requirement[];
}

/** Whether a selector matches labels (Kubernetes v1.35, apimachinery pkg/labels/selector.go: Matches). */
export function matches({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value)
    && matchExpressions.every((each) => meets(each, labels));
}

function meets({ key, operator, values = [] }: Requirement, labels: Labels): boolean {
  switch (operator) {
    case 'In': return key in labels && values.includes(labels[key]);
    case 'NotIn': return !(key in labels) || !values.includes(labels[key]);
    case 'Exists': return key in labels;
    case 'DoesNotExist': return !(key in labels);
    default: return true;
  }
}
