import { ApiObject } from 'cdk8s';
import { ACCEPTANCES, ACCEPTANCES_RIGHT } from './acceptances';
import { ACCESS, ACCESS_RIGHT } from './access';
import { ARCHITECTURES, ARCHITECTURES_RIGHT } from './architectures';
import { BACKUPS, BACKUPS_RIGHT } from './backups';
import type { Plain, Releases, Right, Wrong } from './case';
import { CLAIMS, CLAIMS_RIGHT } from './claims';
import { CLONES, CLONES_RIGHT } from './clones';
import { CLUSTER, CLUSTER_PASSING } from './cluster';
import { CLUSTER_API_OBJECTS, CLUSTER_API_OBJECTS_RIGHT } from './cluster-api/rows';
import { CLUSTER_API_NODES, CLUSTER_API_NODES_RIGHT } from './cluster-api-nodes';
import { COPIES, COPIES_RIGHT } from './copies';
import { DISKS, DISKS_RIGHT } from './disks';
import { GITOPS, GITOPS_RIGHT } from './gitops';
import { GITOPS_OPTIONS, GITOPS_OPTIONS_RIGHT } from './gitops-options';
import { GUARDS, GUARDS_RIGHT } from './guards';
import { GUESTS, GUESTS_RIGHT } from './guests';
import { IMAGE_LOCKS, IMAGE_LOCKS_RIGHT } from './image-lock';
import { IMAGES, IMAGES_RIGHT } from './images';
import { INSTANCETYPES, INSTANCETYPES_RIGHT } from './instancetypes';
import { INTERFACES, INTERFACES_RIGHT } from './interfaces';
import { LOST_GATES, LOST_GATES_RIGHT } from './lost-gates';
import { MACHINE_DEPLOYMENTS, MACHINE_DEPLOYMENTS_RIGHT } from './machine-deployments/rows';
import { MACHINES, PASSING_MACHINES } from './machines';
import { MIGRATION_POLICIES, MIGRATION_POLICIES_RIGHT } from './migration-policies';
import { MONITORINGS, MONITORINGS_RIGHT } from './monitoring';
import { NETWORK_ATTACHMENTS, NETWORK_ATTACHMENTS_RIGHT } from './networks';
import { NODES, NODES_RIGHT } from './nodes';
import { OBJECTS, OBJECTS_RIGHT } from './objects';
import { OPENINGS, OPENINGS_RIGHT } from './openings';
import { PLUGGED_VOLUMES, PLUGGED_VOLUMES_RIGHT } from './plugged-volumes';
import { POLICIES_WITH_EFFECT, POLICIES_WITHOUT_EFFECT } from './policies';
import { PROPS, PROPS_RIGHT } from './props';
import { QUOTAS, QUOTAS_RIGHT } from './quotas';
import { REFERENCES, RIGHT_REFERENCES } from './references';
import { SCALING, SCALING_RIGHT } from './scaling';
import { NAMESPACES, plain, Scene } from './scene';
import { SCHEDULING, SCHEDULING_RIGHT } from './scheduling';
import { SECRETS, SECRETS_RIGHT } from './secrets';
import { SERVICES, SERVICES_RIGHT } from './services';
import { SHARED_NETWORKS, SHARED_NETWORKS_RIGHT } from './shared-networks';
import { SINGLE_MACHINES, SINGLE_MACHINES_RIGHT } from './single-machines';
import { SNAPSHOTS, SNAPSHOTS_RIGHT } from './snapshots';
import { SOURCES, SOURCES_RIGHT } from './sources';
import { STATED_FIELDS, STATED_FIELDS_RIGHT } from './stated-fields';
import { SURROUNDINGS, SURROUNDINGS_RIGHT } from './surroundings';
import { TENANT_CLUSTERS, TENANT_CLUSTERS_RIGHT } from './tenant-clusters';
import { RIGHT_TENANTS, TENANTS } from './tenants';
import { WORKERS, WORKERS_RIGHT } from './workers';
import { BetaFeatureGates, BundleApp, CdiRelease, KubeVirtCluster, KubeVirtRelease } from '../../src';

/** All programs with a fault. */
export const CORPUS: readonly Wrong[] = [
  ...ACCEPTANCES,
  ...ACCESS,
  ...CLAIMS,
  ...ARCHITECTURES,
  ...CLONES,
  ...CLUSTER,
  ...CLUSTER_API_OBJECTS,
  ...CLUSTER_API_NODES,
  ...GUARDS,
  ...GITOPS,
  ...GITOPS_OPTIONS,
  ...GUESTS,
  ...COPIES,
  ...DISKS,
  ...IMAGE_LOCKS,
  ...LOST_GATES,
  ...IMAGES,
  ...MACHINES,
  ...MIGRATION_POLICIES,
  ...MONITORINGS,
  ...INTERFACES,
  ...NETWORK_ATTACHMENTS,
  ...OBJECTS,
  ...PROPS,
  ...QUOTAS,
  ...REFERENCES,
  ...SCHEDULING,
  ...SECRETS,
  ...SERVICES,
  ...OPENINGS,
  ...SHARED_NETWORKS,
  ...SNAPSHOTS,
  ...SOURCES,
  ...BACKUPS,
  ...STATED_FIELDS,
  ...SURROUNDINGS,
  ...NODES,
  ...TENANTS,
  ...TENANT_CLUSTERS,
  ...WORKERS,
  ...PLUGGED_VOLUMES,
  ...SINGLE_MACHINES,
  ...SCALING,
  ...POLICIES_WITHOUT_EFFECT,
  ...INSTANCETYPES,
  ...MACHINE_DEPLOYMENTS,
];

