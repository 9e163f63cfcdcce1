import type { ClusterView } from './cluster-view';
import { Overcommit, overcommitOf } from '../machines/size/overcommit';
import { BETA_IS_ON } from '../releases/beta-is-on';
import { texts } from '../toolkit/shape';

const IMAGE_VOLUME = 'ImageVolume';

/** The overcommit settings of a cluster; upstream's defaults if the bundle does not hold the custom resource. */
export function overcommitIn(cluster: ClusterView): Overcommit {
  return { ...overcommitOf(cluster.kubevirtSpec), mountsImages: mountsImages(cluster) };
}

/** Whether the gate ImageVolume is on, which is Beta. KubeVirt prefers the list of enabled gates. */
function mountsImages({ facts, kubevirtSpec }: ClusterView): boolean {
  const { featureGates, disabledFeatureGates } = kubevirtSpec?.configuration?.developerConfiguration ?? {};
  if ([...facts.gates, ...texts(featureGates)].includes(IMAGE_VOLUME)) return true;
  const isOff = [...facts.disabledGates, ...texts(disabledFeatureGates)].includes(IMAGE_VOLUME);
  return !isOff && facts.kubevirt._atLeast(BETA_IS_ON);
}
