import type { Construct, IConstruct } from 'constructs';
import { Cluster, ClusterProps, isMadeBy, refuseOutside } from './cluster';
import { inventoryOfCluster } from './view';
import { areUsable } from '../given/call';
import { StandIns, takeProps } from '../given/given';
import { scopesAround } from '../given/id';
import { usersByGate } from '../inventory/gates';
import type { ClusterFacts, GateUse } from '../inventory/known';
import { tell } from '../inventory/tell';
import { CdiRelease, KubeVirtRelease } from '../releases/release';
import { gateUses } from '../rules/kubevirt/gates/wishes';
import { NamedCidr } from '../toolkit/cidr';

/** The address ranges that a cluster uses, of both families if it is dual-stack. */
export interface ClusterNetworks {
  /**
   * CIDRs of pods, such as `10.244.0.0/16`.
   * @default - not known, so nothing is checked against them
   */
  readonly pods?: string[];
  /**
   * CIDRs of services, such as `10.96.0.0/12`.
   * @default - not known, so nothing is checked against them
   */
  readonly services?: string[];
}

/** Props of every infra cluster, whether KubeVirt is installed by the program or exists already. */
export interface InfraClusterProps extends ClusterProps {
  /** The release of KubeVirt, including the patch. */
  readonly kubevirt: KubeVirtRelease;
  /** The release of CDI, including the patch. */
  readonly cdi: CdiRelease;
  /**
   * The minor of Kubernetes that the cluster runs, such as `1.35`. A minor that upstream does not support the release
   * of KubeVirt on is a warning (kubevirt/sig-release, k8s-support-matrix.md: KubeVirt v1.9 on 1.34, 1.35 and 1.36,
   * v1.8 on 1.34 and 1.35, v1.7 on 1.34). It changes nothing in the bundle.
   * @default - the newest minor that the release of KubeVirt supports
   */
  readonly kubernetes?: string;
  /**
   * Address ranges of the infra cluster. Its tenants' ranges must not overlap them.
   * @default - not known, so overlaps are not found
   */
  readonly networks?: ClusterNetworks;
  /**
   * The namespace that KubeVirt is installed in.
   * @default "kubevirt" - as in upstream's manifest
   */
  readonly kubevirtNamespace?: string;
  /**
   * The namespace that CDI is installed in. It may be the same as KubeVirt's.
   * @default "cdi" - as in upstream's manifest
   */
  readonly cdiNamespace?: string;
  /**
   * Whether network-resources-injector runs in the cluster: a webhook that adds the devices of
   * NetworkAttachmentDefinitions to pods, such as virtual functions for SR-IOV. If true, the feature gate
   * `ExternalNetResourceInjection` is on where the release has it (from v1.8), and KubeVirt leaves the devices to the
   * webhook. If false, KubeVirt requests them itself.
   * @default false - KubeVirt requests the devices, with every release
   */
  readonly networkResourcesInjector?: boolean;
  /**
   * Whether the bundle contains everything that its machines, images and volumes refer to: DataSources, namespaced
   * instancetypes and preferences, PriorityClasses, NetworkAttachmentDefinitions, claims, Secrets, ConfigMaps,
   * ServiceAccounts and StorageClasses. If true, a reference to an object that is not in the bundle is an error, and a
   * selector that selects nothing is a warning. The keys of Secrets and ConfigMaps are never checked
   * (docs/reference/secrets.md).
   * @default false - what is not in the bundle is assumed to be in the cluster
   */
  readonly bundleIsComplete?: boolean;
}

/** Stand-ins for missing releases, such as a misspelt constant. */
export const NEWEST_RELEASES: StandIns<InfraClusterProps> = {
  kubevirt: () => KubeVirtRelease.all().at(-1)!,
  cdi: () => CdiRelease.all().at(-1)!,
};

