import type { Construct, IConstruct } from 'constructs';
import { Cluster, ClusterProps, refuseOutside } from './cluster';
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

/** The address ranges that a cluster uses, in both families where it is dual-stack. */
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

/** What is known of every infra cluster, whether we install KubeVirt into it or find it there. */
export interface InfraClusterProps extends ClusterProps {
  /** The release of KubeVirt, to the patch. */
  readonly kubevirt: KubeVirtRelease;
  /** The release of CDI, to the patch. */
  readonly cdi: CdiRelease;
  /**
   * Address ranges of the infra cluster, with which those of its tenants must not overlap.
   * @default - not known, so overlaps are not found
   */
  readonly networks?: ClusterNetworks;
  /**
   * The namespace that KubeVirt is installed in.
   * @default "kubevirt" - as upstream's manifest has it
   */
  readonly kubevirtNamespace?: string;
  /**
   * The namespace that CDI is installed in.
   * @default "cdi" - as upstream's manifest has it
   */
  readonly cdiNamespace?: string;
  /**
   * Whether the bundle holds all that its machines name: DataSources, instancetypes and preferences of namespaces, PriorityClasses,
   * NetworkAttachmentDefinitions, claims, Secrets, ConfigMaps and StorageClasses. A name that nothing in the bundle has is an
   * error then, and a selector that selects nothing is a warning.
   * @default false - what is not in the bundle is taken to be in the cluster
   */
  readonly bundleIsComplete?: boolean;
}

/** What stands in for releases that are missing, as a misspelt constant is. */
export const NEWEST_RELEASES: StandIns<InfraClusterProps> = {
  kubevirt: () => KubeVirtRelease.all().at(-1)!,
  cdi: () => CdiRelease.all().at(-1)!,
};

/** The infra cluster that a program describes: its releases, its networks, and who needs which feature gate. */
export abstract class InfraCluster extends Cluster {
  /**
   * The infra cluster that a construct belongs to.
   * @throws if the construct stands outside of any.
   */
  public static containing(construct: IConstruct): InfraCluster {
    const isOne = (scope: IConstruct): scope is InfraCluster => scope instanceof InfraCluster;
    return scopesAround(construct).find(isOne) ?? refuseOutside(construct);
  }

  public readonly kubevirt: KubeVirtRelease;
  public readonly cdi: CdiRelease;
  public readonly networks: ClusterNetworks;
  public readonly kubevirtNamespace: string;
  public readonly cdiNamespace: string;

  /** The namespaces that tenants stand for, so that what serves them is written with the tenants. @internal */
  public readonly _tenantNamespaces = new Set<string>();
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
    this.networks = given.props.networks ?? {};
    this.kubevirtNamespace = given.props.kubevirtNamespace ?? 'kubevirt';
    this.cdiNamespace = given.props.cdiNamespace ?? 'cdi';
    this.bundleIsComplete = given.props.bundleIsComplete ?? false;
    tell(this, { cluster: this._facts() });
  }

  /**
   * Says that a construct works only with a feature gate of KubeVirt's on. A cluster of our own turns it on if its
   * release does not do so by itself, but for `HostDisk`, `Root` and `Sidecar`: these open the nodes to machines, so
   * whoever wants one names it in `featureGates`.
   * @param gate the gate's name, such as `FeatureGate.CPU_MANAGER`
   * @param user the construct that needs it
   */
  public requireFeatureGate(gate: string, user: IConstruct): void {
    if (!areUsable(this, 'InfraCluster#requireFeatureGate', [gate, user])) return;
    this.gateUses.push({ gate, user: user.node.path });
  }

  /**
   * Which constructs, objects with machines, and fields of the KubeVirt custom resource need which feature gate: their
   * paths by the gate's name, both sorted.
   */
  public featureGateUsers(): { [gate: string]: string[] } {
    return inventoryOfCluster(this, (view) => usersByGate(gateUses(view, view.kubevirtSpec)));
  }

  /** What rules may ask of the cluster. @internal */
  protected _facts(): ClusterFacts {
    return {
      name: this.clusterName,
      kubevirt: this.kubevirt,
      cdi: this.cdi,
      kubevirtNamespace: this.kubevirtNamespace,
      cdiNamespace: this.cdiNamespace,
      ranges: this._ranges(),
      gates: [],
      disabledGates: [],
      gateUses: this.gateUses,
      turnsGatesOn: false,
      isComplete: this.bundleIsComplete,
    };
  }

  /** The ranges of the cluster, named for error messages. @internal */
  public _ranges(): NamedCidr[] {
    const { pods = [], services = [] } = this.networks;
    return [
      ...pods.map((cidr) => ({ what: `pod network of cluster ${this.clusterName}`, cidr })),
      ...services.map((cidr) => ({ what: `service network of cluster ${this.clusterName}`, cidr })),
    ];
  }
}
