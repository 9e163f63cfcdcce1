import type { GuestNeeds } from '../machines/guest/guest-parts';
import type { Scheduling } from '../machines/scheduling';
import type { CdiRelease, KubeVirtRelease } from '../releases/release';
import type { NamedCidr } from '../toolkit/cidr';
import type { Quantity } from '../toolkit/quantity';

/** A declaration that something needs a feature gate of KubeVirt. */
export interface GateUse {
  readonly gate: string;
  /** The path of a construct, or of a field of the KubeVirt custom resource. */
  readonly user: string;
}

/** Facts about a cluster, whoever installs KubeVirt and CDI into it. */
export interface ClusterFacts {
  readonly name: string;
  readonly kubevirt: KubeVirtRelease;
  readonly cdi: CdiRelease;
  /** The minor of Kubernetes, such as `1.36`. */
  readonly kubernetes: string;
  readonly kubevirtNamespace: string;
  readonly cdiNamespace: string;
  /** The cluster's address ranges, named for messages. */
  readonly ranges: readonly NamedCidr[];
  /** The address ranges of its pods; empty if they are not known. */
  readonly podRanges: readonly string[];
  /** The address ranges of its Services; empty if they are not known. */
  readonly serviceRanges: readonly string[];
  /** Feature gates that the program turns on by name. */
  readonly gates: readonly string[];
  /** Feature gates that the program turns off by name. */
  readonly disabledGates: readonly string[];
  /** Feature gates that constructs declared they need. */
  readonly gateUses: readonly GateUse[];
  /** Whether network-resources-injector runs in the cluster. */
  readonly injectsNetworkResources: boolean;
  /** Whether the bundle holds the KubeVirt custom resource and turns gates on itself. */
  readonly turnsGatesOn: boolean;
  /**
   * Whether the program declares that its bundle holds everything that machines refer to, so that anything else is
   * missing.
   */
  readonly isComplete: boolean;
}

/** An image that machines are cloned from, in the bundle or in the cluster. */
export interface ImageFacts {
  /** The name of its DataSource. */
  readonly dataSourceName: string;
  readonly namespace: string;
  /** The claim that the bundle fills with it; undefined if its name is not known in advance. */
  readonly claim?: string;
  /** The minimum size of a clone; undefined if unknown. */
  readonly size?: Quantity;
  /** The StorageClass that the image states; undefined if it states none. */
  readonly storageClassName?: string;
  /** The volume mode that the image states; undefined if it states none. */
  readonly volumeMode?: string;
  /** The CPU architecture that is imported of a registry's image; undefined if it is not stated. */
  readonly architecture?: string;
  /**
   * Whether machines of a namespace may clone it. An image that a tenant may use gives its machines the right on
   * request.
   */
  readonly mayBeClonedFrom: (namespace: string) => boolean;
  /** The maximum number of claims with imports of it; 0 if the bundle does not hold the image. */
  readonly imports: number;
  /** Whether CDI refreshes it, so that the right to clone it covers its whole namespace. */
  readonly refreshed: boolean;
  /** The only namespaces that may get the right to clone it; undefined if every tenant may. */
  readonly permitted?: ReadonlySet<string>;
  /** The namespaces to which the bundle gives the right to clone it, sorted. */
  readonly cloners: () => readonly string[];
}

/** A tenant, whose namespace is in the bundle or in the cluster. */
export interface TenantFacts {
  readonly namespace: string;
  /** Whether the bundle holds the namespace with everything in it, so that anything else is missing. */
  readonly isComplete: boolean;
  /** Whether the program says that several Kubernetes clusters share the namespace. */
  readonly isShared?: boolean;
  /** The Kubernetes clusters whose nodes are machines of the tenant, as far as the program knows them. */
  readonly clusters?: readonly TenantClusterFacts[];
}

/** A Kubernetes cluster whose nodes are machines of a tenant. */
export interface TenantClusterFacts {
  readonly name: string;
  /** The prop that it comes from. */
  readonly prop: string;
  /** Whether a controller outside of the bundle makes its machines. */
  readonly hasOwnMachines: boolean;
  /** Whether its cloud controller makes Services of the type LoadBalancer in the namespace. */
  readonly hasLoadBalancers: boolean;
  /** Whether its CSI driver plugs volumes into machines. */
  readonly hasPluggedVolumes: boolean;
  /** The volumes of its CSI driver for which quotas must have room. */
  readonly room?: VolumeRoom;
  /** The service accounts with which its controllers work in the infra cluster. */
  readonly accounts: readonly AccountFacts[];
}

/** Volumes of a CSI driver, of one size. */
export interface VolumeRoom {
  readonly volumes: number;
  /** The size of one, as it is written in a claim. */
  readonly capacity: string;
  /** The StorageClass; undefined for the cluster's default. */
  readonly storageClassName?: string;
}

/** A service account of a controller. */
export interface AccountFacts {
  readonly name: string;
  /** Whose it is, such as `the CSI driver`. */
  readonly of: string;
  /** What the controller needs in the namespace. */
  readonly rights: readonly RoleRule[];
  /** What it needs to read in the whole cluster. */
  readonly reads: readonly RoleRule[];
}

