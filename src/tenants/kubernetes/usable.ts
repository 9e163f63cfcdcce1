import type { IConstruct } from 'constructs';
import { accountsOf, hasLoadBalancers, isCount, NamedCluster } from './accounts';
import { TenantKubernetes, WorkerController } from './options';
import { report } from '../../findings/findings';
import { about, Fault, fault } from '../../findings/rule';
import { CLUSTER_STORAGE, NO_SNAPSHOTS, VOLUME_ROOM } from '../../rules/tenant/cluster-storage';
import {
  CLUSTER_NAME, CLUSTER_TWICE, CLUSTERS_APART, HEADER_SECRETS, NAMESPACE_SHARED, WITHOUT_EFFECT,
} from '../../rules/tenant/clusters';
import { NODE_PORTS_BEYOND } from '../../rules/tenant/node-ports';
import { notDnsLabel, notDnsSubdomain } from '../../toolkit/names';
import { notByteSize } from '../../toolkit/quantity';
import { repeated } from '../../toolkit/shape';
import { Isolation, reportPeers, TenantIsolation } from '../isolation';

/** The props of a tenant that are about its Kubernetes clusters. */
export interface ClustersOfTenant {
  readonly kubernetes?: readonly TenantKubernetes[];
  readonly sharedByClusters?: boolean;
  readonly isolation?: TenantIsolation;
}

/** Kubernetes' own default (--service-node-port-range). */
const FIRST_NODE_PORT = 30000;
const LAST_NODE_PORT = 32767;

/** The clusters of a tenant, with names. */
export function namedClusters({ kubernetes = [] }: ClustersOfTenant, id: string): NamedCluster[] {
  return kubernetes.map((cluster, index) => ({ ...cluster, name: cluster.name ?? id, prop: `kubernetes[${index}]` }));
}

/** The clusters that can be written: those with a valid name. Of two with one name, the first. */
export function usableClusters(clusters: readonly NamedCluster[]): NamedCluster[] {
  return clusters.filter((cluster) => notDnsLabel(cluster.name) === undefined && isFirst(cluster, clusters));
}

function isFirst(cluster: NamedCluster, clusters: readonly NamedCluster[]): boolean {
  return clusters.find(({ name }) => name === cluster.name) === cluster;
}

/** Reports mistakes in the clusters of a tenant that cannot be seen in objects. */
export function reportClusters(tenant: IConstruct, given: ClustersOfTenant, clusters: readonly NamedCluster[]): void {
  report(tenant, CLUSTER_NAME, clusters.flatMap(({ name, prop }) => about(`${prop}.name`, notDnsLabel(name))));
  report(tenant, CLUSTER_TWICE, clusters.filter((cluster) => !isFirst(cluster, clusters)).map(({ name, prop }) => (
    fault(`${prop}.name`, `"${name}" is the name of an earlier cluster of the tenant, so the machines of the two `
      + 'cannot be told apart', CLUSTER_TWICE.remedy))));
  report(tenant, NAMESPACE_SHARED, sharedFaults(given, usableClusters(clusters)));
  report(tenant, CLUSTERS_APART, apartFaults(given, usableClusters(clusters)));
  report(tenant, WITHOUT_EFFECT, clusters.flatMap((cluster) => [...withoutEffect(cluster, given)]));
  report(tenant, HEADER_SECRETS, clusters.flatMap((cluster) => [...secretFaults(cluster)]));
  report(tenant, NODE_PORTS_BEYOND, clusters.flatMap((cluster) => [...portFaults(cluster)]));
  report(tenant, VOLUME_ROOM, clusters.flatMap((cluster) => [...roomFaults(cluster)]));
  report(tenant, CLUSTER_STORAGE, clusters.flatMap((cluster) => [...storageFaults(cluster)]));
  report(tenant, NO_SNAPSHOTS, clusters.flatMap((cluster) => noSnapshots(cluster)));
  reportPeers(tenant, clusters.flatMap(({ prop, cloudController }) => (
    cloudController?.reachableFrom === undefined ? []
      : [[`${prop}.cloudController.reachableFrom`, cloudController.reachableFrom] as const])));
}

function* sharedFaults({ sharedByClusters }: ClustersOfTenant, clusters: readonly NamedCluster[]): Iterable<Fault> {
  if (sharedByClusters === true || clusters.length < 2) return;
  const names = clusters.map(({ name }) => name).join(', ');
  yield fault('kubernetes', `holds ${clusters.length} clusters, ${names}, but a namespace is for one: rights and `
    + 'quotas hold for a whole namespace, so each could delete the machines of the others', NAMESPACE_SHARED.remedy);
}

function* apartFaults(
  { sharedByClusters, isolation = {} }: ClustersOfTenant, clusters: readonly NamedCluster[],
): Iterable<Fault> {
  if (sharedByClusters !== true || clusters.length < 2) return;
  if (isolation.preset === Isolation.NONE) {
    yield fault('sharedByClusters', 'is true and the isolation has the preset NONE, so machines of each cluster reach '
      + 'those of the others', CLUSTERS_APART.remedy);
  } else if (isolation.sameNamespace === true) {
    yield fault('isolation.sameNamespace', 'is true, so machines of each cluster reach those of the others',
      'Leave it out: machines of one cluster reach each other then.');
  }
}

