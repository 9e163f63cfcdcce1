import type { IConstruct } from 'constructs';
import { hasLoadBalancers, NamedCluster } from './accounts';
import { TenantKubernetes, WorkerController } from './options';
import { report } from '../../findings/findings';
import { about, Fault, fault } from '../../findings/rule';
import {
  CLUSTER_NAME, CLUSTER_TWICE, CLUSTERS_APART, NAMESPACE_SHARED, WITHOUT_EFFECT,
} from '../../rules/tenant/clusters';
import { notDnsLabel } from '../../toolkit/names';
import { Isolation, reportPeers, TenantIsolation } from '../isolation';

/** The props of a tenant that are about its Kubernetes clusters. */
export interface ClustersOfTenant {
  readonly kubernetes?: readonly TenantKubernetes[];
  readonly sharedByClusters?: boolean;
  readonly isolation?: TenantIsolation;
}

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
  const { cloudController, imageHeaderSecrets = [], prop, workers } = cluster;
  if (imageHeaderSecrets.length > 0 && workers !== WorkerController.MACHINE_CONTROLLER) {
    yield fault(`${prop}.imageHeaderSecrets`, 'names Secrets, but only machine-controller reads them',
      'Choose WorkerController.MACHINE_CONTROLLER, or leave it out.');
  }
  if (cloudController?.reachableFrom === undefined) return;
  const field = `${prop}.cloudController.reachableFrom`;
  if (!hasLoadBalancers(cluster)) {
    yield fault(field, 'says who may connect, but the cloud controller makes no load balancers',
      'Leave it out, or do not set loadBalancers to false.');
  } else if (isolation.preset === Isolation.NONE) {
    yield fault(field, 'says who may connect, but the tenant has no NetworkPolicies, so everybody may',
      'Leave it out, or choose Isolation.STRICT or Isolation.ALLOW_INTERNET.');
  }
}