/** A rule of a role. */
export interface RoleRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** The names that the rule is limited to; undefined for all. */
  readonly resourceNames?: readonly string[];
}

/** Facts with the path of the construct that reported them. */
export type Located<T> = T & { readonly where: string };

/** A Prometheus that is to monitor a cluster. */
export interface MonitoringFacts {
  readonly namespace: string;
  /** Its ServiceAccount; undefined if the program does not say. */
  readonly serviceAccount?: string;
  /** What gets it the metrics of KubeVirt and CDI: objects of the program, or the operators themselves. */
  readonly scrapedBy: 'program' | 'operators' | 'nobody';
}

/** The Kubernetes cluster of a tenant, whose nodes are machines of an infra cluster. */
export interface KubernetesClusterFacts {
  readonly id: string;
  /** The version of its control plane, such as `1.35.8`. */
  readonly kubernetes: string;
  /** Its directory below `clusters/`. */
  readonly directory: string;
  /** The path of the infra cluster. */
  readonly infra: string;
  /** The name of the infra cluster. */
  readonly infraName: string;
  /** Whether other clusters are to have machines in the same namespace. */
  readonly isShared: boolean;
  /** The namespace of the infra cluster that its machines are in. */
  readonly namespace: string;
}

/**
 * Something that a construct reports about its cluster and that no object shows. What is below a tenant's cluster
 * belongs to no infra cluster.
 */
export type Known =
  | { readonly cluster: ClusterFacts }
  | { readonly image: ImageFacts }
  | { readonly tenant: TenantFacts }
  | { readonly monitoring: MonitoringFacts }
  | { readonly tenantCluster: KubernetesClusterFacts };

/** What the maker of an object knows about it and the object does not show. */
export interface Intent {
  /** What sets the number of a pool's members in place of the program, and the maximum number. */
  readonly externallyScaled?: { readonly by: string; readonly maxReplicas: number };
  /** Whether the maker has written an autoscaler that sets the number. */
  readonly autoscaled?: boolean;
  /** Whether volumes are plugged into the object's running machines. */
  readonly pluggedVolumes?: boolean;
  /** Whether the object lets a controller plug volumes into machines of its namespace. */
  readonly plugsVolumes?: boolean;
  /** What the guest of the object's machines needs to run at all. */
  readonly guest?: GuestNeeds;
  /** The controller that moves machines when their node is drained. */
  readonly evictionHandler?: string;
  /** The scheduling of the object's machines as a policy made it. The policy reports its own faults. */
  readonly scheduling?: Scheduling;
  /** The path of that policy. */
  readonly policy?: string;
  /** The image for which the maker has requested the right to clone. A refusal is reported already. */
  readonly bootImage?: { readonly dataSourceName: string; readonly namespace: string };
  /**
   * The prop that a field of the object came from, by the field's path; `written` is the object as it will be written.
   */
  readonly propOf?: (field: string, written?: unknown) => string | undefined;
  /** Objects of the program that were given in place of their names, with the namespaces that they are in. */
  readonly givenObjects?: () => readonly GivenObject[];
  /** What to do if another construct makes the same object; undefined for another name. */
  readonly ifTwice?: string;
  /** Fields of the object that limit something, as its maker wrote them. */
  readonly stated?: () => readonly StatedField[];
  /** The nouns of what the object's machine names that are objects of this program: of this cluster, or a mistake. */
  readonly ofProgram?: readonly ('Instancetype' | 'Preference')[];
  /** Whether the object's name, which contains a hash, matches a spec; undefined if it contains none. */
  readonly isNamedFor?: (spec: object) => boolean;
  /** Where the object's machines are made, if the object is written for another cluster than theirs. */
  readonly madeIn?: MadeIn;
  /** Set if machines boot clones of the volume that the object fills. */
  readonly goldenImage?: GoldenImageIntent;
}

/** The place of an infra cluster where machines are made. */
export interface MadeIn {
  /** The path of the infra cluster. */
  readonly cluster: string;
  readonly namespace: string;
}

/** An object of the program that was given in place of its name. */
export interface GivenObject {
  readonly prop: string;
  readonly kind: string;
  readonly name: string;
  /** Its path. */
  readonly where: string;
  /** Its namespace; undefined if it is not known. */
  readonly namespace: string | undefined;
}

/** A field that an object must have, because a prop states it. */
export interface StatedField {
  readonly field: string;
  /** The field around it, which a finding names. */
  readonly holder: string;
  /** The prop, or the construct's part, that states it. */
  readonly prop: string;
}

/** What the maker of a boot image knows about it. */
export interface GoldenImageIntent {
  /** Whether the object's name, which contains a hash, matches a spec; undefined if it contains none. */
  readonly isNamedFor?: (spec: object) => boolean;
  /** Whether the image may be deleted and imported again when another class becomes the cluster's default. */
  readonly followsDefaultClass?: boolean;
}
