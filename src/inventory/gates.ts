import type { ClusterView } from './cluster-view';
import { sizedMachine } from './sized';
import { requiredGates } from '../machines/required-gates';

/** That something needs a feature gate of KubeVirt's. */
export interface GateUse {
  readonly gate: string;
  /** The path of a construct. */
  readonly user: string;
}

/**
 * The gates that the machines of a cluster need and that its release asks for. A gate that the release deprecates is not
 * asked for any more; a field whose gate it does not know is not in its schema, which is checked elsewhere.
 */
export function gatesOfMachines(cluster: ClusterView): GateUse[] {
  const { kubevirt } = cluster.facts;
  const isAsked = (gate: string): boolean => {
    const state = kubevirt.featureGateState(gate);
    return state !== undefined && state !== 'GA' && state !== 'Deprecated';
  };
  return cluster.machines.flatMap((entry) => {
    const sized = sizedMachine(entry);
    return sized === undefined ? [] : requiredGates(sized).filter(isAsked).map((gate) => ({ gate, user: entry.where }));
  });
}
