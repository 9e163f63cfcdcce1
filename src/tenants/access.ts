/** Users, groups and service accounts that get a role. */
export interface TenantSubjects {
  /**
   * Names of users, as the infra cluster's API server knows them.
   * @default [] - none
   */
  readonly users?: string[];
  /**
   * Names of groups, as the infra cluster's API server knows them.
   * @default [] - none
   */
  readonly groups?: string[];
  /**
   * Service accounts: `name` for one in the tenant's namespace, `namespace/name` for one elsewhere.
   * @default [] - none
   */
  readonly serviceAccounts?: string[];
}

/** A ClusterRole given to someone within a tenant's namespace. */
export interface TenantGrant extends TenantSubjects {
  /** The ClusterRole's name. */
  readonly clusterRole: string;
}

/**
 * Who may do what with a tenant's machines and disks. It binds the roles that KubeVirt and CDI provide for this
 * (KubeVirt v1.9.0, pkg/virt-operator/resource/generate/rbac/cluster.go; CDI v1.66.0,
 * pkg/operator/resources/cluster/rbac.go).
 *
 * The roles are bound by name, not through Kubernetes' own `admin` and `edit`: those may also change NetworkPolicies,
 * so a tenant that has them can end its isolation. KubeVirt's and CDI's roles do not cover Secrets, Services and
 * PersistentVolumeClaims. Use `grants` to bind a ClusterRole of yours to subjects that need these.
 *
 * Whoever may create machines can read every Secret, ConfigMap and service account token of the namespace all the same:
 * a machine mounts them as disks (KubeVirt v1.9.0, pkg/virt-controller/services/rendervolumes.go). Keep what editors
 * must not see out of the tenant's namespace.
 */
export interface TenantAccess {
  /**
   * Subjects that may do everything with machines and disks: `kubevirt.io:admin`, `cdi.kubevirt.io:admin`.
   * @default - nobody
   */
  readonly admins?: TenantSubjects;
  /**
   * Subjects that may create, change and delete machines and disks: `kubevirt.io:edit`, `cdi.kubevirt.io:edit`. Through
   * a machine's disks they also read every Secret of the namespace.
   * @default - nobody
   */
  readonly editors?: TenantSubjects;
  /**
   * Subjects that may read machines and disks: `kubevirt.io:view`, `cdi.kubevirt.io:view`. CDI's role also allows them
   * to clone the tenant's disks into any namespace in which they may create disks.
   * @default - nobody
   */
  readonly viewers?: TenantSubjects;
  /**
   * Subjects that may live-migrate machines to other nodes: `kubevirt.io:migrate`. KubeVirt keeps this right out of its
   * other roles, because a migration uses the cluster's network and one of its few migration slots.
   * @default - nobody
   */
  readonly migrators?: TenantSubjects;
  /**
   * Further ClusterRoles to bind.
   * @default [] - none
   */
  readonly grants?: TenantGrant[];
}

/** One subject of a RoleBinding. */
export interface Subject {
  readonly kind: 'User' | 'Group' | 'ServiceAccount';
  readonly name: string;
  readonly namespace?: string;
  readonly apiGroup?: string;
}

/** A subject with the prop that names it. */
export interface Grantee extends Subject {
  readonly prop: string;
}

const RBAC = 'rbac.authorization.k8s.io';

/** The subjects of each ClusterRole, in the order of the roles. Roles without subjects are left out. */
export function subjectsByRole(access: TenantAccess = {}, namespace: string): Map<string, Grantee[]> {
  const byRole = new Map<string, Grantee[]>();
  for (const { clusterRole, prop, ...who } of grantsOf(access)) {
    const subjects = subjectsOf(who, prop, namespace);
    const known = byRole.get(clusterRole);
    if (known !== undefined) for (const subject of subjects) known.push(subject);
    else if (subjects.length > 0) byRole.set(clusterRole, subjects);
  }
  return new Map([...byRole].map(([role, subjects]) => [role, unique(subjects)]));
}

/** The fields of a RoleBinding: the role and its subjects. */
export function roleBinding(clusterRole: string,
  grantees: readonly Grantee[]): { roleRef: object; subjects: readonly Subject[] } {
  const subjects = grantees.map(({ prop: _prop, ...subject }) => subject);
  return { roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: clusterRole }, subjects };
}

/** The prop that a field of a RoleBinding came from. */
export function propOfBinding(grantees: readonly Grantee[]): (field: string) => string | undefined {
  return (field) => {
    const isGranted = grantees.some(({ prop }) => prop.startsWith('access.grants'));
    if (field === 'roleRef.name' || field === 'metadata.name') return isGranted ? 'access.grants' : undefined;
    const index = /^subjects\[(\d+)\]\.name$/.exec(field)?.[1];
    return index === undefined ? undefined : grantees[Number(index)]?.prop;
  };
}

function grantsOf(access: TenantAccess): (TenantGrant & { readonly prop: string })[] {
  const { admins, editors, viewers, migrators, grants = [] } = access;
  return [
    { ...admins, prop: 'access.admins', clusterRole: 'kubevirt.io:admin' },
    { ...admins, prop: 'access.admins', clusterRole: 'cdi.kubevirt.io:admin' },
    { ...editors, prop: 'access.editors', clusterRole: 'kubevirt.io:edit' },
    { ...editors, prop: 'access.editors', clusterRole: 'cdi.kubevirt.io:edit' },
    { ...viewers, prop: 'access.viewers', clusterRole: 'kubevirt.io:view' },
    { ...viewers, prop: 'access.viewers', clusterRole: 'cdi.kubevirt.io:view' },
    { ...migrators, prop: 'access.migrators', clusterRole: 'kubevirt.io:migrate' },
    ...grants.map((grant) => ({ ...grant, prop: `access.grants of ${grant.clusterRole}` })),
  ];
}

function subjectsOf(who: TenantSubjects, prop: string, namespace: string): Grantee[] {
  return [
    ...sorted(who.users).map((name): Grantee => ({ kind: 'User', name, apiGroup: RBAC, prop })),
    ...sorted(who.groups).map((name): Grantee => ({ kind: 'Group', name, apiGroup: RBAC, prop })),
    ...sorted(who.serviceAccounts).map((account): Grantee => {
      const slash = account.indexOf('/');
      if (slash < 0) return { kind: 'ServiceAccount', name: account, namespace, prop };
      return { kind: 'ServiceAccount', name: account.slice(slash + 1), namespace: account.slice(0, slash), prop };
    }),
  ];
}

function sorted(names: readonly string[] = []): string[] {
  return [...names].sort();
}

function unique(subjects: readonly Grantee[]): Grantee[] {
  const keyOf = ({ kind, name, namespace = '' }: Grantee) => `${kind}/${namespace}/${name}`;
  return [...new Map(subjects.map((subject) => [keyOf(subject), subject])).values()];
}
