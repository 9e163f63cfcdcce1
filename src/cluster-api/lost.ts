import type { ClusterApiClusterProps } from './cluster-api-cluster-props';
import { managerOf } from './managed';
import { Fault, fault } from '../findings/rule';
import { unlessEmpty } from '../toolkit/shape';

/** The props of a cluster that have no effect beside others. */
export function* lostOptions(props: ClusterApiClusterProps): Iterable<Fault> {
  const manager = managerOf(props);
  if (manager === undefined) return;
  const { controlPlaneService, controlPlaneServiceAnnotations } = props;
  const lost = { controlPlaneService, controlPlaneServiceAnnotations: unlessEmpty(controlPlaneServiceAnnotations) };
  for (const [prop, value] of Object.entries(lost)) {
    if (value === undefined) continue;
    yield fault(prop, `is given, but the KubevirtCluster is managed by ${manager}, so CAPK makes no Service for the `
      + 'control plane', `Leave it out, and write it where ${manager} reads it.`);
  }
}
