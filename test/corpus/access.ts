import { ApiObject } from 'cdk8s';
import { Right, right, stricter, Wrong, wrong } from './case';
import { patched, Scene } from './scene';
import { TenantNamespace, TenantNamespaceProps } from '../../src';

const RBAC = 'rbac.authorization.k8s.io';
const TAKEN = stricter('Kubernetes takes it, and its holder does what was not meant');

interface Access {
  readonly rules: readonly object[];
  readonly kind?: 'Role' | 'ClusterRole';
  readonly binding?: 'RoleBinding' | 'ClusterRoleBinding';
  readonly subject?: object;
  readonly namespace?: string;
  readonly labels?: { readonly [key: string]: string };
  /** The role that the binding names, if it is another one. */
  readonly roleName?: string;
  readonly tenant?: TenantNamespaceProps;
}

const LENA = { kind: 'User', name: 'lena', apiGroup: RBAC };
const OTHER = { kind: 'ServiceAccount', name: 'default', namespace: 'cluster-other' };

/** A plain role beside two tenants, and the binding that gives it. */
function access(scene: Scene, given: Access): ApiObject[] {
  const { rules, kind = 'Role', binding = 'RoleBinding', subject = LENA, labels } = given;
  const name = 'plain';
  const tenant = scene.tenant(given.tenant);
  new TenantNamespace(scene.infra, 'other', { access: { editors: { users: ['otto'] } } });
  const { namespace = tenant.namespaceName, roleName = name } = given;
  const apiVersion = `${RBAC}/v1`;
  const role = { apiVersion, kind, metadata: { name, labels, ...(kind === 'Role' ? { namespace } : {}) }, rules };
  const metadata = { name, ...(binding === 'RoleBinding' ? { namespace } : {}) };
  const roleRef = { apiGroup: RBAC, kind, name: roleName };
  return [
    new ApiObject(scene.infra, 'role', role),
    new ApiObject(scene.infra, 'binding', { apiVersion, kind: binding, metadata, roleRef, subjects: [subject] }),
  ];
}

function wide(rule: string, name: string, given: Access, says: string): Wrong {
  return wrong(rule, name, (scene) => access(scene, given), says, TAKEN);
}

function narrow(rule: string, name: string, given: Access): Right {
  return right(rule, name, (scene) => access(scene, given));
}

const may = (group: string, resource: string, ...verbs: string[]) => (
  { apiGroups: [group], resources: [resource], verbs });
const CRONS = [may('cdi.kubevirt.io', 'dataimportcrons', 'create')];
const CLONES = [may('cdi.kubevirt.io', 'datavolumes/source', 'create')];
const POLICIES = [may('networking.k8s.io', 'networkpolicies', 'delete')];

