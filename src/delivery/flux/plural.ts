/** Kinds whose plural follows no rule: Multus' CRD has one with hyphens. */
const ODD: ReadonlyMap<string, string> = new Map([
  ['k8s.cni.cncf.io/NetworkAttachmentDefinition', 'network-attachment-definitions'],
  ['/Endpoints', 'endpoints'],
]);

/**
 * The name of a kind's resource, such as `virtualmachines`: Kubernetes' own guess (apimachinery v0.35,
 * pkg/api/meta/restmapper.go: UnsafeGuessKindToResource), which holds for all kinds of Kubernetes, KubeVirt, CDI and
 * Cluster API.
 */
export function pluralOf(group: string, kind: string): string {
  const odd = ODD.get(`${group}/${kind}`);
  if (odd !== undefined) return odd;
  const singular = kind.toLowerCase();
  if (singular.endsWith('s')) return `${singular}es`;
  return singular.endsWith('y') ? `${singular.slice(0, -1)}ies` : `${singular}s`;
}
