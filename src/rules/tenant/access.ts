import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { inJson } from '../../props/words';
import { notDnsLabel, notDnsSubdomain } from '../../toolkit/names';
import type { ObjectRule } from '../rule';
import { allows, homeOf, isOfEverything, roleGivenBy, subjectsOf } from './role-rights';
import { mapIn } from './shape';
import { cdi, kubernetes } from '../sources';

const ROLE_BINDING = 'rbac.authorization.k8s.io/RoleBinding';
const CLUSTER_ROLE_BINDING = 'rbac.authorization.k8s.io/ClusterRoleBinding';

export const ACCESS_ROLE: ObjectRule = {
  id: 'TENANT030',
  name: 'tenants/access-role',
  on: 'object',
  kinds: [ROLE_BINDING],
  severity: Severity.ERROR,
  title: 'A RoleBinding names a role that can exist',
  why: 'Names of roles are segments of paths, so the API server refuses "/" and "%" in them.',
  remedy: 'Write a name without "/" and "%", such as "kubevirt.io:view".',
  source: kubernetes('pkg/apis/rbac/validation/validation.go: ValidateRBACName'),
  acceptable: false,

  *check(object) {
    const { name } = mapIn(object, 'roleRef');
    if (typeof name !== 'string' || !/^(|\.|\.\.)$|[/%]/.test(name)) return;
    yield fault('roleRef.name', `"${name}" is not the name of a role`,
      'Write one without "/" and "%", such as "kubevirt.io:view".');
  },
};

export const ACCESS_SUBJECT: ObjectRule = {
  id: 'TENANT031',
  name: 'tenants/access-subject',
  on: 'object',
  kinds: [ROLE_BINDING],
  severity: Severity.ERROR,
  title: 'Every subject of a RoleBinding has a name that can exist',
  why: 'The API server refuses a subject without a name, and a service account with a name that cannot exist.',
  remedy: 'Name a user or group, or a service account in lower-case letters, digits, "-" and ".".',
  source: kubernetes('pkg/apis/rbac/validation/validation.go: ValidateRoleBindingSubject'),
  acceptable: false,

  *check(object, { intent }) {
    const isOurs = intent.propOf !== undefined;
    for (const [at, subject] of subjectsOf(object)) yield* subjectFaults(subject, at, isOurs);
  },
};

function* subjectFaults(
  { kind, name, namespace }: { readonly [key: string]: unknown }, at: string, isOurs: boolean,
): Iterable<Fault> {
  if (typeof name !== 'string') return;
  if (kind !== 'ServiceAccount') {
    if (name.trim() === '') {
      yield fault(`${at}.name`, `is ${inJson(name)}, which names nobody`,
        'Name a user or group.');
    }
    return;
  }
  const isElsewhere = typeof namespace === 'string' && notDnsLabel(namespace) === undefined;
  if (notDnsSubdomain(name) === undefined && (namespace === undefined || isElsewhere)) return;
  const account = typeof namespace === 'string' ? `${namespace}/${name}` : name;
  const where = isOurs ? 'with "namespace/" before it if it is in another namespace' : 'and its namespace beside it';
  const found = fault(`${at}.name`, `names "${account}", which cannot be a service account`,
    `Write the name in lower-case letters, digits, "-" and ".", ${where}.`);
  const rejected = typeof namespace === 'string' && !isElsewhere ? namespace : name;
  yield { ...found, rejected };
}

/** Whether a RoleBinding grants rights in the namespace of a tenant. */
function isOfTenant(object: unknown, { cluster, namespace }: Entry): boolean {
  return cluster !== undefined && cluster.tenantsOf(namespace).length > 0 && subjectsOf(object).length > 0;
}

/** Whether a binding grants rights to service accounts of a tenant's namespace. */
function reachesTenant(object: unknown, { cluster, namespace }: Entry): boolean {
  return subjectsOf(object).some(([, subject]) => (cluster?.tenantsOf(homeOf(subject, namespace)) ?? []).length > 0);
}

const WRITE = ['create', 'update', 'patch'];

