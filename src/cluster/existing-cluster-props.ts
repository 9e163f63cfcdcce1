import type { InfraClusterProps } from './infra-cluster';

/** What must be said of a cluster that has KubeVirt and CDI already. */
export interface ExistingClusterProps extends InfraClusterProps {
  /**
   * Feature gates that are on in the cluster, beyond those that its release turns on by itself.
   * @default [] - a warning names every gate that something in the cluster needs
   */
  readonly featureGates?: string[];
  /**
   * Feature gates that are turned off in the cluster, from KubeVirt v1.9. It is an error if something needs one of
   * them.
   * @default [] - none
   */
  readonly disabledFeatureGates?: string[];
}