/** An infra cluster: its releases, its networks, and the users of feature gates. */
export abstract class InfraCluster extends Cluster {
  /**
   * The infra cluster that a construct belongs to.
   * @throws if the construct is not below an infra cluster.
   */
  public static containing(construct: IConstruct): InfraCluster {
    return scopesAround(construct).find((scope) => isMadeBy(InfraCluster, scope)) ?? refuseOutside(construct);
  }

  public readonly kubevirt: KubeVirtRelease;
  public readonly cdi: CdiRelease;
  /** The minor of Kubernetes, such as `1.36`. */
  public readonly kubernetes: string;
  public readonly networks: ClusterNetworks;
  public readonly kubevirtNamespace: string;
  public readonly cdiNamespace: string;

  /** The namespaces of tenants, so that objects that serve them are written with the tenants. @internal */
  public readonly _tenantNamespaces = new Set<string>();
  /** @internal */
  protected readonly _injectsNetworkResources: boolean;
  private readonly bundleIsComplete: boolean;
  private readonly gateUses: GateUse[] = [];

  constructor(scope: Construct, id: string, props: InfraClusterProps) {
    const given = takeProps({
      scope, id, props, struct: 'InfraClusterProps', open: true, standIns: NEWEST_RELEASES,
    });
    super(scope, given.id, given.props);
    given.report(this);
    this.kubevirt = given.props.kubevirt;
    this.cdi = given.props.cdi;
    this.kubernetes = given.props.kubernetes ?? this.kubevirt.kubernetesMinors.at(-1)!;
    this.networks = given.props.networks ?? {};
    this.kubevirtNamespace = given.props.kubevirtNamespace ?? 'kubevirt';
    this.cdiNamespace = given.props.cdiNamespace ?? 'cdi';
    this._injectsNetworkResources = given.props.networkResourcesInjector ?? false;
    this.bundleIsComplete = given.props.bundleIsComplete ?? false;
    tell(this, { cluster: this._facts() });
  }

  /**
   * Declares that a construct needs a feature gate of KubeVirt. A `KubeVirtCluster` turns the gate on if its release
   * does not do so by itself. The exceptions are `HostDisk`, `Root` and `Sidecar`: they open the nodes to machines, so
   * they must be named in `featureGates`.
   * @param gate the gate's name, such as `FeatureGate.CPU_MANAGER`
   * @param user the construct that needs it
   */
  public requireFeatureGate(gate: string, user: IConstruct): void {
    if (!areUsable(this, 'InfraCluster#requireFeatureGate', [gate, user])) return;
    this.gateUses.push({ gate, user: user.node.path });
  }

  /**
   * The users of each feature gate: paths of constructs, of objects with machines, and of fields of the KubeVirt custom
   * resource, by the gate's name. Both are sorted.
   */
  public featureGateUsers(): { [gate: string]: string[] } {
    return inventoryOfCluster(this, (view) => usersByGate(gateUses(view, view.kubevirtSpec)));
  }

  /** The facts about the cluster that rules use. @internal */
  protected _facts(): ClusterFacts {
    return {
      name: this.clusterName,
      kubevirt: this.kubevirt,
      cdi: this.cdi,
      kubernetes: this.kubernetes,
      kubevirtNamespace: this.kubevirtNamespace,
      cdiNamespace: this.cdiNamespace,
      ranges: this._ranges(),
      podRanges: this.networks.pods ?? [],
      serviceRanges: this.networks.services ?? [],
      gates: [],
      disabledGates: [],
      gateUses: this.gateUses,
      injectsNetworkResources: this._injectsNetworkResources,
      turnsGatesOn: false,
      isComplete: this.bundleIsComplete,
    };
  }

  /** The address ranges of the cluster, named for error messages. @internal */
  public _ranges(): NamedCidr[] {
    const { pods = [], services = [] } = this.networks;
    return [
      ...pods.map((cidr) => ({ what: `pod network of cluster ${this.clusterName}`, cidr })),
      ...services.map((cidr) => ({ what: `service network of cluster ${this.clusterName}`, cidr })),
    ];
  }
}
