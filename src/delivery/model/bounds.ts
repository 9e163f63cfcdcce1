/** A kind of objects. */
export interface GroupKind {
  /** The API group, empty for the core group. */
  readonly group: string;
  readonly kind: string;
}

/** What bounds a tenant. Whoever writes its machines must not loosen it. */
export const BOUNDS: readonly GroupKind[] = [
  { group: '', kind: 'LimitRange' },
  { group: '', kind: 'ResourceQuota' },
  { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  { group: 'rbac.authorization.k8s.io', kind: 'Role' },
  { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding' },
];

export function isBound({ group, kind }: GroupKind): boolean {
  return BOUNDS.some((each) => each.group === group && each.kind === kind);
}
