import { mapIn, objectsIn, textList, textsIn } from './shape';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import type { RoleRule } from '../../inventory/known';
import { LabelSelector, selects } from '../../toolkit/label-selector';
import { isPlain } from '../../toolkit/merge';
import { table } from '../../toolkit/table';

const RBAC = 'rbac.authorization.k8s.io';

/** A rule of a role. */
export type PolicyRule = RoleRule;

/** The role that a binding gives. */
export interface GivenRole {
  readonly kind: string;
  readonly name: string;
  /** Empty if the bundle does not hold the role, and nothing is known about one of that name. */
  readonly rules: readonly PolicyRule[];
}

const on = (group: string, ...resources: string[]): PolicyRule => ({ apiGroups: [group], resources, verbs: ['*'] });

const CLONES: PolicyRule = { apiGroups: ['cdi.kubevirt.io'], resources: ['datavolumes/source'], verbs: ['create'] };
const WRITES_DISKS = on('cdi.kubevirt.io', 'datavolumes');
const WRITES_MACHINES = on('kubevirt.io', 'virtualmachines', 'virtualmachineinstances');
const OF_CDI = [WRITES_DISKS, on('cdi.kubevirt.io', 'dataimportcrons'), CLONES];
// The DataImportCrons that CDI adds to them are left out: who may change NetworkPolicies is told of these alone.
const OF_KUBERNETES = [
  on('networking.k8s.io', 'networkpolicies'), on('', 'pods'), WRITES_DISKS, WRITES_MACHINES, CLONES,
];

/**
 * What is known about ClusterRoles that no bundle holds, as far as a rule asks for it (Kubernetes v1.35,
 * plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go; CDI v1.65.0, pkg/operator/resources/cluster/rbac.go;
 * KubeVirt v1.9.0, pkg/virt-operator/resource/generate/rbac/cluster.go).
 */
const KNOWN: { readonly [name: string]: readonly PolicyRule[] | undefined } = table({
  'cluster-admin': [on('*', '*')],
  'admin': OF_KUBERNETES,
  'edit': OF_KUBERNETES,
  'view': [CLONES],
  'cdi.kubevirt.io:admin': OF_CDI,
  'cdi.kubevirt.io:edit': OF_CDI,
  'cdi.kubevirt.io:view': [CLONES],
  'kubevirt.io:admin': [WRITES_MACHINES],
  'kubevirt.io:edit': [WRITES_MACHINES],
});

/** The role that a RoleBinding or ClusterRoleBinding gives. */
export function roleGivenBy(binding: unknown, { cluster, namespace }: Entry): GivenRole {
  const { kind, name } = mapIn(binding, 'roleRef');
  const role = { kind: String(kind), name: String(name) };
  if (cluster === undefined) return { ...role, rules: [] };
  if (kind === 'Role') return { ...role, rules: rulesOf(cluster.find(RBAC, 'Role', role.name, namespace)) };
  return { ...role, rules: kind === 'ClusterRole' ? rulesOfClusterRole(role.name, cluster) : [] };
}

const CLUSTER_ROLES = new WeakMap<ClusterView, Map<string, readonly PolicyRule[]>>();

function rulesOfClusterRole(name: string, cluster: ClusterView): readonly PolicyRule[] {
  const known = CLUSTER_ROLES.get(cluster) ?? new Map<string, readonly PolicyRule[]>();
  CLUSTER_ROLES.set(cluster, known);
  const rules = known.get(name) ?? findRules(name, cluster);
  known.set(name, rules);
  return rules;
}

function findRules(name: string, cluster: ClusterView): PolicyRule[] {
  const held = cluster.find(RBAC, 'ClusterRole', name);
  const aggregated = cluster.of(RBAC, 'ClusterRole').filter((other) => other !== held && isAddedTo(other, name, held));
  return [...(KNOWN[name] ?? []), ...rulesOf(held), ...aggregated.flatMap(rulesOf)];
}

/** Whether a ClusterRole is aggregated to the one of a name, which the bundle may hold. */
function isAddedTo({ object }: Entry, name: string, role: Entry | undefined): boolean {
  const labels = textsIn(object?.metadata.labels);
  if (labels[`${RBAC}/aggregate-to-${name}`] === 'true') return true;
  const selectors = objectsIn(mapIn(role?.object, 'aggregationRule').clusterRoleSelectors, '');
  return selectors.some(([, selector]) => selects(selector as LabelSelector, labels));
}

function rulesOf(role: Entry | undefined): PolicyRule[] {
  return objectsIn(role?.object?.rules, 'rules').map(([, rule]) => ({
    apiGroups: textList(rule.apiGroups),
    resources: textList(rule.resources),
    verbs: textList(rule.verbs),
    ...(Array.isArray(rule.resourceNames) && rule.resourceNames.length > 0
      ? { resourceNames: textList(rule.resourceNames) } : {}),
  }));
}

/** Whether a rule allows one of the verbs (Kubernetes v1.35, pkg/apis/rbac/v1/evaluation_helpers.go). */
export function allows(rule: PolicyRule, group: string, resource: string, verbs: readonly string[]): boolean {
  const [, subresource] = resource.split('/');
  const names = ['*', resource, ...(subresource === undefined ? [] : [`*/${subresource}`])];
  return ['*', group].some((each) => rule.apiGroups.includes(each))
    && names.some((each) => rule.resources.includes(each))
    && ['*', ...verbs].some((each) => rule.verbs.includes(each));
}

/** Whether a rule allows something with every resource of every group. */
export function isOfEverything({ apiGroups, resources }: PolicyRule): boolean {
  return apiGroups.includes('*') && resources.includes('*');
}

/** The namespace of the service accounts that a subject of a binding is; undefined for people. */
export function homeOf(subject: { readonly [key: string]: unknown }, bindingNamespace?: string): string | undefined {
  const { kind, name, namespace } = subject;
  if (kind === 'ServiceAccount') return typeof namespace === 'string' ? namespace : bindingNamespace;
  return /^system:serviceaccounts?:([^:]+)/.exec(String(name))?.[1];
}

/** The subjects of a binding, each with its path. */
export function subjectsOf(binding: unknown): [path: string, subject: { readonly [key: string]: unknown }][] {
  return isPlain(binding) ? objectsIn(binding.subjects, 'subjects') : [];
}
