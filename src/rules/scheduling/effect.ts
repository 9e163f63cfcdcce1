import { PodTerm, Selected, selectedBy } from './own-label';
import type { PodAffinity } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { items } from '../../toolkit/shape';
import type { ClusterRule } from '../rule';
import { kubernetes, own } from '../sources';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const SHOWN = 3;

export const NO_EFFECT: ClusterRule = {
  id: 'SCHED030',
  name: 'scheduling/no-effect',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'A policy that keeps machines apart, together or spread selects other pods than the machine itself',
  why: 'Without podLabels, a single machine is selected by its own label alone, whichever machines share the policy: '
    + 'nothing is kept apart from it.',
  remedy: 'Write podLabels in the policy, and the same ones as labels of the machines that belong together.',
  source: own(),
  acceptable: true,

  *check(cluster) {
    for (const { prop, where, machines, selected } of usesIn(cluster)) {
      // SCHED031 and SCHED032 report what that does.
      if (prop === TOGETHER_REQUIRED) continue;
      const what = selected === Selected.ITSELF ? 'selects each of these single machines by itself alone'
        : 'selects labels that no pod of the namespace has';
      yield { ...fault(prop, `has no effect on ${shown(machines)}: it ${what}`, NO_EFFECT.remedy), where };
    }
  },
};

export const NEVER_SCHEDULED: ClusterRule = {
  id: 'SCHED031',
  name: 'scheduling/never-scheduled',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'The pods that a policy requires machines to be with exist',
  why: 'The scheduler finds no node with such a pod, so the machine stays pending.',
  remedy: 'Write podLabels that a machine or another pod of the namespace has, or Preset.SOFT.',
  source: kubernetes('pkg/scheduler/framework/plugins/interpodaffinity/filtering.go: satisfyPodAffinity'),
  acceptable: true,

  *check(cluster) {
    for (const { prop, where, machines, selected } of usesIn(cluster)) {
      if (prop !== TOGETHER_REQUIRED || selected !== Selected.NOTHING) continue;
      const problem = 'names labels that no pod of the namespace has, and podAffinityPreset requires one on the same '
        + `node or in the same domain, so no node suits ${shown(machines)}`;
      yield { ...fault('podLabels', problem, NEVER_SCHEDULED.remedy), where };
    }
  },
};

/** The prop of a policy that a term came from. */
const TOGETHER_REQUIRED = 'podAffinityPreset, required';
const TOGETHER = 'podAffinityPreset';
const APART = 'podAntiAffinityPreset';
const SPREAD = 'topologySpread';

/** What a prop of a policy selects for some machines. */
interface Use {
  readonly prop: string;
  /** The path of the policy. */
  readonly where: string;
  readonly selected: Selected;
  readonly machines: string[];
}

const KNOWN = new WeakMap<ClusterView, readonly Use[]>();

/** The props of policies that select nothing else than their machines: once for each policy, prop and reason. */
function usesIn(cluster: ClusterView): readonly Use[] {
  const known = KNOWN.get(cluster);
  if (known !== undefined) return known;
  const uses = new Map<string, Use>();
  for (const entry of cluster.machines) {
    const { policy } = entry.intent;
    if (policy === undefined) continue;
    for (const [prop, selected] of selectedOf(entry)) {
      const key = `${policy} ${prop} ${selected}`;
      const use = uses.get(key) ?? { prop, where: policy, selected, machines: [] };
      use.machines.push(String(entry.object!.metadata.name));
      uses.set(key, use);
    }
  }
  const found = [...uses.values()];
  KNOWN.set(cluster, found);
  return found;
}

/** The props whose every term selects no other pod, with what they select. */
function selectedOf(entry: Entry): Map<string, Selected> {
  const found = new Map<string, Selected>();
  const { affinity, topologySpreadConstraints } = entry.machine?.vmi ?? {};
  const terms: [string, readonly PodTerm[]][] = [
    [TOGETHER_REQUIRED, items(affinity?.podAffinity?.[REQUIRED]) as readonly PodTerm[]],
    [TOGETHER, preferred(affinity?.podAffinity)],
    [APART, [...ofNodes(affinity?.podAntiAffinity), ...preferred(affinity?.podAntiAffinity)]],
    [SPREAD, items(topologySpreadConstraints) as readonly PodTerm[]],
  ];
  for (const [prop, each] of terms) {
    const selected = each.map((term) => selectedBy(term, entry)).find((which) => which !== Selected.OTHERS);
    if (selected !== undefined) found.set(prop, selected);
  }
  return found;
}

/**
 * The target of a migration is always on another node. It is not always in another zone, so keeping away from the own
 * zone has an effect.
 */
function ofNodes(pods: PodAffinity | undefined): PodTerm[] {
  return items(pods?.[REQUIRED]).filter(({ topologyKey }) => topologyKey === 'kubernetes.io/hostname') as PodTerm[];
}

function preferred(pods: PodAffinity | undefined): PodTerm[] {
  return items(pods?.[PREFERRED]).flatMap(({ podAffinityTerm }) => (podAffinityTerm ?? []) as PodTerm | PodTerm[]);
}

function shown(machines: readonly string[]): string {
  const names = machines.slice(0, SHOWN).map((name) => `"${name}"`).join(', ');
  const others = machines.length - SHOWN;
  return others > 0 ? `${names} and ${others} more` : names;
}
