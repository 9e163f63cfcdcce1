import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { GateUse, usersByGate } from './gate-uses';
import { ImporterRequests, importerRequestsOf } from './importer-requests';
import { isJudged } from '../findings/findings';
import type { ClusterFacts } from '../inventory/known';
import { tell } from '../inventory/tell';
import { place } from '../layout/placement';
import { Overcommit, UPSTREAM_OVERCOMMIT } from '../machines/overcommit';
import { CdiRelease, KubeVirtRelease } from '../releases/release';
import { unjudgedErrors } from '../rules/unjudged';
import { NamedCidr } from '../toolkit/cidr';
import { lateNotice } from '../toolkit/notices';
import { Problems, Sentence } from '../toolkit/problems';
import { cidr, dnsLabel, overlaps } from '../toolkit/sentences';

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
export interface InfraClusterProps {
  /** The release of KubeVirt, to the patch. */
  readonly kubevirt: KubeVirtRelease;
  /** The release of CDI, to the patch. */
  readonly cdi: CdiRelease;
  /**
   * The cluster's directory below `clusters/`.
   * @default - the construct's id
   */
  readonly clusterName?: string;
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

/** The infra cluster that a program describes: its releases, its networks, and who needs which feature gate. */
export abstract class InfraCluster extends Chart {
  /**
   * The cluster that a construct belongs to.
   * @throws if the construct stands outside of any.
   */
  public static containing(construct: IConstruct): InfraCluster {
    const found = construct.node.scopes.reverse().find((scope): scope is InfraCluster => scope instanceof InfraCluster);
    if (found !== undefined) return found;
    throw new Error(`[${construct.node.path}] stands outside of any cluster, so its releases are not known. Create it below a KubeVirtCluster, or below KubeVirtCluster.existing(…) where KubeVirt is installed already.`);
  }

  public readonly clusterName: string;
  public readonly kubevirt: KubeVirtRelease;
  public readonly cdi: CdiRelease;
  public readonly networks: ClusterNetworks;
  public readonly kubevirtNamespace: string;
  public readonly cdiNamespace: string;

  /** The namespaces of tenants, which appear with the tenants. @internal */
  public readonly _tenantNamespaces = new Set<string>();

  private readonly bundleIsComplete: boolean;
  private readonly gateUses: (() => readonly GateUse[])[] = [];

  constructor(scope: Construct, id: string, props: InfraClusterProps) {
    super(scope, id);
    this.clusterName = props.clusterName ?? id;
    this.kubevirt = props.kubevirt;
    this.cdi = props.cdi;
    this.networks = props.networks ?? {};
    this.kubevirtNamespace = props.kubevirtNamespace ?? 'kubevirt';
    this.cdiNamespace = props.cdiNamespace ?? 'cdi';
    this.bundleIsComplete = props.bundleIsComplete ?? false;
    place(this, { cluster: this.clusterName });
    tell(this, { cluster: this._facts() });

    const problems = new Problems(this);
    const ranges = this._ranges();
    problems.add(
      dnsLabel('clusterName', this.clusterName),
      sameDirectory(this),
      dnsLabel('kubevirtNamespace', this.kubevirtNamespace),
      dnsLabel('cdiNamespace', this.cdiNamespace),
      ...ranges.map((range) => cidr(range.what, range.cidr)),
      ...ranges.flatMap((range, index) => overlaps([range], ranges.slice(index + 1))),
    );
    this.node.addValidation({ validate: () => (isJudged(this) ? [] : unjudgedErrors(this)) });
  }

  /**
   * Says that a construct works only with a feature gate of KubeVirt's on. A cluster of our own turns it on where its release does not
   * do so by itself.
   * @param gate the gate's name, such as `FeatureGate.CPU_MANAGER`
   * @param user the construct that needs it
   */
  public requireFeatureGate(gate: string, user: IConstruct): void {
    this._requireLater(user, () => [gate]);
  }

  /** As `requireFeatureGate`, for a construct of which only the finished program can tell what it needs. @internal */
  public _requireLater(user: IConstruct, gates: () => readonly string[]): void {
    this.gateUses.push(() => gates().map((gate) => ({ gate, user: user.node.path })));
    lateNotice(user, () => gates().map((gate) => this._gateRemark(gate)).filter((remark) => remark !== undefined));
  }

  /** Which constructs need which feature gate: their paths by the gate's name, both sorted. */
  public featureGateUsers(): { [gate: string]: string[] } {
    return usersByGate(this._gateUses());
  }

  /** What is worth knowing when a construct needs a gate in a cluster of this sort. @internal */
  public abstract _gateRemark(gate: string): Sentence;

  /** What the constructs of the finished program need, one by one. @internal */
  public _gateUses(): GateUse[] {
    return this.gateUses.flatMap((uses) => uses());
  }

  /** How launcher pods' requests follow from what guests see; upstream's way where the custom resource is not ours. @internal */
  public _overcommit(): Overcommit {
    return UPSTREAM_OVERCOMMIT;
  }

  /** What each pod that imports, clones or uploads requests in a tenant's namespace; CDI's own figures where the custom resource is not ours. @internal */
  public _importerRequests(): ImporterRequests {
    return importerRequestsOf(undefined);
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
      turnsGatesOn: false,
      isComplete: this.bundleIsComplete,
    };
  }

  /** The ranges of the cluster, named for error messages. @internal */
  public _ranges(): NamedCidr[] {
    return [
      ...(this.networks.pods ?? []).map((range) => ({ what: `pod network of cluster ${this.clusterName}`, cidr: range })),
      ...(this.networks.services ?? []).map((range) => ({ what: `service network of cluster ${this.clusterName}`, cidr: range })),
    ];
  }
}

/** The first cluster of each name, for every app. */
const DIRECTORIES = new WeakMap<IConstruct, Map<string, InfraCluster>>();

/** Two clusters of one name would be written into one directory. */
function sameDirectory(cluster: InfraCluster): Sentence {
  const clusters = DIRECTORIES.get(cluster.node.root) ?? new Map<string, InfraCluster>();
  DIRECTORIES.set(cluster.node.root, clusters);
  const first = clusters.get(cluster.clusterName);
  if (first === undefined) clusters.set(cluster.clusterName, cluster);
  return first && `clusterName "${cluster.clusterName}" is that of ${first.node.path} already, and both would be written to clusters/${cluster.clusterName}. Give one of them another clusterName.`;
}
