import type { CDISpec } from '../../imports/cdi.kubevirt.io';
import type { KubeVirtSpec } from '../../imports/kubevirt.io';
import type { DeepPartial } from '../toolkit/merge';

/**
 * Overrides for any part of the specs of a cluster's custom resources, merged last: objects are merged, lists and
 * scalars replaced, `null` removes.
 * @jsii ignore
 */
export interface ClusterOverrides {
  /**
   * Overrides for the KubeVirt custom resource. Feature gates in it are treated like those of `featureGates` and
   * `disabledFeatureGates`.
   * @default - none
   */
  readonly kubevirt?: DeepPartial<KubeVirtSpec>;
  /**
   * Overrides for the CDI custom resource.
   * @default - none
   */
  readonly cdi?: DeepPartial<CDISpec>;
}
