import type { Sentence } from '../toolkit/problems';
import { dnsLabel, dnsSubdomain } from '../toolkit/sentences';

/** Who is meant. */
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
 * Who may do what with a tenant's machines and disks, by the roles that KubeVirt and CDI make for it (KubeVirt v1.9.0,
 * pkg/virt-operator/resource/generate/rbac/cluster.go; CDI v1.66.0, pkg/operator/resources/cluster/rbac.go).
 *
 * They are given by name and not through Kubernetes' own `admin` and `edit`, which also may change NetworkPolicies: a tenant
 * that has those can end its isolation. They reach neither Secrets nor Services nor PersistentVolumeClaims: whoever needs these
 * gets a ClusterRole of yours by `grants`.
 */
export interface TenantAccess {
  /**
   * Who may do everything with machines and disks: `kubevirt.io:admin`, `cdi.kubevirt.io:admin`.
   * @default - nobody
   */
  readonly admins?: TenantSubjects;
  /**
   * Who may make, change and delete machines and disks: `kubevirt.io:edit`, `cdi.kubevirt.io:edit`.
   * @default - nobody
   */
  readonly editors?: TenantSubjects;
  /**
   * Who may look: `kubevirt.io:view`, `cdi.kubevirt.io:view`. CDI's role also lets its holders have the tenant's disks cloned, into a
   * namespace in which they may create disks.
   * @default - nobody
   */
  readonly viewers?: TenantSubjects;
  /**
   * Who may live-migrate machines to other nodes: `kubevirt.io:migrate`. KubeVirt keeps this out of its other roles, for a
   * migration takes of the cluster's network and of its few slots.
   * @default - nobody
   */
  readonly migrators?: TenantSubjects;
  /**
   * Further ClusterRoles.
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

const RBAC = 'rbac.authorization.k8s.io';

/** The subjects of each ClusterRole, in the order of the roles; a role that nobody has is not there. */
export function subjectsByRole(access: TenantAccess = {}, namespace: string): Map<string, Subject[]> {
  const byRole = new Map<string, Subject[]>();
  for (const { clusterRole, ...who } of grantsOf(access)) {
    const subjects = subjectsOf(who, namespace);
    if (subjects.length > 0) byRole.set(clusterRole, unique([...(byRole.get(clusterRole) ?? []), ...subjects]));
  }
  return byRole;
}

/** A RoleBinding's own fields: what it gives, and to whom. */
export function roleBinding(clusterRole: string, subjects: readonly Subject[]): { roleRef: object; subjects: readonly Subject[] } {
  return { roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: clusterRole }, subjects };
}

export function accessProblems(access: TenantAccess = {}): Sentence[] {
  return [
    // Kubernetes v1.35, pkg/apis/rbac/validation: names of roles are path segments.
    ...(access.grants ?? []).filter(({ clusterRole }) => /^(|\.|\.\.)$|[/%]/.test(clusterRole)).map(({ clusterRole }) => `access.grants has the clusterRole "${clusterRole}", which is no name of a ClusterRole. Write one without "/" and "%", such as "kubevirt.io:view".`),
    ...named(access).flatMap(([what, who]) => [
      subjectNames(who).every((name) => name.trim() !== '') ? undefined : `${what} holds an empty name. Name the user, group or service account.`,
      ...(who.serviceAccounts ?? []).filter((name) => name.trim() !== '').map((name) => serviceAccountProblem(what, name)),
    ]),
  ];
}

function serviceAccountProblem(what: string, account: string): Sentence {
  const parts = account.split('/');
  const [name, namespace = 'default'] = parts.reverse();
  const bad = parts.length > 2 || [dnsSubdomain('', name), dnsLabel('', namespace)].some((problem) => problem !== undefined);
  return bad ? `${what} names the service account "${account}", which cannot be one. Write "name", or "namespace/name", in lower-case letters, digits and "-".` : undefined;
}

/** What is worth knowing about rights that reach further than a tenant's should. */
export function accessNotices(access: TenantAccess = {}): string[] {
  return [
    // Kubernetes v1.35, plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go: editRole writes networkpolicies, admin includes it.
    ...(access.grants ?? []).filter((grant) => ['admin', 'edit', 'cluster-admin'].includes(grant.clusterRole) && subjectNames(grant).length > 0).map(({ clusterRole }) => `gives the ClusterRole "${clusterRole}", which may change NetworkPolicies, so its holders can end the tenant's isolation. Give roles that do not, such as those of access.editors.`),
    ...named(access).flatMap(([what, who]) => EVERYONE.filter((everyone) => subjectNames(who).includes(everyone)).map((everyone) => `${what} holds "${everyone}", which reaches beyond the people of this tenant. Name a user or group of the tenant's own.`)),
  ];
}

const EVERYONE = ['system:authenticated', 'system:unauthenticated', 'system:anonymous', 'system:serviceaccounts'];

function named(access: TenantAccess): [string, TenantSubjects][] {
  return [
    ['access.admins', access.admins ?? {}],
    ['access.editors', access.editors ?? {}],
    ['access.viewers', access.viewers ?? {}],
    ['access.migrators', access.migrators ?? {}],
    ...(access.grants ?? []).map((grant): [string, TenantSubjects] => [`access.grants of ${grant.clusterRole}`, grant]),
  ];
}

function subjectNames(who: TenantSubjects): string[] {
  return [...(who.users ?? []), ...(who.groups ?? []), ...(who.serviceAccounts ?? [])];
}

function grantsOf(access: TenantAccess): TenantGrant[] {
  return [
    { ...access.admins, clusterRole: 'kubevirt.io:admin' },
    { ...access.admins, clusterRole: 'cdi.kubevirt.io:admin' },
    { ...access.editors, clusterRole: 'kubevirt.io:edit' },
    { ...access.editors, clusterRole: 'cdi.kubevirt.io:edit' },
    { ...access.viewers, clusterRole: 'kubevirt.io:view' },
    { ...access.viewers, clusterRole: 'cdi.kubevirt.io:view' },
    { ...access.migrators, clusterRole: 'kubevirt.io:migrate' },
    ...(access.grants ?? []),
  ];
}

function subjectsOf(who: TenantSubjects, namespace: string): Subject[] {
  return [
    ...sorted(who.users).map((name): Subject => ({ kind: 'User', name, apiGroup: RBAC })),
    ...sorted(who.groups).map((name): Subject => ({ kind: 'Group', name, apiGroup: RBAC })),
    ...sorted(who.serviceAccounts).map((name): Subject => {
      const [first, second] = name.split('/');
      return second === undefined ? { kind: 'ServiceAccount', name: first, namespace } : { kind: 'ServiceAccount', name: second, namespace: first };
    }),
  ];
}

function sorted(names: readonly string[] = []): string[] {
  return [...names].sort();
}

function unique(subjects: readonly Subject[]): Subject[] {
  return [...new Map(subjects.map((subject) => [`${subject.kind}/${subject.namespace ?? ''}/${subject.name}`, subject])).values()];
}
