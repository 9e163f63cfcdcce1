import type { CdiConfig } from './cdi/cdi-config';
import type { ClusterMonitoring } from './cluster-monitoring';
import type { ClusterOverrides } from './cluster-overrides';
import type { BetaFeatureGates } from './gates/beta-feature-gates';
import type { InfraClusterProps } from './infra-cluster';
import type { KubeVirtConfig } from './kubevirt/kubevirt-config';
import type { CdiImages, KubeVirtImages } from './operators/component-images';
import type { ControlPlaneNodes, OperatorOptions } from './operators/operator-options';

/** Props of an infra cluster that KubeVirt and CDI are installed into. Only the two releases are required. */
export interface KubeVirtClusterProps extends InfraClusterProps {
  /**
   * Whether pods can run on control-plane nodes. Use `HIDDEN` for managed clusters: it removes KubeVirt's requirement
   * of such nodes (from v1.7 on) for its operator and, through the KubeVirt custom resource, for what the operator
   * installs.
   * @default ControlPlaneNodes.VISIBLE - as in upstream's manifest
   */
  readonly controlPlaneNodes?: ControlPlaneNodes;
  /**
   * A registry to pull all images of KubeVirt and CDI from in place of `quay.io`, with a path if needed (golden images
   * name theirs in their source): `registry.example/mirror` gives
   * `registry.example/mirror/kubevirt/virt-operator:v1.9.0`. It applies to the components too, which KubeVirt pulls
   * from its operator's registry. Changing it makes every running machine outdated, so machines are migrated.
   * @default - quay.io
   */
  readonly registry?: string;
  /**
   * Names of Secrets for pulling images. They must exist in the namespaces of KubeVirt and of CDI and, for the pods
   * that import, clone and upload, in the namespace of every tenant and every image. Launcher pods do not get them; see
   * `launcherPullSecret`.
   * @default [] - images can be pulled without credentials
   */
  readonly pullSecrets?: string[];
  /**
   * The name of the Secret with which launcher pods pull images. It must exist in every tenant's namespace. Up to
   * Kubernetes 1.34 launchers do without, because virt-handler has pulled their image on every node; from Kubernetes
   * 1.35 on, a node checks a pod's credentials for images that it has already, too. Setting it restarts virt-controller
   * once; it applies to launchers that start later.
   * @default - none: launchers have no credentials
   */
  readonly launcherPullSecret?: string;
  /**
   * Images of KubeVirt's components, by digest or as whole references.
   * @default - the release's images, by tag
   */
  readonly kubevirtImages?: KubeVirtImages;
  /**
   * Images of CDI's components, by digest or as whole references.
   * @default - the release's images, by tag
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
   * Feature gates to turn on, by name, such as `FeatureGate.CPU_MANAGER`. Gates that machines and constructs need are
   * turned on without being listed. The exceptions are `HostDisk`, `Root` and `Sidecar`: they open the nodes to
   * machines, so they are on only if listed here. Gates that the release turns on by itself are left out of the emitted
   * list, so the same program fits every release. A gate that the release does not know, or has discontinued, is an
   * error.
   * @default [] - only what constructs need
   */
  readonly featureGates?: string[];
  /**
   * Feature gates to turn off, in addition to those that `betaFeatureGates` turns off. They have an effect from
   * KubeVirt v1.9 on, where Beta gates are on by default; before, every gate that is not listed is off. A gate that a
   * construct needs is an error.
   * @default [] - none
   */
  readonly disabledFeatureGates?: string[];
  /**
   * Which feature gates at the stage Beta are on, if neither `featureGates` nor `disabledFeatureGates` names them.
   * KubeVirt v1.9 turns sixteen of them on by itself; docs/reference/feature-gates.md tells what each does.
   * @default BetaFeatureGates.NEEDED - those that the program needs, so it means the same with every release
   */
  readonly betaFeatureGates?: BetaFeatureGates;
  /**
   * The most used settings of the KubeVirt custom resource.
   * @default - upstream's, made safe: see each property
   */
  readonly kubevirtConfig?: KubeVirtConfig;
  /**
   * The most used settings of the CDI custom resource.
   * @default - upstream's, made safe: see each property
   */
  readonly cdiConfig?: CdiConfig;
  /**
   * The Prometheus that monitors the cluster.
   * @default - upstream's default: the account `prometheus-k8s` in `openshift-monitoring` or `monitoring`, if it exists
   */
  readonly monitoring?: ClusterMonitoring;
  /**
   * Overrides for any part of the specs of the two custom resources, as `kubevirt` and `cdi`, merged last: objects are
   * merged, lists and scalars replaced, `null` removes.
   * @default - none
   * @jsii ignore
   */
  readonly overrides?: ClusterOverrides;
}
