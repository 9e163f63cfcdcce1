import { namespaceOf } from './application';
import { API_VERSION, CASCADE, CLUSTER, isOfPlatform, projectOf, SYNC_WAVE, TENANT } from './names';
import type { Settings } from './settings';
import { cascades } from './sync';
import { Layer } from '../../layout/layer';
import type { KubernetesObject } from '../../releases/facts';
import { compareTexts } from '../../toolkit/compare';
import { grouped } from '../../toolkit/grouped';
import { BOUNDS, GroupKind } from '../model/bounds';
import type { DeliveredCluster, DeliveryUnit } from '../model/unit';

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

/** Cluster-scoped kinds that the folder of a tenant may hold, also when no object is left. */
const OF_TENANTS: readonly GroupKind[] = [{ group: '', kind: 'Namespace' }];

/** The projects of a cluster, sorted by name: what each part of it may touch. */
export function projectsOf(settings: Settings, cluster: DeliveredCluster): KubernetesObject[] {
  const parts = grouped(cluster.units, (unit) => projectOf(settings, unit));
  return [...parts].sort(([one], [other]) => compareTexts(one, other))
    .map(([name, units]) => project(settings, name, units));
}

function project(settings: Settings, name: string, units: readonly DeliveryUnit[]): KubernetesObject {
  const [first] = units;
  const { cluster, layer, tenant } = first;
  const ofTenant = isOfPlatform(first) ? undefined : tenant;
  return {
    apiVersion: API_VERSION,
    kind: 'AppProject',
    metadata: {
      name,
      namespace: settings.namespace,
      labels: { [CLUSTER]: cluster, ...(ofTenant !== undefined && { [TENANT]: ofTenant }) },
      annotations: { [SYNC_WAVE]: '-1' },
      // Without its project, an Application deletes nothing, and never goes. Argo CD keeps a project with the finalizer
      // until no Application names it (argo-cd v3.2.11, controller/appcontroller.go: finalizeProjectDeletion).
      ...(!isOfPlatform(first) && cascades(settings, layer) && { finalizers: [CASCADE] }),
    },
    spec: {
      description: descriptionOf(first),
      sourceRepos: [settings.repositoryUrl],
      destinations: namespacesOf(units).map((namespace) => ({ name: settings.destinationOf(cluster), namespace })),
      clusterResourceWhitelist: clusterScoped(units),
      ...(layer === Layer.WORKLOADS && { namespaceResourceBlacklist: BOUNDS }),
    },
  };
}

function descriptionOf(unit: DeliveryUnit): string {
  const { cluster, layer, tenant } = unit;
  if (isOfPlatform(unit)) return `The platform of ${cluster}`;
  if (layer === Layer.TENANTS) return `${tenant} in ${cluster}: namespace, quota, isolation, access`;
  return tenant === undefined ? `Workloads of ${cluster}` : `Machines of ${tenant} in ${cluster}`;
}

/**
 * The platform installs roles and controllers, so it reaches every namespace anyway. A tenant has its own, whatever its
 * folder holds at the moment (GITOPS013).
 */
function namespacesOf(units: readonly DeliveryUnit[]): string[] {
  const [first] = units;
  if (isOfPlatform(first)) return ['*'];
  if (first.tenant !== undefined) return [first.tenant];
  return sorted(units.flatMap((unit) => [...unit.namespaces, ...unit.makesNamespaces, namespaceOf(unit)]));
}

/** The platform may hold cluster-scoped objects of any kind. Whoever writes what a tenant has must not reach them. */
function clusterScoped(units: readonly DeliveryUnit[]): readonly GroupKind[] {
  const [first] = units;
  if (first.layer === Layer.TENANTS && first.tenant !== undefined) return OF_TENANTS;
  if (first.layer === Layer.WORKLOADS && first.tenant !== undefined) return [];
  const found = units.flatMap(({ kinds }) => kinds).filter(({ namespaced }) => !namespaced);
  const always = isOfPlatform(first) ? OF_PLATFORM : [];
  const keys = sorted([...always, ...found].map(({ group, kind }) => `${group}/${kind}`));
  return keys.map((key) => ({ group: key.split('/')[0], kind: key.split('/')[1] }));
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