/** Plain roles that give in a tenant's namespace what the roles of KubeVirt and CDI are withheld for. */
export const ACCESS: readonly Wrong[] = [
  wide('TENANT056', 'a plain Role', { rules: CRONS }, 'gives the Role "plain", which may write DataImportCrons'),
  wide('TENANT056', 'a plain ClusterRole of all resources of CDI',
    { kind: 'ClusterRole', rules: [may('cdi.kubevirt.io', '*', '*')] },
    'gives the ClusterRole "plain", which may write DataImportCrons'),
  wide('TENANT056', 'all groups', { rules: [may('*', 'dataimportcrons', 'patch')] }, 'may write DataImportCrons'),
  wide('TENANT056', 'an account of a tenant, in the namespace of images',
    { rules: CRONS, namespace: 'golden-images', subject: OTHER }, 'may write DataImportCrons'),
  wide('TENANT056', 'an account of a tenant, in the whole cluster',
    { kind: 'ClusterRole', binding: 'ClusterRoleBinding', rules: CRONS, subject: OTHER }, 'may write DataImportCrons'),
  wide('TENANT056', 'a ClusterRole that is aggregated to view', {
    kind: 'ClusterRole', rules: CRONS, labels: { [`${RBAC}/aggregate-to-view`]: 'true' }, roleName: 'view',
  }, 'gives the ClusterRole "view", which may write DataImportCrons'),
  wide('TENANT032', 'a plain Role', { rules: POLICIES },
    'gives the Role "plain", which may change NetworkPolicies, so'),
  wide('TENANT032', 'a plain Role of everything', { rules: [may('*', '*', '*')] },
    'may change NetworkPolicies, as well as everything else'),
  wide('TENANT032', 'an account of a tenant, in the whole cluster',
    { kind: 'ClusterRole', binding: 'ClusterRoleBinding', rules: POLICIES, subject: OTHER },
    'may change NetworkPolicies'),
  wide('TENANT063', 'an account of another tenant', { rules: CLONES, subject: OTHER },
    'is ServiceAccount "default" of tenant namespace "cluster-other", which may clone every disk of namespace'),
  wide('TENANT063', 'an author of another tenant', { rules: CLONES, subject: { ...LENA, name: 'otto' } },
    'is User "otto" of tenant namespace "cluster-other"'),
  wide('TENANT063', 'all accounts of another tenant', {
    rules: [may('*', '*/source', '*')],
    subject: { ...LENA, kind: 'Group', name: 'system:serviceaccounts:cluster-other' },
  }, 'is Group "system:serviceaccounts:cluster-other" of tenant namespace "cluster-other"'),
  wide('TENANT063', 'pods of the tenant', { rules: [may('', 'pods', 'create')], subject: OTHER },
    'may clone every disk of namespace "cluster-acme"'),
  wide('TENANT063', 'the whole cluster',
    { kind: 'ClusterRole', binding: 'ClusterRoleBinding', rules: CLONES, subject: OTHER },
    'which may clone every disk of every tenant'),
  wide('TENANT052', 'a plain Role', {
    rules: [may('pool.kubevirt.io', 'virtualmachinepools', 'patch')], tenant: { quota: { memory: '16Gi' } },
  }, 'quota.memory counts what machines request, and whoever infra/binding binds'),
  wrong('TENANT063', 'the right to clone an image, widened by a patch', (scene) => {
    scene.tenant();
    const image = scene.image({}, 'own', scene.home);
    image.allowClone('cluster-acme');
    return [patched(image.cloneRole!, '/rules/0/resourceNames', undefined), image.cloneRoleBinding!];
  }, 'which may clone every disk of namespace "cluster-a"', TAKEN),
  wrong('TENANT063', 'an image that is closed to the tenant', (scene) => {
    scene.image({ tenants: ['cluster-a'], namespaceName: 'golden-images' });
    return access(scene, { rules: CLONES, namespace: 'golden-images', subject: OTHER });
  }, 'may clone "debian", closed to that tenant', TAKEN),
];

/** Plain roles that give nothing of the kind. */
export const ACCESS_RIGHT: readonly Right[] = [
  narrow('TENANT056', 'a plain Role that reads', { rules: [may('cdi.kubevirt.io', 'dataimportcrons', 'get', 'list')] }),
  narrow('TENANT056', 'a controller outside of tenants, in the namespace of images',
    { rules: CRONS, namespace: 'golden-images', subject: { ...OTHER, namespace: 'argocd' } }),
  narrow('TENANT032', 'a plain Role that reads', { rules: [may('networking.k8s.io', 'networkpolicies', 'get')] }),
  narrow('TENANT063', 'an account of the tenant', { rules: CLONES, subject: { ...OTHER, namespace: 'cluster-acme' } }),
  narrow('TENANT063', 'one volume', { rules: [{ ...CLONES[0], resourceNames: ['shared'] }], subject: OTHER }),
  narrow('TENANT052', 'a plain Role that reads', {
    rules: [may('kubevirt.io', 'virtualmachines', 'get')], tenant: { quota: { memory: '16Gi' } },
  }),
  narrow('TENANT063', 'people of the tenant', { rules: CLONES }),
];
