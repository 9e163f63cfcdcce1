import type { GateWishes } from './gate-lists';
import type { KubeVirtSpec } from '../../../../imports/kubevirt.io';
import type { ClusterView } from '../../../inventory/cluster-view';
import { gatesOfMachines, gatesOfSpec, PlacedGateUse, usersByGate } from '../../../inventory/gates';
import { texts } from '../../../toolkit/shape';

/** Gates in the form of the KubeVirt custom resource's lists. */
export type GatesInSpec = Pick<GateWishes, 'wanted' | 'disabled'>;

/** The gates in a spec. Anything that is not a list of strings is left to the schema check. */
export function gatesIn(spec: KubeVirtSpec | undefined): GatesInSpec {
  const developer = spec?.configuration?.developerConfiguration;
  return { wanted: texts(developer?.featureGates), disabled: texts(developer?.disabledFeatureGates) };
}

/**
 * The users of gates in a cluster: machines, constructs that declared a need, and fields of the KubeVirt custom
 * resource's spec.
 */
export function gateUses(cluster: ClusterView, spec: KubeVirtSpec | undefined): PlacedGateUse[] {
  const where = cluster.of('kubevirt.io', 'KubeVirt')[0]?.where ?? cluster.where;
  return [...cluster.facts.gateUses, ...gatesOfMachines(cluster), ...gatesOfSpec(spec, where)];
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
  };
}
