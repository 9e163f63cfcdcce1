import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import { deviceBars } from './migration-of-devices';
import type { VirtualMachineInstanceSpec } from '../../imports/kubevirt.io';
import { migrationBars } from '../machines/migration';
import { PodNetworkBinding } from '../machines/network-binding';
import { EvictionStrategy } from '../machines/strategies';
import { texts } from '../toolkit/shape';

/** What prevents live migration of an entry's machine, as far as the bundle tells. */
export function migrationBarsOf(entry: Entry): readonly string[] {
  const { machine, cluster } = entry;
  return machine === undefined ? [] : [...migrationBars(machine, usualBinding(cluster)), ...deviceBars(entry)];
}

/** The eviction strategies that move a machine when its node is drained. */
export const MIGRATING: readonly string[] = [
  EvictionStrategy.LIVE_MIGRATE, EvictionStrategy.LIVE_MIGRATE_IF_POSSIBLE,
];

/** Whether a drain may live-migrate an entry's machine. */
export function mayMigrate(entry: Entry): boolean {
  const { machine, cluster } = entry;
  if (machine === undefined) return false;
  const strategy = evictionStrategyOf(machine.vmi, cluster);
  return (strategy === undefined || MIGRATING.includes(strategy)) && migrationBarsOf(entry).length === 0;
}

/**
 * The eviction strategy of a machine: its own, or that of the KubeVirt custom resource (KubeVirt v1.9.0
 * pkg/util/migrations/migrations.go: VMIEvictionStrategy). Undefined if the program does not know it.
 */
export function evictionStrategyOf(
  { evictionStrategy }: VirtualMachineInstanceSpec, cluster: ClusterView | undefined,
): string | undefined {
  if (evictionStrategy !== undefined) return evictionStrategy;
  const spec = cluster?.kubevirtSpec;
  return spec === undefined ? undefined : spec.configuration?.evictionStrategy ?? 'None';
}

/** Whether KubeVirt live-migrates machines with outdated launchers; also true if the program does not know. */
export function updatesMigrate(cluster: ClusterView | undefined): boolean {
  const spec = cluster?.kubevirtSpec;
  return spec === undefined || texts(spec.workloadUpdateStrategy?.workloadUpdateMethods).includes('LiveMigrate');
}

/**
 * How KubeVirt connects machines that say nothing about networks: by a bridge, unless its custom resource names another
 * binding; undefined if the bundle does not hold that.
 */
export function usualBinding(cluster: ClusterView | undefined): string | undefined {
  const spec = cluster?.kubevirtSpec;
  if (spec === undefined) return undefined;
  return spec.configuration?.network?.defaultNetworkInterface || PodNetworkBinding.BRIDGE;
}
