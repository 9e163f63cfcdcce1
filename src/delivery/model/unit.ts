import type { Layer } from '../../layout/layer';
import type { CdiRelease, KubeVirtRelease } from '../../releases/release';

/** A kind that a unit has objects of. */
export interface UnitKind {
  /** The API group, empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** The number of objects. */
  readonly count: number;
}

/** What one Argo CD Application or one Flux Kustomization applies: a folder of the bundle. */
export interface DeliveryUnit {
  /** Stable, unique in the app, a DNS label of at most 53: `<cluster>-<layer>[-<tenant>][-<shard>]`. */
  readonly name: string;
  /** The folder of the cluster that it is applied to. */
  readonly cluster: string;
  readonly layer: Layer;
  readonly tenant?: string;
  /** One of the folders that the files of a layer or a tenant are distributed to. */
  readonly shard?: string;
  /** The folder below the output directory, such as `clusters/infra/50-tenants/acme`. */
  readonly path: string;
  /** Names of the units that must be ready before, sorted. */
  readonly dependsOn: readonly string[];
  /** Sorted by group, kind and version. */
  readonly kinds: readonly UnitKind[];
  /** The namespaces that its objects are in, sorted. */
  readonly namespaces: readonly string[];
  /** The names of the Namespaces that it makes, sorted. */
  readonly makesNamespaces: readonly string[];
  /** Other namespaces that its DataVolumes are cloned from, sorted. Their creator needs the right to clone there. */
  readonly clonesFrom: readonly string[];
  readonly objects: number;
  /** The size of its objects as YAML. */
  readonly bytes: number;
}

/** A cluster that units are applied to. */
export interface DeliveredCluster {
  /** Its folder below `clusters/`. */
  readonly name: string;
  /** Which clusters get a change first; undefined if the program names no stage. */
  readonly stage?: string;
  /** The infra cluster whose machines are the nodes of this cluster. */
  readonly infra?: string;
  /** The releases; undefined for clusters of tenants. */
  readonly kubevirt?: KubeVirtRelease;
  readonly cdi?: CdiRelease;
  /** Sorted by their paths. */
  readonly units: readonly DeliveryUnit[];
}

/** What is delivered: every cluster of the app that has objects, sorted by name. */
export interface DeliveryModel {
  /** The app's name, as it is written into the header of its files. */
  readonly app: string;
  readonly clusters: readonly DeliveredCluster[];
}
