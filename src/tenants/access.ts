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
 * Who may do what with a tenant's machines and disks. Whoever may create machines reads every Secret, ConfigMap and
 * service account token of the namespace, because a machine mounts them as disks (KubeVirt v1.9.0,
 * pkg/virt-controller/services/rendervolumes.go). Keep what admins and editors must not see out of the namespace.
 *
 * It binds the roles that KubeVirt and CDI provide (KubeVirt v1.9.0,
 * pkg/virt-operator/resource/generate/rbac/cluster.go; CDI v1.65.0, pkg/operator/resources/cluster/rbac.go), with one
 * exception: for writing disks, the tenant has a Role of its own, `tenant:edit-disks`. CDI's own roles may also write
 * DataImportCrons, and no supported release makes that safe: v1.63.1 does not ask whether their author may read the
 * volume that they copy, in whichever namespace it is, and with later releases they read registry Secrets of CDI's own
 * namespace and send them to any URL (v1.65.0, pkg/controller/dataimportcron-controller.go: InitPollerPod).
 *
 * The roles are bound by name, not through Kubernetes' own `admin` and `edit`: those may also change NetworkPolicies,
 * so a tenant that has them can end its isolation; KubeVirt's and CDI's roles are aggregated to them too. None of the
 * bound roles reads or writes Secrets, Services and PersistentVolumeClaims through the API. Use `grants` to bind a
 * ClusterRole of yours to subjects that need these.
 *
 * Admins and editors also make, restore, export and delete snapshots of machines, and viewers read them; all of these
 * stay within the namespace. Backups of a `BackupSchedule` are in Velero's namespace, out of their reach.
 *
 * Whoever may write machines may have them request less than their guests have: give such a tenant `quota.limits`.
 */
export interface TenantAccess {
  /**
   * Subjects that may do everything with machines and disks, but only read DataImportCrons: `kubevirt.io:admin` and
   * `tenant:edit-disks`. Through a machine's disks they also read every Secret of the namespace.
   * @default - nobody
   */
  readonly admins?: TenantSubjects;
  /**
   * Subjects that may create, change and delete machines and disks, but only read DataImportCrons: `kubevirt.io:edit`
   * and `tenant:edit-disks`. Through a machine's disks they also read every Secret of the namespace.
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

/** A role, and what it is given to. */
export interface Grant {
  readonly kind: 'ClusterRole' | 'Role';
  readonly role: string;
  readonly grantees: readonly Grantee[];
}

/** The tenant's own Role for disks. */
export const DISK_ROLE = 'tenant:edit-disks';

const WRITE = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const READ = ['get', 'list', 'watch'];

/** What CDI's own role `cdi.kubevirt.io:edit` allows, but for writing DataImportCrons. */
export const DISK_RULES = [
  {
    apiGroups: ['cdi.kubevirt.io'],
    resources: ['datasources', 'datavolumes', 'volumeclonesources', 'volumeimportsources', 'volumeuploadsources'],
    verbs: WRITE,
  },
  { apiGroups: ['cdi.kubevirt.io'], resources: ['dataimportcrons'], verbs: READ },
  { apiGroups: ['cdi.kubevirt.io'], resources: ['datavolumes/source'], verbs: ['create'] },
  { apiGroups: ['upload.cdi.kubevirt.io'], resources: ['uploadtokenrequests'], verbs: WRITE },
  {
    apiGroups: ['forklift.cdi.kubevirt.io'],
    resources: ['openstackvolumepopulators', 'ovirtvolumepopulators'],
    verbs: WRITE,
  },
];

/** The roles to bind, in their order, each with all of its subjects. Roles without subjects are left out. */
export function grantsTo(access: TenantAccess = {}, namespace: string): Grant[] {
  const byRole = new Map<string, Grant & { readonly grantees: Grantee[] }>();
  for (const { kind, role, prop, ...who } of givenBy(access)) {
    const key = `${kind}/${role}`;
    const subjects = subjectsOf(who, prop, namespace);
    const known = byRole.get(key);
    if (known !== undefined) for (const subject of subjects) known.grantees.push(subject);
    else if (subjects.length > 0) byRole.set(key, { kind, role, grantees: subjects });
  }
  return [...byRole.values()].map((grant) => ({ ...grant, grantees: unique(grant.grantees) }));
}

/** The fields of a RoleBinding: the role and its subjects. */
export function roleBinding({ kind, role, grantees }: Grant): { roleRef: object; subjects: readonly Subject[] } {
  const subjects = grantees.map(({ prop: _prop, ...subject }) => subject);
  return { roleRef: { apiGroup: RBAC, kind, name: role }, subjects };
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

interface Giving extends TenantSubjects, Pick<Grant, 'kind' | 'role'> {
  readonly prop: string;
}

function givenBy({ admins, editors, viewers, migrators, grants = [] }: TenantAccess): Giving[] {
  const cluster = { kind: 'ClusterRole' } as const;
  const disks = { kind: 'Role', role: DISK_ROLE } as const;
  return [
    { ...admins, prop: 'access.admins', ...cluster, role: 'kubevirt.io:admin' },
    { ...admins, prop: 'access.admins', ...disks },
    { ...editors, prop: 'access.editors', ...cluster, role: 'kubevirt.io:edit' },
    { ...editors, prop: 'access.editors', ...disks },
    { ...viewers, prop: 'access.viewers', ...cluster, role: 'kubevirt.io:view' },
    { ...viewers, prop: 'access.viewers', ...cluster, role: 'cdi.kubevirt.io:view' },
    { ...migrators, prop: 'access.migrators', ...cluster, role: 'kubevirt.io:migrate' },
    ...grants.map(({ clusterRole, ...who }) => (
      { ...who, prop: `access.grants of ${clusterRole}`, ...cluster, role: clusterRole })),
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
