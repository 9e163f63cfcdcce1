import type { InfraClusterProps } from './infra-cluster';

/** Props of a cluster that has KubeVirt and CDI already. */
export interface ExistingClusterProps extends InfraClusterProps {
  /**
   * Feature gates that are on in the cluster, in addition to those that its release turns on by itself.
   * @default [] - a warning names every gate that something in the cluster needs
   */
  readonly featureGates?: string[];
  /**
   * Feature gates that are turned off in the cluster, from KubeVirt v1.9 on. It is an error if something needs one of
   * them.
   * @default [] - none; a cluster that `KubeVirtCluster` made has those of its `betaFeatureGates` off
   */
  readonly disabledFeatureGates?: string[];
}
