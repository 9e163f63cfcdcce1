import type { Scheduling } from '../machines/scheduling';
import type { CdiRelease, KubeVirtRelease } from '../releases/release';
import type { NamedCidr } from '../toolkit/cidr';
import type { Quantity } from '../toolkit/quantity';

/** That something needs a feature gate of KubeVirt's. */
export interface GateUse {
  readonly gate: string;
  /** The path of a construct, or of a field of the KubeVirt custom resource. */
  readonly user: string;
}

/** What is known of a cluster, whoever installs KubeVirt and CDI into it. */
export interface ClusterFacts {
  readonly name: string;
  readonly kubevirt: KubeVirtRelease;
  readonly cdi: CdiRelease;
  readonly kubevirtNamespace: string;
  readonly cdiNamespace: string;
  /** The cluster's address ranges, named for messages. */
  readonly ranges: readonly NamedCidr[];
  /** Feature gates that the program names as on. */
  readonly gates: readonly string[];
  /** Feature gates that the program names as off. */
  readonly disabledGates: readonly string[];
  /** Feature gates that constructs said they need. */
  readonly gateUses: readonly GateUse[];
  /** Whether the bundle holds the KubeVirt custom resource and turns gates on itself. */
  readonly turnsGatesOn: boolean;
  /** Whether the program says that its bundle holds all that machines name, so that what is not there is missing. */
  readonly isComplete: boolean;
}

/** An image that machines are cloned from, whether the bundle holds it or it exists in the cluster. */
export interface ImageFacts {
  /** The name of its DataSource. */
  readonly dataSourceName: string;
  readonly namespace: string;
  /** The claim that the bundle fills with it; undefined if its name is not known beforehand. */
  readonly claim?: string;
  /** The size below which a clone does not fit; undefined if unknown. */
  readonly size?: Quantity;
  /**
   * Whether machines of a namespace may clone it. An image that is open to a tenant gives its machines the right if
   * they ask.
   */
  readonly mayBeClonedFrom: (namespace: string) => boolean;
  /** Claims with imports of it that exist at most; 0 where the bundle does not hold the image. */
  readonly imports: number;
  /** Whether CDI refreshes it, so that the right to clone it holds for its whole namespace. */
  readonly refreshed: boolean;
  /** The only namespaces that may be given the right to clone it; undefined if each tenant may. */
  readonly permitted?: ReadonlySet<string>;
  /** The namespaces that the bundle gives the right to clone it, sorted. */
  readonly cloners: () => readonly string[];
}

/** A tenant, whether the bundle holds its namespace or it exists in the cluster. */
export interface TenantFacts {
  readonly namespace: string;
  /** Whether the bundle holds the namespace with all that belongs to it, so that what is not there is missing. */
  readonly isComplete: boolean;
}

/** Facts with the path of the construct that told them. */
export type Located<T> = T & { readonly where: string };

/** Something that a construct tells about the cluster around it and that no object shows. */
export type Known =
  | { readonly cluster: ClusterFacts }
  | { readonly image: ImageFacts }
  | { readonly tenant: TenantFacts };

/** What the maker of an object knows about it and the object does not show. */
export interface Intent {
  /** Who sets the number of a pool's members instead of the program, and how many there are at most. */
  readonly externallyScaled?: { readonly by: string; readonly maxReplicas: number };
  /** The controller that moves machines away when their node is drained. */
  readonly evictionHandler?: string;
  /** Where the object's machines may run, as a policy made it that reports its own faults. */
  readonly scheduling?: Scheduling;
  /** The image whose right to clone the maker has asked for; if it is refused, that is reported already. */
  readonly bootImage?: { readonly dataSourceName: string; readonly namespace: string };
  /**
   * The prop that a field of the object came from, by the field's path; `written` is the object as it will be written.
   */
  readonly propOf?: (field: string, written?: unknown) => string | undefined;
  /** That machines boot from clones of the volume that the object fills. */
  readonly goldenImage?: GoldenImageIntent;
}

/** What the maker of a boot image knows about it. */
export interface GoldenImageIntent {
  /** Whether the object's name, which carries a hash, is that of a spec; undefined if it carries none. */
  readonly isNamedFor?: (spec: object) => boolean;
  /** Whether the image may be deleted and imported anew when another class becomes the cluster's default. */
  readonly followsDefaultClass?: boolean;
}
