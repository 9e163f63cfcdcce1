/** A selector of labels as cdk8s-plus reads it. */
interface PlusLabelSelector {
  isEmpty(): boolean;
  _toKube(): { readonly matchLabels?: { readonly [key: string]: string } };
}

/** Pods with labels in namespaces, as `PodSelectorConfig` of cdk8s-plus says it. */
export interface PlusPodSelectorConfig {
  readonly labelSelector: PlusLabelSelector;
  readonly namespaces: { readonly names: string[] };
}

/**
 * Says which pods are meant in the form of cdk8s-plus, of any version of it: its constructs ask a selector for nothing
 * else (cdk8s-plus-28 v2.5.6, src/pod.ts: LabelSelector; src/service.ts: select; src/network-policy.ts). Nothing of the
 * package is loaded, so it need not be there.
 */
export function podSelectorConfig(
  labels: { readonly [key: string]: string }, namespaces: readonly string[],
): PlusPodSelectorConfig {
  const matchLabels = { ...labels };
  const isEmpty = Object.keys(matchLabels).length === 0;
  return {
    labelSelector: { isEmpty: () => isEmpty, _toKube: () => (isEmpty ? {} : { matchLabels }) },
    namespaces: { names: [...namespaces] },
  };
}
