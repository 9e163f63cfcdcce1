import { mustBeListed } from './standing';
import { gatesIn } from './wishes';
import type { KubeVirtSpec } from '../../../../imports/kubevirt.io';
import { Severity } from '../../../findings/finding';
import { Fault, fault } from '../../../findings/rule';
import type { ClusterView } from '../../../inventory/cluster-view';
import type { PropRule } from '../../rule';
import { kubevirt } from '../../sources';

const REMEDY = 'Name each in featureGates of the cluster until nothing there uses it.';

/** Synthesis checks it, because only the files of the bundle before show the change. */
export const LOST_GATES: PropRule = {
  id: 'KV072',
  name: 'cluster/lost-gates',
  on: 'props',
  severity: Severity.INFO,
  title: 'A feature gate that was on stays on while something in the cluster uses it',
  why: 'A gate goes off with the last object of the program that needs it. Machines of a tenant that leaves the '
    + 'program are kept, and KubeVirt then refuses what they do with the gate.',
  remedy: `${REMEDY} Compared is the bundle in the output directory: with an empty one, nothing is found.`,
  source: kubevirt('pkg/virt-config/featuregate/feature-gates.go: IsEnabled'),
  acceptable: true,
};

/** The KubeVirt custom resource of the bundle before. */
export interface SpecBefore {
  readonly spec: KubeVirtSpec | undefined;
  /** Whether it is for the release of today, so that its lists mean the same. */
  readonly isOfRelease: boolean;
}

/**
 * The fault of a custom resource that turns off gates which the one before turned on. Gates that the program itself
 * turns off are meant.
 */
export function lostGates({ facts, kubevirtSpec }: ClusterView, before: SpecBefore): Fault | undefined {
  const [old, now] = [gatesIn(before.spec), gatesIn(kubevirtSpec)];
  const unlisted = old.wanted.filter((gate) => (
    mustBeListed(facts.kubevirt, gate) && !now.wanted.includes(gate) && !now.disabled.includes(gate)));
  const disabled = now.disabled.filter((gate) => {
    if (old.disabled.includes(gate)) return false;
    return old.wanted.includes(gate) || (before.isOfRelease && !mustBeListed(facts.kubevirt, gate));
  });
  const lost = [...new Set([...unlisted, ...disabled])].filter((gate) => !facts.disabledGates.includes(gate)).sort();
  if (lost.length === 0) return undefined;
  const names = lost.map((gate) => `"${gate}"`).join(', ');
  const subject = lost.length === 1 ? `the feature gate ${names}` : `the feature gates ${names}`;
  return fault('spec.configuration.developerConfiguration', `turns off ${subject}, on in the bundle before: nothing in `
    + 'the program needs it any more, but what stays in the cluster may', REMEDY);
}
