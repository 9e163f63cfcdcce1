import { pluralOf } from './plural';
import type { FluxSettings } from './settings';
import { TENANT_KINDS } from './tenant-kinds';
import { Layer } from '../../layout/layer';
import type { KubernetesObject, ObjectMetadata } from '../../releases/facts';
import { grouped } from '../../toolkit/grouped';
import { dnsLabel } from '../model/name';
import type { DeliveredCluster, DeliveryModel, DeliveryUnit, UnitKind } from '../model/unit';
import type { Named } from '../model/writer';

const RBAC = 'rbac.authorization.k8s.io';

/** What Flux does with the objects that it applies, waits for and prunes. */
const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

/** The account with which the machines of one tenant are applied. */
export interface TenantAccess {
  /** The name of the account, of its rights, and of the Kustomization that grants them. */
  readonly name: string;
  readonly cluster: string;
  readonly tenant: string;
  readonly kinds: readonly UnitKind[];
  /** Namespaces of images that its disks are cloned from. */
  readonly clonesFrom: readonly string[];
  /** Names of the units that make the tenant's namespace. */
  readonly dependsOn: readonly string[];
}

/** The account of each tenant of a cluster whose machines are applied with its rights, by the names of the units. */
export function accessOf(cluster: DeliveredCluster, { options }: FluxSettings): ReadonlyMap<string, TenantAccess> {
  if (options.tenantAccounts === false) return new Map();
  const ofTenants = grouped(cluster.units, ({ layer, tenant }) => (layer === Layer.WORKLOADS ? tenant : undefined));
  return new Map([...ofTenants].flatMap(([tenant, units]) => {
    const access = accessOfTenant(cluster.name, tenant, units);
    return units.map(({ name }): [string, TenantAccess] => [name, access]);
  }));
}

/** The names of what gives accounts their rights. */
export function accessNames({ clusters }: DeliveryModel, settings: FluxSettings): Named[] {
  return clusters.flatMap((each) => [...new Set(accessOf(each, settings).values())])
    .map(({ name, cluster, tenant }) => ({ name, path: `the account for ${folderOf(cluster, tenant)}` }));
}

function folderOf(cluster: string, tenant: string): string {
  return `clusters/${cluster}/${Layer.WORKLOADS}/${tenant}`;
}

function accessOfTenant(cluster: string, tenant: string, units: readonly DeliveryUnit[]): TenantAccess {
  return {
    name: dnsLabel(`${cluster}-access-${tenant}`, `${folderOf(cluster, tenant)}/access`),
    cluster,
    tenant,
    kinds: units.flatMap(({ kinds }) => kinds),
    clonesFrom: [...new Set(units.flatMap(({ clonesFrom }) => clonesFrom))].sort(),
    dependsOn: [...new Set(units.flatMap(({ dependsOn }) => dependsOn))].sort(),
  };
}

/**
 * The ServiceAccount. It is in the namespace of the Kustomization that uses it, which is Flux' own, so that nobody of
 * the tenant can act with it. It stays when the tenant is removed, for Flux needs it to remove the tenant's objects.
 */
export function accountOf(metadata: ObjectMetadata): KubernetesObject {
  const annotations = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { ...metadata, annotations },
    automountServiceAccountToken: false,
  };
}

/**
 * The right to clone from a namespace, for which CDI asks those who create a DataVolume (CDI v1.65.0,
 * pkg/apiserver/webhooks/datavolume-mutate.go).
 */
const CLONING: PolicyRule = { apiGroups: ['cdi.kubevirt.io'], resources: ['datavolumes/source'], verbs: ['create'] };

/** Its rights: in the namespace of the tenant, and to clone from namespaces of images. */
export function rightsOf(access: TenantAccess, { namespace, prefix }: FluxSettings): KubernetesObject[] {
  const name = `${prefix}${access.name}`;
  const subjects = [{ kind: 'ServiceAccount', name, namespace }];
  const rights = [
    { namespace: access.tenant, rules: rulesFor(access.kinds) },
    ...access.clonesFrom.map((source) => ({ namespace: source, rules: [CLONING] })),
  ];
  return rights.flatMap(({ rules, ...within }) => {
    const metadata = { name, ...within };
    const roleRef = { apiGroup: RBAC, kind: 'Role', name };
    return [
      { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata, rules },
      { apiVersion: `${RBAC}/v1`, kind: 'RoleBinding', metadata, roleRef, subjects },
    ];
  });
}

interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

function rulesFor(kinds: readonly UnitKind[]): PolicyRule[] {
  const all = [...TENANT_KINDS, ...kinds.map(({ group, kind }) => [group, kind] as const)];
  const groups = [...new Set(all.map(([group]) => group))].sort();
  return groups.map((group) => {
    const resources = all.filter((each) => each[0] === group).map(([, kind]) => pluralOf(group, kind));
    return { apiGroups: [group], resources: [...new Set(resources)].sort(), verbs: VERBS };
  });
}
