import type { Duration } from 'cdk8s';
import type { DeliveryOptions, DeliveryTarget } from '../options';

/** A cluster that Flux applies a part of the bundle to. */
export interface FluxCluster extends DeliveryTarget {
  /**
   * The name of the cluster whose Flux applies the folders of this cluster, such as that of a management cluster. It
   * need not be in the bundle.
   * @default - for a tenant's cluster, what its infra cluster has; otherwise the cluster itself
   */
  readonly fluxIn?: string;
  /**
   * The Secret with the kubeconfig of the cluster, in the namespace of the Flux that applies it. Its key is `value`, as
   * Cluster API writes it (kustomize-controller v1, docs/spec/v1/kustomizations.md: KubeConfig).
   * @default - the name of the cluster with `-kubeconfig`, if the Flux of another cluster applies it; otherwise none
   */
  readonly kubeConfigSecretName?: string;
}

/** Who signs an OCI artifact with cosign without a key of their own. */
export interface FluxIdentity {
  /**
   * The issuer of the identity's token, as a regular expression, such as
   * `^https://token.actions.githubusercontent.com$`.
   */
  readonly issuer: string;
  /** The identity, as a regular expression, such as `^https://github.com/acme/platform/.*$`. */
  readonly subject: string;
}

/** How Flux makes sure that the bundle comes from whom it should. */
export interface FluxVerification {
  /**
   * The Secret with the public keys: of cosign for an OCI artifact, of PGP for the commits of a Git repository. It is
   * in Flux' namespace.
   * @default - none: an OCI artifact is signed without a key
   */
  readonly secretName?: string;
  /**
   * Who may have signed an OCI artifact without a key (source-controller v1, docs/spec/v1/ocirepositories.md).
   * @default [] - with a key anybody who has it, otherwise anybody
   */
  readonly identities?: FluxIdentity[];
}

/**
 * How Flux applies the bundle. The objects are for Flux v2.9 or later.
 *
 * A URL that begins with `oci://` is that of an OCI artifact, which holds the contents of the output directory. Its
 * revision is a tag, or a digest such as `sha256:…`. The revision of a Git repository is a branch, the hash of a
 * commit, or a reference such as `refs/tags/v1.2.0`.
 */
export interface FluxOptions extends DeliveryOptions {
  /**
   * The clusters, in the order of their stages. Clusters without a stage come after all of them. Those that are not
   * listed have a Flux of their own. Only clusters of one Flux can wait for each other.
   * @default [] - none
   */
  readonly clusters?: FluxCluster[];
  /**
   * The namespace that Flux' objects are in.
   * @default "flux-system"
   */
  readonly namespace?: string;
  /**
   * The Secret with the credentials of the repository, in Flux' namespace.
   * @default - none: the repository is public
   */
  readonly sourceSecretName?: string;
  /**
   * How the signatures of the bundle are verified.
   * @default - not at all
   */
  readonly verification?: FluxVerification;
  /**
   * How often Flux looks for a new revision of the bundle. A Receiver of Flux tells it at once.
   * @default Duration.minutes(5)
   */
  readonly sourceInterval?: Duration;
  /**
   * How often Flux undoes changes that were made in a cluster. A new revision is applied at once.
   * @default Duration.hours(1)
   */
  readonly interval?: Duration;
  /**
   * How long Flux waits before it tries again what has failed.
   * @default Duration.minutes(2)
   */
  readonly retryInterval?: Duration;
  /**
   * Whether Flux deletes what has left the bundle. Machines, disks, namespaces and other objects that are marked as
   * kept stay in any case.
   * @default true
   */
  readonly prune?: boolean;
  /**
   * Whether a tenant that leaves the program loses what is not marked as kept: its access, isolation and quota. If
   * false, everything stays as it is, and somebody has to remove it. Nothing of the platform is ever deleted with its
   * Kustomization.
   * @default false
   */
  readonly cascade?: boolean;
  /**
   * Whether Flux waits for single machines until they run, and shows those that fail. KubeVirt tells in
   * `status.observedGeneration` with which generation a machine was started (KubeVirt v1.9.0, api/core/v1/types.go),
   * and Flux waits until that is the last one (fluxcd/pkg/runtime v0.110.3, cel/status_evaluator.go). So a machine that
   * is to restart after a change, or was stopped by a change, lets its Kustomization time out.
   * @default false - Kustomizations with single machines wait for nothing, for the pools and disks in them neither:
   * Flux waits for all objects of a Kustomization or for none
   */
  readonly waitForMachines?: boolean;
  /**
   * Whether the machines of a tenant, and what is written beside them, are applied with the rights of a ServiceAccount
   * that may only change such kinds of objects in the tenant's namespace: those that constructs write, and those of
   * objects that the program adds. When the last object of an added kind leaves, somebody must lend the account the
   * right to delete it. Namespaces, quotas, isolation and access are applied by the platform. Flux must have the right
   * to impersonate ServiceAccounts of its namespace.
   * @default true
   */
  readonly tenantAccounts?: boolean;
  /**
   * The ServiceAccount in Flux' namespace with whose rights everything else is applied. It is needed where Flux runs
   * with `--default-service-account`.
   * @default - none: Flux' own rights
   */
  readonly serviceAccountName?: string;
}
