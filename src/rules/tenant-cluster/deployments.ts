import type { Entry } from '../../inventory/entry';
import type { Inventory } from '../../inventory/inventory';
import type { KubernetesClusterFacts, Located } from '../../inventory/known';
import { DeploymentParts, partsOf } from '../../machine-controller/parts';
import { MACHINE_DEPLOYMENT, MACHINE_GROUP } from '../../machine-controller/types';

/** A MachineDeployment in the cluster of a tenant. */
export interface DeploymentOfCluster {
  readonly entry: Entry;
  readonly parts: DeploymentParts;
  readonly cluster: Located<KubernetesClusterFacts>;
}

/** The MachineDeployments of tenants' clusters, whoever made them, as they will be written. */
export function* deploymentsOfClusters({ entries, tenantClusters }: Inventory): Iterable<DeploymentOfCluster> {
  if (tenantClusters.length === 0) return;
  const byDirectory = new Map(tenantClusters.map((cluster) => [cluster.directory, cluster]));
  for (const entry of entries) {
    if (entry.group !== MACHINE_GROUP || entry.kind !== MACHINE_DEPLOYMENT) continue;
    const cluster = byDirectory.get(entry.placement.cluster ?? '');
    if (cluster === undefined || entry.object === undefined) continue;
    yield { entry, parts: partsOf(entry.object as { readonly spec?: unknown }), cluster };
  }
}
