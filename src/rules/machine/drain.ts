import type { PodAffinityTerm } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { evictionStrategyOf, MIGRATING, migrationBarsOf } from '../../inventory/migration';
import { LAUNCHER_LABELS } from '../../machines/launcher/launcher-label';
import { VMI } from '../../machines/machine';
import { Labels, LabelSelector, selects } from '../../toolkit/label-selector';
import { texts } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { PodTerm, Selected, selectedBy } from '../scheduling/own-label';
import { kubevirt } from '../sources';
import { located } from './paths';

const TERMS = `${VMI}.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution`;

export const DRAIN: MachineRule = {
  id: 'VM116',
  name: 'workers/drain',
  on: 'machine',
  concerns: ['affinity'],
  severity: Severity.WARNING,
  title: 'Machines that must not share a node find another one when theirs is drained',
  why: 'KubeVirt denies the eviction of a machine that can be live-migrated until it has moved. The target of the '
    + 'migration must keep away from the other machines too, so if these are on all other nodes, the drain never ends.',
  remedy: 'Prefer the anti-affinity (Preset.SOFT) in place of requiring it, keep more nodes than machines, or choose '
    + 'EvictionStrategy.NONE.',
  source: kubevirt('pkg/virt-api/webhooks/validating-webhook/admitters/pod-eviction-admitter.go: admitLauncherPod'),
  acceptable: true,

  *check(machine, entry) {
    const strategy = evictionStrategyOf(machine.vmi, entry.cluster);
    if (strategy === undefined || !MIGRATING.includes(strategy)) return;
    const terms = located(machine.vmi.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution, TERMS);
    const own = terms.filter(([term]) => isAboutOwn(term, machine.labels, entry) && !isIdle(term, entry));
    if (own.length === 0 || migrationBarsOf(entry).length > 0) return;
    for (const [{ topologyKey }, at] of own) {
      yield fault(at, `keeps these machines apart by "${topologyKey}", and the eviction strategy ${strategy} denies `
        + 'the eviction of each until it has moved: if no other node is free of them, a drain never ends',
      this.remedy);
    }
  },
};

/**
 * Whether a term of a policy keeps a machine away from its own node alone, as KubeVirt does with the target of each
 * migration. SCHED030 reports that it has no effect.
 */
function isIdle(term: PodAffinityTerm, entry: Entry): boolean {
  return entry.intent.policy !== undefined && term.topologyKey === 'kubernetes.io/hostname'
    && selectedBy(term as PodTerm, entry) === Selected.ITSELF;
}

/** Labels that KubeVirt adds to every launcher. */
const OF_LAUNCHERS: Labels = {
  ...LAUNCHER_LABELS,
  'kubevirt.io/created-by': '',
  'vm.kubevirt.io/name': '',
};

/** Whether a term is about machines with the machine's own labels. */
export function isAboutOwn(term: PodAffinityTerm, labels: Labels, entry: Entry): boolean {
  const { labelSelector, mismatchLabelKeys } = term;
  if (!selects(labelSelector as LabelSelector | undefined, { ...OF_LAUNCHERS, ...labels })) return false;
  return !texts(mismatchLabelKeys).some((key) => Object.hasOwn(labels, key)) && isAboutOwnNamespace(term, entry);
}

function isAboutOwnNamespace({ namespaces, namespaceSelector }: PodAffinityTerm, entry: Entry): boolean {
  const { cluster, namespace = '' } = entry;
  const named = texts(namespaces);
  if (named.length === 0 && namespaceSelector === undefined) return true;
  if (named.includes(namespace)) return true;
  if (namespaceSelector === undefined) return false;
  const labels = cluster?.find('', 'Namespace', namespace)?.object?.metadata.labels;
  return selects(namespaceSelector as LabelSelector, { ...labels as Labels, 'kubernetes.io/metadata.name': namespace });
}
