import type { CdiRelease, KubeVirtRelease } from './release';

/**
 * The namespaced kinds of Kubernetes itself, as `group/Kind` (Kubernetes v1.35, pkg/registry: the strategies whose
 * NamespaceScoped returns true).
 */
export const OF_KUBERNETES: ReadonlySet<string> = new Set([
  '/ConfigMap', '/Endpoints', '/Event', '/LimitRange', '/PersistentVolumeClaim', '/Pod', '/PodTemplate',
  '/ReplicationController', '/ResourceQuota', '/Secret', '/Service', '/ServiceAccount',
  'apps/ControllerRevision', 'apps/DaemonSet', 'apps/Deployment', 'apps/ReplicaSet', 'apps/StatefulSet',
  'autoscaling/HorizontalPodAutoscaler',
  'batch/CronJob', 'batch/Job',
  'coordination.k8s.io/Lease',
  'discovery.k8s.io/EndpointSlice',
  'events.k8s.io/Event',
  'networking.k8s.io/Ingress', 'networking.k8s.io/NetworkPolicy',
  'policy/PodDisruptionBudget',
  'rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/RoleBinding',
  'resource.k8s.io/ResourceClaim', 'resource.k8s.io/ResourceClaimTemplate',
  'storage.k8s.io/CSIStorageCapacity',
]);

/** Namespaced kinds of other projects that stand beside machines: of Multus, and of the CSI snapshotter. */
const OF_OTHERS: ReadonlySet<string> = new Set([
  'k8s.cni.cncf.io/NetworkAttachmentDefinition', 'snapshot.storage.k8s.io/VolumeSnapshot',
]);

const OF_RELEASES = new Map<string, ReadonlySet<string>>();

/** Whether a kind is known to be namespaced: one of Kubernetes' own, or one that a release defines with a CRD. */
export function isNamespaced(group: string, kind: string,
  ...releases: readonly (KubeVirtRelease | CdiRelease)[]): boolean {
  const key = `${group}/${kind}`;
  return OF_KUBERNETES.has(key) || OF_OTHERS.has(key) || releases.some((release) => namespacedIn(release).has(key));
}

function namespacedIn(release: KubeVirtRelease | CdiRelease): ReadonlySet<string> {
  const key = release.toString();
  let kinds = OF_RELEASES.get(key);
  if (kinds === undefined) {
    const namespaced = release._facts.kinds.filter(({ scope }) => scope === 'Namespaced');
    kinds = new Set(namespaced.map(({ group, kind }) => `${group}/${kind}`));
    OF_RELEASES.set(key, kinds);
  }
  return kinds;
}
