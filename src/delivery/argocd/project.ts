import { namespaceOf } from './application';
import { API_VERSION, CLUSTER, projectOf, SYNC_WAVE, TENANT, TENANT_LAYERS } from './names';
import type { Settings } from './settings';
import { Layer } from '../../layout/layer';
import type { KubernetesObject } from '../../releases/facts';
import { compareTexts } from '../../toolkit/compare';
import type { DeliveredCluster, DeliveryUnit } from '../model/unit';

interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/**
 * Cluster-scoped kinds that the platform's layers may hold. They are allowed although no object is left: Argo CD does
 * not prune what a project does not allow (argo-cd v3.2.11, controller/state.go: IsLiveResourcePermitted).
 */
const OF_PLATFORM: readonly GroupKind[] = [
  { group: '', kind: 'Namespace' },
  { group: 'admissionregistration.k8s.io', kind: 'ValidatingAdmissionPolicy' },
  { group: 'admissionregistration.k8s.io', kind: 'ValidatingAdmissionPolicyBinding' },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
  { group: 'cdi.kubevirt.io', kind: 'CDI' },
  { group: 'cdi.kubevirt.io', kind: 'StorageProfile' },
  { group: 'instancetype.kubevirt.io', kind: 'VirtualMachineClusterInstancetype' },
  { group: 'instancetype.kubevirt.io', kind: 'VirtualMachineClusterPreference' },
  { group: 'migrations.kubevirt.io', kind: 'MigrationPolicy' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
  { group: 'scheduling.k8s.io', kind: 'PriorityClass' },
];

/** What bounds a tenant. Whoever writes its machines must not loosen it. */
const BOUNDS: readonly GroupKind[] = [
  { group: '', kind: 'LimitRange' },
  { group: '', kind: 'ResourceQuota' },
  { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  { group: 'rbac.authorization.k8s.io', kind: 'Role' },
  { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding' },
];

/** The projects of a cluster, sorted by name: what each part of it may touch. */
export function projectsOf(settings: Settings, cluster: DeliveredCluster): KubernetesObject[] {
  const parts = new Map<string, DeliveryUnit[]>();
  for (const unit of cluster.units) {
    const name = projectOf(settings, unit);
    parts.set(name, [...parts.get(name) ?? [], unit]);
  }
  return [...parts].sort(([one], [other]) => compareTexts(one, other))
    .map(([name, units]) => project(settings, name, units));
}

function project(settings: Settings, name: string, units: readonly DeliveryUnit[]): KubernetesObject {
  const { cluster, layer, tenant } = units[0];
  const isOfTenants = TENANT_LAYERS.includes(layer);
  return {
    apiVersion: API_VERSION,
    kind: 'AppProject',
    metadata: {
      name,
      namespace: settings.namespace,
      labels: { [CLUSTER]: cluster, ...(layer === Layer.WORKLOADS && tenant !== undefined && { [TENANT]: tenant }) },
      annotations: { [SYNC_WAVE]: '-1' },
    },
    spec: {
      description: descriptionOf(units[0]),
      sourceRepos: [settings.repositoryUrl],
      destinations: namespacesOf(units, isOfTenants)
        .map((namespace) => ({ name: settings.destinationOf(cluster), namespace })),
      clusterResourceWhitelist: clusterScoped(units, isOfTenants ? [] : OF_PLATFORM),
      ...(layer === Layer.WORKLOADS && { namespaceResourceBlacklist: BOUNDS.filter((each) => !holds(units, each)) }),
    },
  };
}

function descriptionOf({ cluster, layer, tenant }: DeliveryUnit): string {
  if (layer === Layer.TENANTS) return `Tenants of ${cluster}: namespaces, quotas, isolation, access`;
  if (layer !== Layer.WORKLOADS) return `The platform of ${cluster}`;
  return tenant === undefined ? `Workloads of ${cluster}` : `Machines of ${tenant} in ${cluster}`;
}

/** The platform installs roles and controllers, so it reaches every namespace anyway. */
function namespacesOf(units: readonly DeliveryUnit[], isOfTenants: boolean): string[] {
  if (!isOfTenants) return ['*'];
  return sorted(units.flatMap((unit) => [...unit.namespaces, ...unit.makesNamespaces, namespaceOf(unit)]));
}

function clusterScoped(units: readonly DeliveryUnit[], always: readonly GroupKind[]): GroupKind[] {
  const found = units.flatMap(({ kinds }) => kinds).filter(({ namespaced }) => !namespaced);
  const keys = sorted([...always, ...found].map(({ group, kind }) => `${group}/${kind}`));
  return keys.map((key) => ({ group: key.split('/')[0], kind: key.split('/')[1] }));
}

function holds(units: readonly DeliveryUnit[], { group, kind }: GroupKind): boolean {
  return units.some(({ kinds }) => kinds.some((each) => each.group === group && each.kind === kind));
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
