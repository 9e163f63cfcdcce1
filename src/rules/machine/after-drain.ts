import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { evictionStrategyOf, migrationBarsOf } from '../../inventory/migration';
import { liftOf } from '../../inventory/migration-of-devices';
import { EvictionStrategy, RunStrategy } from '../../machines/strategies';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';

export const AFTER_DRAIN: MachineRule = {
  id: 'VM132',
  name: 'machines/after-drain',
  on: 'machine',
  concerns: ['always'],
  severity: Severity.WARNING,
  title: 'A machine that is shut down because its node is drained is started again',
  why: 'KubeVirt takes the end of a machine whose launcher was evicted for a shutdown that the guest chose. With '
    + 'RerunOnFailure it stays down until somebody starts it (kubevirt/kubevirt#9823).',
  remedy: 'Write RunStrategy.ALWAYS, or make the machine one that can be live-migrated.',
  source: kubevirt('pkg/virt-handler/vm.go: calculateVmPhaseForStatusReason; '
    + 'pkg/virt-controller/watch/vm/vm.go: syncRunStrategy'),
  acceptable: true,

  *check({ spec }, entry) {
    if (spec.runStrategy !== RunStrategy.RERUN_ON_FAILURE) return;
    const reason = shutDownFor(entry);
    if (reason === undefined) return;
    const remedies = [this.remedy, liftOf(reason, entry)].filter((each) => each !== undefined);
    yield fault('runStrategy', `is ${spec.runStrategy}, but a drain shuts the machine down, because ${reason}, and `
      + 'then it stays down until somebody starts it', remedies.join(' '));
  },
};

/** Why a drain shuts an entry's machine down; undefined if it does not, or if the bundle does not tell. */
function shutDownFor(entry: Entry): string | undefined {
  const strategy = evictionStrategyOf(entry.machine!.vmi, entry.cluster);
  if (strategy === EvictionStrategy.NONE) return 'the eviction strategy is None';
  return strategy === EvictionStrategy.LIVE_MIGRATE_IF_POSSIBLE ? migrationBarsOf(entry)[0] : undefined;
}
