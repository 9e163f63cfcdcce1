/** A cluster that a GitOps controller applies a part of the bundle to. */
export interface DeliveryTarget {
  /** The cluster's directory below `clusters/`, such as the id of its construct. */
  readonly name: string;
  /**
   * The stage that the cluster belongs to, such as `canary`: a change reaches one stage after the other.
   * @default - for a tenant's cluster, that of its infra cluster; otherwise none: the cluster comes after all stages
   */
  readonly stage?: string;
}

/** What each GitOps controller needs to know about the bundle. */
export interface DeliveryOptions {
  /** The URL of the repository that holds the bundle, such as `https://git.example.org/platform/clusters.git`. */
  readonly repositoryUrl: string;
  /**
   * The branch, tag or commit of the repository.
   * @default "main"
   */
  readonly revision?: string;
  /**
   * The path of the output directory within the repository, without `/` at either end. It is empty if the output
   * directory is the repository itself. Two apps in one repository have two output directories.
   * @default "dist"
   */
  readonly path?: string;
  /**
   * A text before the name of each object that the controller reads. Two apps whose bundles one controller applies need
   * different ones, if their clusters have the same names, or if one Flux applies both.
   * @default "" - none
   */
  readonly namePrefix?: string;
}
