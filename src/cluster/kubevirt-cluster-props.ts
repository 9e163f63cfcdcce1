import type { CdiConfig } from './cdi/cdi-config';
import type { ClusterMonitoring } from './cluster-monitoring';
import type { ClusterOverrides } from './cluster-overrides';
import type { InfraClusterProps } from './infra-cluster';
import type { KubeVirtConfig } from './kubevirt/kubevirt-config';
import type { CdiImages, KubeVirtImages } from './operators/component-images';
import type { ControlPlaneNodes, OperatorOptions } from './operators/operator-options';

/** An infra cluster that KubeVirt and CDI are installed into. The two releases are all that must be said. */
export interface KubeVirtClusterProps extends InfraClusterProps {
  /**
   * Whether pods can run on control-plane nodes. `HIDDEN`, for managed clusters, ends the requirement of such nodes
   * that KubeVirt has from v1.7: for its operator and, through the KubeVirt custom resource, for what the operator
   * installs.
   * @default ControlPlaneNodes.VISIBLE - as upstream's manifest has it
   */
  readonly controlPlaneNodes?: ControlPlaneNodes;
  /**
   * A registry to take all images from in place of `quay.io`, with a path if need be: `registry.example/mirror` gives
   * `registry.example/mirror/kubevirt/virt-operator:v1.9.0`. It holds for the components too, which KubeVirt takes from
   * its operator's registry. Changing it makes every running machine outdated, so that they are migrated.
   * @default - quay.io
   */
  readonly registry?: string;
  /**
   * Secrets for pulling images, by name. They must exist in the namespaces of KubeVirt and of CDI, and for the pods
   * that import, clone and upload in every tenant's. Launcher pods never get them: KubeVirt keeps its launcher's image
   * on every node instead.
   * @default [] - images can be pulled by everyone
   */
  readonly pullSecrets?: string[];
  /**
   * Images of KubeVirt's components, by digest or as whole references.
   * @default - the release's, by tag
   */
  readonly kubevirtImages?: KubeVirtImages;
  /**
   * Images of CDI's components, by digest or as whole references.
   * @default - the release's, by tag
   */
  readonly cdiImages?: CdiImages;
  /**
   * How KubeVirt's operator runs.
   * @default - as in upstream's manifest
   */
  readonly kubevirtOperator?: OperatorOptions;
  /**
   * How CDI's operator runs.
   * @default - as in upstream's manifest
   */
  readonly cdiOperator?: OperatorOptions;
  /**
   * Feature gates to turn on, beside those that machines and constructs turn on by being used:
   * `FeatureGate.CPU_MANAGER`, or a name. `HostDisk`, `Root` and `Sidecar` open the nodes to machines, so they are on
   * only if they are named here. What the release turns on by itself is left out of the list, so that the same program
   * fits every release. A gate that the release does not know, or has discontinued, is an error.
   * @default [] - only what constructs need
   */
  readonly featureGates?: string[];
  /**
   * Feature gates to turn off. They count from KubeVirt v1.9, where Beta gates are on by themselves; before, whatever
   * is not listed is off. A gate that a construct needs is an error.
   * @default [] - none
   */
  readonly disabledFeatureGates?: string[];
  /**
   * The KubeVirt custom resource, in what is set most often.
   * @default - upstream's, made safe: see each property
   */
  readonly kubevirtConfig?: KubeVirtConfig;
  /**
   * The CDI custom resource, in what is set most often.
   * @default - upstream's, made safe: see each property
   */
  readonly cdiConfig?: CdiConfig;
  /**
   * The Prometheus that watches the cluster.
   * @default - upstream's: the account `prometheus-k8s` in `openshift-monitoring` or `monitoring`, if there is one
   */
  readonly monitoring?: ClusterMonitoring;
  /**
   * Any part of the specs of the two custom resources, as `kubevirt` and `cdi`, laid over everything else: objects are
   * merged, lists and scalars replaced, `null` removes.
   * @default - nothing
   * @jsii ignore
   */
  readonly overrides?: ClusterOverrides;
}
