import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import { migrationBars } from '../machines/migration';
import { PodNetworkBinding } from '../machines/network';
import { EvictionStrategy } from '../machines/strategies';

/** What prevents live migration of an entry's machine, as far as the bundle tells. */
export function migrationBarsOf(entry: Entry): readonly string[] {
  const { machine, cluster } = entry;
  return machine === undefined ? [] : [...migrationBars(machine, usualBinding(cluster))];
}

const MIGRATING: readonly (string | undefined)[] = [
  EvictionStrategy.LIVE_MIGRATE, EvictionStrategy.LIVE_MIGRATE_IF_POSSIBLE,
];

/** Whether a drain may live-migrate an entry's machine. */
export function mayMigrate(entry: Entry): boolean {
  const { machine, cluster } = entry;
  if (machine === undefined) return false;
  const { evictionStrategy } = machine.vmi;
  const isKnown = evictionStrategy !== undefined || cluster?.kubevirtSpec !== undefined;
  const strategy = evictionStrategy ?? cluster?.kubevirtSpec?.configuration?.evictionStrategy;
  return (!isKnown || MIGRATING.includes(strategy)) && migrationBarsOf(entry).length === 0;
}

/**
 * How KubeVirt connects machines that say nothing about networks: by a bridge, unless its custom resource names another
 * binding; undefined if the bundle does not hold that.
 */
function usualBinding(cluster: ClusterView | undefined): string | undefined {
  const spec = cluster?.kubevirtSpec;
  if (spec === undefined) return undefined;
  return spec.configuration?.network?.defaultNetworkInterface || PodNetworkBinding.BRIDGE;
}
