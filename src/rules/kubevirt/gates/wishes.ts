import { NEEDS_GATE } from './gate-history';
import type { GateWishes } from './gate-lists';
import { isOnByItself } from './standing';
import type { KubeVirtSpec } from '../../../../imports/kubevirt.io';
import type { ClusterView } from '../../../inventory/cluster-view';
import {
  gatesOfMachines, gatesOfObjects, gatesOfSpec, PlacedGateUse, usersByGate,
} from '../../../inventory/gates';
import { texts } from '../../../toolkit/shape';

/** Gates in the form of the KubeVirt custom resource's lists. */
export type GatesInSpec = Pick<GateWishes, 'wanted' | 'disabled'>;

/** The gates in a spec. Anything that is not a list of strings is left to the schema check. */
export function gatesIn(spec: KubeVirtSpec | undefined): GatesInSpec {
  const developer = spec?.configuration?.developerConfiguration;
  return { wanted: texts(developer?.featureGates), disabled: texts(developer?.disabledFeatureGates) };
}

/**
 * The users of gates in a cluster: machines, objects of kinds that have a gate, constructs that declared a need, fields
 * of the KubeVirt custom resource's spec, and named gates that need another one.
 */
export function gateUses(cluster: ClusterView, spec: KubeVirtSpec | undefined): PlacedGateUse[] {
  const where = cluster.of('kubevirt.io', 'KubeVirt')[0]?.where ?? cluster.where;
  return [
    ...cluster.facts.gateUses,
    ...gatesOfMachines(cluster),
    ...gatesOfObjects(cluster),
    ...gatesOfSpec(spec, where),
    ...gatesOfGates(cluster, where),
  ];
}

/** The gates that named gates need. */
function gatesOfGates({ facts }: ClusterView, where: string): PlacedGateUse[] {
  return facts.gates.filter((gate) => Object.hasOwn(NEEDS_GATE, gate))
    .map((gate) => ({ gate: NEEDS_GATE[gate], user: `${where} (featureGates "${gate}")` }))
    .filter(({ gate }) => facts.kubevirt.featureGateState(gate) !== undefined);
}

/**
 * The wishes of a finished program: gates that its props name, that its custom resource lists, and that something
 * needs.
 */
export function wishesOf(cluster: ClusterView): GateWishes {
  const { gates, disabledGates } = cluster.facts;
  const listed = gatesIn(cluster.kubevirtSpec);
  return {
    wanted: [...new Set([...gates, ...listed.wanted])],
    disabled: [...new Set([...disabledGates, ...listed.disabled])],
    required: usersByGate(gateUses(cluster, cluster.kubevirtSpec)),
    leavesBeta: true, // the lists of the custom resource hold the choice already
  };
}

/** Whether a gate is on in the cluster, as far as the program knows. KubeVirt prefers the list of enabled gates. */
export function isGateOn(cluster: ClusterView, gate: string): boolean {
  const { wanted, disabled } = wishesOf(cluster);
  if (wanted.includes(gate)) return true;
  return !disabled.includes(gate) && isOnByItself(cluster.facts.kubevirt, gate);
}
