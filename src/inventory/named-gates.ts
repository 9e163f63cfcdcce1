import type { ClusterView } from './cluster-view';
import { texts } from '../toolkit/shape';

/** Whether the program names a feature gate of a cluster, or the cluster's custom resource in the bundle does. */
export function namesGate({ facts, kubevirtSpec }: ClusterView, gate: string): boolean {
  const { featureGates } = kubevirtSpec?.configuration?.developerConfiguration ?? {};
  return [...facts.gates, ...texts(featureGates)].includes(gate);
}
