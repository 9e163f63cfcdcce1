import type { CDISpec } from '../../imports/cdi.kubevirt.io';
import type { KubeVirtSpec } from '../../imports/kubevirt.io';
import type { DeepPartial } from '../toolkit/merge';

/**
 * Any part of the specs of a cluster's custom resources, laid over everything else: objects are merged, lists and
 * scalars replaced, `null` removes.
 * @jsii ignore
 */
export interface ClusterOverrides {
  /**
   * The KubeVirt custom resource's. Feature gates in it are treated as those of `featureGates` and
   * `disabledFeatureGates`.
   * @default - nothing
   */
  readonly kubevirt?: DeepPartial<KubeVirtSpec>;
  /**
   * The CDI custom resource's.
   * @default - nothing
   */
  readonly cdi?: DeepPartial<CDISpec>;
}
