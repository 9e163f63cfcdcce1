import type { Cluster } from './cluster';
import type { ClusterView } from '../inventory/cluster-view';
import { Inventory, withInventory } from '../inventory/inventory';

/** Runs a function on the contents of the bundle for a cluster. The program must not change meanwhile. */
export function inventoryOfCluster<T>(cluster: Cluster, work: (view: ClusterView, inventory: Inventory) => T): T {
  return withInventory(cluster, (inventory) => {
    const view = inventory.clusters.find(({ where }) => where === cluster.node.path)!;
    return work(view, inventory);
  });
}
