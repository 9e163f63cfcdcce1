/** An object of Cluster API in the same namespace, which something else makes. */
export interface ClusterApiReference {
  /** The kind, such as `KubeadmControlPlane` or `TalosConfigTemplate`. */
  readonly kind: string;
  /** The name. */
  readonly name: string;
  /**
   * The API group. Cluster API finds the version itself.
   * @default - `controlplane.cluster.x-k8s.io` of a control plane, `bootstrap.cluster.x-k8s.io` of a bootstrap template
   */
  readonly apiGroup?: string;
}

/** A reference to an object of the same namespace, in the form of Cluster API's v1beta2. */
export interface LocalReference {
  readonly apiGroup: string;
  readonly kind: string;
  readonly name: string;
}

/** The reference in the form of the API. */
export function referenceTo({ apiGroup, kind, name }: ClusterApiReference, usualGroup: string): LocalReference {
  return { apiGroup: apiGroup ?? usualGroup, kind, name };
}
