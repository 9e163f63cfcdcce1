import type { GateWishes } from './gate-lists';
import type { KubeVirtSpec } from '../../../../imports/kubevirt.io';
import type { ClusterView } from '../../../inventory/cluster-view';
import { gatesOfMachines, gatesOfSpec, PlacedGateUse, usersByGate } from '../../../inventory/gates';
import { texts } from '../../../toolkit/shape';

/** Gates as lists of the KubeVirt custom resource hold them. */
export type GatesInSpec = Pick<GateWishes, 'wanted' | 'disabled'>;

/** The gates that stand in a spec. What is not a list of texts is left to the schema check. */
export function gatesIn(spec: KubeVirtSpec | undefined): GatesInSpec {
  const developer = spec?.configuration?.developerConfiguration;
  return { wanted: texts(developer?.featureGates), disabled: texts(developer?.disabledFeatureGates) };
}

/**
 * Who needs gates in a cluster: machines, constructs that said so, and fields of the spec of the KubeVirt custom
 * resource.
 */
export function gateUses(cluster: ClusterView, spec: KubeVirtSpec | undefined): PlacedGateUse[] {
  const where = cluster.of('kubevirt.io', 'KubeVirt')[0]?.where ?? cluster.where;
  return [...cluster.facts.gateUses, ...gatesOfMachines(cluster), ...gatesOfSpec(spec, where)];
}

/**
 * What a finished program asks of a cluster's gates: what its props name, what its custom resource lists, and what
 * needs them.
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
