import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { evictionStrategyOf, migrationBarsOf, updatesMigrate } from '../../inventory/migration';
import { usualBinding } from '../../inventory/migration-of-networks';
import { isBridged } from '../../machines/networks/pod-network';
import { counted } from '../../toolkit/counted';
import { ClusterRule, faultOf } from '../rule';
import { kubevirt } from '../sources';

export const EXTERNAL_UPDATES: ClusterRule = {
  id: 'KV064',
  name: 'cluster/updates-of-external-machines',
  on: 'cluster',
  severity: Severity.INFO,
  title: 'Upgrades do not live-migrate machines behind a bridge whose eviction strategy is External',
  why: 'With the method LiveMigrate, KubeVirt migrates every outdated machine that can be migrated, whatever its '
    + 'eviction strategy. With External, a drain waits for another controller; an upgrade does not.',
  remedy: 'Make sure that addresses move with machines in this cluster, and accept this finding. Otherwise write '
    + 'kubevirtConfig: { workloadUpdateMethods: [] }: upgrades then move no machine, and each gets the new version '
    + 'when it restarts.',
  source: kubevirt('pkg/virt-controller/watch/workload-updater/workload-updater.go: getUpdateData'),
  acceptable: true,

  *check(cluster) {
    const entry = cluster.of('kubevirt.io', 'KubeVirt').find((each) => each.hasShape);
    if (entry === undefined || !updatesMigrate(cluster)) return;
    const moved = cluster.machines.filter((each) => isMoved(each, cluster));
    if (moved.length === 0) return;
    const others = moved.length === 1 ? '' : ` and of ${counted(moved.length - 1, 'other object')}`;
    const field = 'spec.workloadUpdateStrategy.workloadUpdateMethods';
    yield faultOf(entry, fault(field, `lists LiveMigrate, so an upgrade of KubeVirt live-migrates the machines of ${
      moved[0].where}${others}, although their eviction strategy is External. They are behind a bridge, and with most `
      + 'network plugins nobody reaches a migrated machine at its address there', this.remedy));
  },
};

function isMoved(entry: Entry, cluster: ClusterView): boolean {
  const vmi = entry.machine?.vmi;
  if (vmi === undefined || evictionStrategyOf(vmi, cluster) !== 'External') return false;
  return isBridged(vmi, usualBinding(cluster)) && migrationBarsOf(entry).length === 0;
}