/** All programs that come close to breaking a rule and do not. */
export const PASSING: readonly Right[] = [
  ...ACCEPTANCES_RIGHT,
  ...ACCESS_RIGHT,
  ...CLAIMS_RIGHT,
  ...ARCHITECTURES_RIGHT,
  ...MIGRATION_POLICIES_RIGHT,
  ...MONITORINGS_RIGHT,
  ...INTERFACES_RIGHT,
  ...NETWORK_ATTACHMENTS_RIGHT,
  ...OBJECTS_RIGHT,
  ...PROPS_RIGHT,
  ...QUOTAS_RIGHT,
  ...SCHEDULING_RIGHT,
  ...SECRETS_RIGHT,
  ...SERVICES_RIGHT,
  ...OPENINGS_RIGHT,
  ...IMAGE_LOCKS_RIGHT,
  ...LOST_GATES_RIGHT,
  ...IMAGES_RIGHT,
  ...CLONES_RIGHT,
  ...COPIES_RIGHT,
  ...DISKS_RIGHT,
  ...PASSING_MACHINES,
  ...MACHINE_DEPLOYMENTS_RIGHT,
  ...GUARDS_RIGHT,
  ...GITOPS_RIGHT,
  ...GITOPS_OPTIONS_RIGHT,
  ...GUESTS_RIGHT,
  ...WORKERS_RIGHT,
  ...SHARED_NETWORKS_RIGHT,
  ...SNAPSHOTS_RIGHT,
  ...SOURCES_RIGHT,
  ...BACKUPS_RIGHT,
  ...STATED_FIELDS_RIGHT,
  ...SURROUNDINGS_RIGHT,
  ...PLUGGED_VOLUMES_RIGHT,
  ...SINGLE_MACHINES_RIGHT,
  ...SCALING_RIGHT,
  ...POLICIES_WITH_EFFECT,
  ...INSTANCETYPES_RIGHT,
  ...CLUSTER_PASSING,
  ...CLUSTER_API_OBJECTS_RIGHT,
  ...CLUSTER_API_NODES_RIGHT,
  ...RIGHT_REFERENCES,
  ...RIGHT_TENANTS,
  ...NODES_RIGHT,
  ...TENANT_CLUSTERS_RIGHT,
];

/** The programs whose verdict holds for a pair of releases. */
export function corpusFor(kubevirt: KubeVirtRelease, cdi: CdiRelease): Wrong[] {
  return CORPUS.filter(({ releases }) => holds(releases ?? {}, kubevirt, cdi));
}

/** The objects of a wrong program, written into a scene, as the server gets them. */
export function objectsOf({ program }: Wrong, scene: Scene): Plain[] {
  return program(scene).map((object) => (ApiObject.isApiObject(object) ? object.toJson() : object));
}

/**
 * What must be there before the corpus is applied, so that it is refused for its faults and not for want of something
 * else.
 */
export function prerequisites(kubevirt: KubeVirtRelease, cdi: CdiRelease): Plain[] {
  const cluster = new KubeVirtCluster(new BundleApp(), 'infra', {
    kubevirt,
    cdi,
    featureGates: GATES.filter((gate) => kubevirt.featureGateState(gate) !== undefined),
    betaFeatureGates: BetaFeatureGates.RELEASE,
  });
  return [
    cluster.kubevirtCr.toJson(),
    ...NAMESPACES.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    plain(
      kubevirt.apiVersion('instancetype.kubevirt.io', 'VirtualMachineInstancetype')!,
      'VirtualMachineInstancetype',
      'standard-2',
      { cpu: { guest: 2 }, memory: { guest: '8Gi' } },
    ),
    plain('cdi.kubevirt.io/v1beta1', 'DataSource', 'debian', {
      source: { pvc: { name: 'debian', namespace: NAMESPACES[0] } },
    }),
  ];
}

/** Gates without which KubeVirt does not even look at what is wrong. */
const GATES = [
  'DownwardMetrics',
  'EnableVirtioFsStorageVolumes',
  'ExperimentalIgnitionSupport',
  'GPUsWithDRA',
  'HostDevices',
  'HostDevicesWithDRA',
  'HostDisk',
  'IncrementalBackup',
  'MultiArchitecture',
  'NetworkDevicesWithDRA',
  'PanicDevices',
  'PortRangesSpec',
  'SecureExecution',
  'Snapshot',
  'VMExport',
  'VideoConfig',
  'WorkloadEncryptionSEV',
  'WorkloadEncryptionTDX',
];

/** The second number of a minor: 36 of `1.36`. */
function numberOf(minor: string): number {
  return Number(minor.split('.')[1]);
}

function holds(
  { kubevirtFrom, kubevirtUntil, cdiFrom, cdiUntil, kubernetesFrom, kubernetesUntil }: Releases,
  kubevirt: KubeVirtRelease,
  cdi: CdiRelease,
): boolean {
  const kubernetes = numberOf(kubevirt.kubernetesMinors.at(-1)!);
  return (
    (kubernetesFrom === undefined || kubernetes >= numberOf(kubernetesFrom)) &&
    (kubernetesUntil === undefined || kubernetes < numberOf(kubernetesUntil)) &&
    (kubevirtFrom === undefined || kubevirt._atLeast(kubevirtFrom)) &&
    (kubevirtUntil === undefined || !kubevirt._atLeast(kubevirtUntil)) &&
    (cdiFrom === undefined || cdi._atLeast(cdiFrom)) &&
    (cdiUntil === undefined || !cdi._atLeast(cdiUntil))
  );
}
