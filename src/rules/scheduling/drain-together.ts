import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { evictionStrategyOf, MIGRATING, migrationBarsOf } from '../../inventory/migration';
import { VMI } from '../../machines/machine';
import { isAboutOwn } from '../machine/drain';
import { located } from '../machine/paths';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';

const TERMS = `${VMI}.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution`;
const HOSTNAME = 'kubernetes.io/hostname';

export const DRAIN_TOGETHER: MachineRule = {
  id: 'SCHED032',
  name: 'scheduling/drain-together',
  on: 'machine',
  concerns: ['affinity'],
  severity: Severity.WARNING,
  title: 'Machines that must share a node can leave it when it is drained',
  why: 'KubeVirt denies the eviction of a machine that can be live-migrated until it has moved, and keeps the target '
    + 'of a migration away from the node of its source. If machines must be on the node of others with their own '
    + 'labels, no node suits the target.',
  remedy: 'Prefer the affinity (Preset.SOFT) in place of requiring it, choose a topologyKey with several nodes, or '
    + 'EvictionStrategy.NONE.',
  source: kubevirt('pkg/virt-controller/watch/migration/migration.go: createMigrationPodAntiAffinityRule'),
  acceptable: true,

  *check(machine, entry) {
    const required = machine.vmi.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
    const strategy = evictionStrategyOf(machine.vmi, entry.cluster);
    if (required === undefined || strategy === undefined || !MIGRATING.includes(strategy)) return;
    const stuck = located(required, TERMS).filter(([term]) => (
      term.topologyKey === HOSTNAME && isAboutOwn(term, machine.labels, entry)));
    if (stuck.length === 0 || migrationBarsOf(entry).length > 0) return;
    for (const [, at] of stuck) {
      yield fault(at, `keeps these machines on one node, and the eviction strategy ${strategy} denies the eviction of `
        + 'each until it has moved to another one, so a drain never ends', this.remedy);
    }
  },
};
