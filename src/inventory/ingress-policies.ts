import type { ClusterView } from './cluster-view';
import { Labels, LabelSelector, selects } from '../toolkit/label-selector';
import { isPlain } from '../toolkit/merge';

/** The NetworkPolicies of a namespace that close ingress, by a label of their selector; '' for those without one. */
type Index = ReadonlyMap<string, readonly object[]>;

const KNOWN = new WeakMap<ClusterView, Map<string, Index>>();
const NO_LABEL = '';

/** The NetworkPolicies of a namespace that decide who connects to pods with these labels. */
export function policiesFor(cluster: ClusterView, namespace: string, labels: Labels): readonly object[] {
  const index = indexOf(cluster, namespace);
  const keys = [NO_LABEL, ...Object.entries(labels).map(([key, value]) => `${key}=${value}`)];
  return keys.flatMap((key) => index.get(key) ?? []).filter((policy) => selects(selectorOf(policy), labels));
}

function indexOf(cluster: ClusterView, namespace: string): Index {
  const known = KNOWN.get(cluster) ?? new Map<string, Index>();
  KNOWN.set(cluster, known);
  const found = known.get(namespace);
  if (found !== undefined) return found;
  const index = new Map<string, object[]>();
  for (const { object } of cluster.ofIn('networking.k8s.io', 'NetworkPolicy', namespace)) {
    if (object === undefined || !closesIngress(object.spec)) continue;
    const [label] = Object.entries(selectorOf(object).matchLabels ?? {});
    const key = label === undefined ? NO_LABEL : label.join('=');
    const list = index.get(key);
    if (list === undefined) index.set(key, [object]);
    else list.push(object);
  }
  known.set(namespace, index);
  return index;
}

/** Kubernetes v1.35, pkg/apis/networking/v1/defaults.go: a policy that lists no types is about ingress. */
function closesIngress(spec: unknown): boolean {
  const types = isPlain(spec) ? spec.policyTypes : undefined;
  return !Array.isArray(types) || types.length === 0 || types.includes('Ingress');
}

/** The selector of a policy. The inventory has no schema of policies, so it may hold anything. */
function selectorOf(policy: object): LabelSelector {
  const { spec } = policy as { readonly spec?: unknown };
  const selector = isPlain(spec) ? spec.podSelector : undefined;
  if (!isPlain(selector)) return {};
  const { matchLabels, matchExpressions } = selector;
  return {
    matchLabels: isPlain(matchLabels) ? matchLabels as Labels : {},
    matchExpressions: Array.isArray(matchExpressions) ? matchExpressions.filter(isPlain) as never : [],
  };
}