export const ACCESS_TO_ISOLATION: ObjectRule = {
  id: 'TENANT032',
  name: 'tenants/access-to-isolation',
  on: 'object',
  kinds: [ROLE_BINDING, CLUSTER_ROLE_BINDING],
  severity: Severity.WARNING,
  title: 'Nobody of a tenant may change NetworkPolicies',
  why: 'Holders of the ClusterRoles admin, edit and cluster-admin, and of any other role that writes NetworkPolicies, '
    + 'can end the tenant\'s isolation.',
  remedy: 'Give roles that cannot, such as those of access.editors.',
  source: kubernetes('plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go: editRules'),
  acceptable: true,

  *check(object, entry) {
    if (!isOfTenant(object, entry) && !(isClusterWide(entry) && reachesTenant(object, entry))) return;
    const { kind, name, rules } = roleGivenBy(object, entry);
    const verbs = [...WRITE, 'delete', 'deletecollection'];
    const changing = rules.filter((rule) => allows(rule, 'networking.k8s.io', 'networkpolicies', verbs));
    if (changing.length === 0) return;
    const besides = changing.some(isOfEverything) ? ', as well as everything else' : '';
    yield fault('roleRef.name', `gives the ${kind} "${name}", which may change NetworkPolicies${besides}, `
      + 'so its holders can end the tenant\'s isolation', this.remedy);
  },
};

export const ACCESS_TO_CRONS: ObjectRule = {
  id: 'TENANT056',
  name: 'tenants/access-to-crons',
  on: 'object',
  kinds: [ROLE_BINDING, CLUSTER_ROLE_BINDING],
  severity: Severity.WARNING,
  title: 'Nobody of a tenant may write DataImportCrons',
  why: 'CDI v1.63.1 copies any volume of the cluster for their author. With later releases they read registry Secrets '
    + 'of CDI\'s own namespace, and send them to any URL.',
  remedy: 'Use access.admins or access.editors, which bind a Role without this right.',
  source: cdi('pkg/controller/dataimportcron-controller.go: InitPollerPod; pkg/operator/resources/cluster/rbac.go',
    'v1.65.0'),
  acceptable: true,

  *check(object, entry) {
    if (!isOfTenant(object, entry) && !reachesTenant(object, entry)) return;
    const { kind, name, rules } = roleGivenBy(object, entry);
    // a role of everything is told of by the rule about isolation
    const writing = rules.filter((rule) => allows(rule, 'cdi.kubevirt.io', 'dataimportcrons', WRITE));
    if (writing.every(isOfEverything)) return;
    yield fault('roleRef.name', `gives the ${kind} "${name}", which may write DataImportCrons: its holders reach `
      + 'disks of other tenants or Secrets of CDI\'s namespace, depending on the release', this.remedy);
  },
};

function isClusterWide({ kind }: Entry): boolean {
  return kind === 'ClusterRoleBinding';
}

const EVERYONE = ['system:authenticated', 'system:unauthenticated', 'system:anonymous', 'system:serviceaccounts'];

export const ACCESS_OF_EVERYONE: ObjectRule = {
  id: 'TENANT033',
  name: 'tenants/access-of-everyone',
  on: 'object',
  kinds: [ROLE_BINDING],
  severity: Severity.WARNING,
  title: 'Rights in a tenant\'s namespace are given to people of the tenant',
  why: 'Groups such as system:authenticated hold everyone who can reach the cluster, people of other tenants included.',
  remedy: 'Name a user or group of the tenant\'s own.',
  source: kubernetes('staging/src/k8s.io/apiserver/pkg/authentication/user/user.go: AllAuthenticated, Anonymous'),
  acceptable: true,

  *check(object, entry) {
    if (!isOfTenant(object, entry)) return;
    for (const [at, { name }] of subjectsOf(object)) {
      if (!EVERYONE.includes(String(name))) continue;
      yield fault(`${at}.name`, `holds "${name}", which reaches beyond the people of this tenant`, this.remedy);
    }
  },
};
