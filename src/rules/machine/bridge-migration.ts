import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { evictionStrategyOf, updatesMigrate } from '../../inventory/migration';
import { usualBinding } from '../../inventory/migration-of-networks';
import { PodNetworkBinding } from '../../machines/networks/network-binding';
import { ALLOW_BRIDGE_MIGRATION } from '../../machines/networks/networking';
import { isBridged } from '../../machines/networks/pod-network';
import { fieldBelow } from '../../toolkit/path';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';

const AT = fieldBelow('template.metadata.annotations', ALLOW_BRIDGE_MIGRATION);

export const BRIDGE_MIGRATION: MachineRule = {
  id: 'VM115',
  name: 'workers/bridge-migration',
  on: 'machine',
  concerns: [`metadata.annotations["${ALLOW_BRIDGE_MIGRATION}"]`],
  severity: Severity.WARNING,
  title: 'A machine whose eviction strategy is None does not permit live migration of its bridge',
  why: 'The workload update of KubeVirt migrates every machine that can be migrated, whatever its eviction strategy. '
    + 'With a bridge, the guest then keeps an address that its new node does not route.',
  remedy: 'Leave the annotation out, or choose LiveMigrateIfPossible if addresses move with their machines.',
  source: kubevirt('pkg/virt-controller/watch/workload-updater/workload-updater.go: getUpdateData'),
  acceptable: true,

  *check({ vmi, annotations }, { cluster, intent }) {
    if (!updatesMigrate(cluster)) return;
    const binding = usualBinding(cluster) ?? PodNetworkBinding.BRIDGE;
    const isPermitted = annotations[ALLOW_BRIDGE_MIGRATION] !== undefined && isBridged(vmi, binding);
    if (!isPermitted || evictionStrategyOf(vmi, cluster) !== 'None') return;
    yield fault(AT, 'permits live migration, although the eviction strategy is None: the workload update of KubeVirt '
      + 'migrates the machine after an upgrade, and its address does not move with most network plugins',
    intent.propOf === undefined ? this.remedy : 'Set the prop evictionStrategy instead, with which the annotation is '
      + 'left out; or choose LiveMigrateIfPossible if addresses move with their machines.');
  },
};