function* withoutEffect(cluster: NamedCluster, { isolation = {} }: ClustersOfTenant): Iterable<Fault> {
  const { cloudController, csiDriver, imageHeaderSecrets = [], prop, workers } = cluster;
  if (imageHeaderSecrets.length > 0 && workers !== WorkerController.MACHINE_CONTROLLER) {
    yield fault(`${prop}.imageHeaderSecrets`, 'names Secrets, but only machine-controller reads them',
      'Choose WorkerController.MACHINE_CONTROLLER, or leave it out.');
  }
  const mapped = (csiDriver?.storageClasses ?? []).findIndex(({ snapshotClasses = [] }) => snapshotClasses.length > 0);
  if (mapped >= 0 && csiDriver?.snapshots !== true) {
    yield fault(`${prop}.csiDriver.storageClasses[${mapped}].snapshotClasses`,
      'names classes of snapshots, but the CSI driver makes none', 'Set snapshots to true, or leave it out.');
  }
  if (accountsOf(cluster).length === 0) {
    for (const option of ['clusterReads', 'token'] as const) {
      if (cluster[option] === undefined || cluster[option] === false) continue;
      yield fault(`${prop}.${option}`, 'is about accounts of controllers, but the cluster has none',
        'Write workers, cloudController or csiDriver, or leave it out.');
    }
  }
  if (cloudController?.reachableFrom === undefined) {
    if (cloudController?.nodePorts === undefined) return;
    yield fault(`${prop}.cloudController.nodePorts`, 'says which ports are opened, but not for whom',
      'Write reachableFrom too, or leave it out.');
    return;
  }
  const field = `${prop}.cloudController.reachableFrom`;
  if (!hasLoadBalancers(cluster)) {
    yield fault(field, 'says who may connect, but the cloud controller makes no load balancers',
      'Leave it out, or do not set loadBalancers to false.');
  } else if (isolation.preset === Isolation.NONE) {
    yield fault(field, 'says who may connect, but the tenant has no NetworkPolicies, so everybody may',
      'Leave it out, or choose Isolation.STRICT or Isolation.ALLOW_INTERNET.');
  }
}

function* secretFaults({ imageHeaderSecrets = [], prop }: NamedCluster): Iterable<Fault> {
  for (const [index, name] of imageHeaderSecrets.entries()) {
    yield* about(`${prop}.imageHeaderSecrets[${index}]`, notDnsSubdomain(name));
  }
}

function* portFaults({ cloudController: { nodePorts } = {}, prop }: NamedCluster): Iterable<Fault> {
  const { port, endPort = port } = nodePorts ?? {};
  if (typeof port !== 'number' || typeof endPort !== 'number') return;
  if (port >= FIRST_NODE_PORT && endPort <= LAST_NODE_PORT) return;
  yield fault(`${prop}.cloudController.nodePorts`, `opens ${port} to ${endPort}, but node ports are `
    + `${FIRST_NODE_PORT} to ${LAST_NODE_PORT} unless the tenant's API server has another range`,
  NODE_PORTS_BEYOND.remedy);
}

function* roomFaults({ csiDriver: { room } = {}, prop }: NamedCluster): Iterable<Fault> {
  if (room === undefined) return;
  const at = `${prop}.csiDriver.room`;
  const { storageClassName, volumes } = room;
  if (!isCount(volumes)) yield fault(`${at}.volumes`, `is ${volumes}, not a number of volumes`, VOLUME_ROOM.remedy);
  yield* about(`${at}.capacity`, notByteSize(room.capacity));
  if (storageClassName !== undefined) yield* about(`${at}.storageClassName`, notDnsSubdomain(storageClassName));
}

function* storageFaults({ csiDriver: { storageClasses = [] } = {}, prop }: NamedCluster): Iterable<Fault> {
  const at = `${prop}.csiDriver.storageClasses`;
  for (const [index, { name, snapshotClasses = [] }] of storageClasses.entries()) {
    yield* about(`${at}[${index}].name`, notDnsSubdomain(name));
    for (const each of snapshotClasses) yield* about(`${at}[${index}].snapshotClasses`, notDnsSubdomain(each));
  }
  for (const name of repeated(storageClasses.map((each) => each.name))) {
    yield fault(at, `holds "${name}" twice`, 'Write it once.');
  }
  const defaults = storageClasses.filter(({ isDefault }) => isDefault === true).map(({ name }) => name);
  if (defaults.length > 1) {
    yield fault(at, `has ${defaults.length} default classes, ${defaults.join(', ')}`,
      'Let one of them be the default.');
  }
}

function noSnapshots({ csiDriver: { snapshots, storageClasses = [] } = {}, prop }: NamedCluster): Fault[] {
  if (snapshots !== true) return [];
  return storageClasses.flatMap(({ name, snapshotClasses }, index) => (snapshotClasses !== undefined ? [] : [
    fault(`${prop}.csiDriver.storageClasses[${index}].snapshotClasses`, 'is missing, so the driver refuses snapshots '
      + `of volumes of "${name}"`, NO_SNAPSHOTS.remedy),
  ]));
}
