import type { DeliveryOptions, DeliveryTarget } from '../options';

/** A cluster that Argo CD applies a part of the bundle to. */
export interface ArgoCdCluster extends DeliveryTarget {
  /**
   * The name by which Argo CD knows the cluster (`argocd cluster list`). The cluster that Argo CD runs in is
   * `in-cluster`.
   * @default - the name of the cluster's directory
   */
  readonly destination?: string;
}

/** A field that Argo CD leaves alone, in all objects of a kind. */
export interface ArgoCdIgnoredField {
  /**
   * The API group of the kind, such as `kubevirt.io`.
   * @default "" - the core group
   */
  readonly group?: string;
  /** The kind, such as `VirtualMachine`. */
  readonly kind: string;
  /** The fields, as JSON pointers, such as `/spec/runStrategy`. */
  readonly jsonPointers: string[];
}

/** How Argo CD learns of the bundle's folders. */
export enum ArgoCdForm {
  /**
   * An Application for each folder, and one for each cluster that holds them and applies them in order. Argo CD applies
   * a change in a folder as soon as it sees it.
   */
  APPLICATIONS = 'Applications',
  /**
   * Two ApplicationSets, which make the Applications from the files `clusters/<cluster>/cluster.json`. One rolls every
   * change of the platform and of tenants' namespaces out: stage by stage, and in each of them layer by layer. The
   * other one has the machines, which get a change at once, so that none of them holds a stage up.
   *
   * The order is certain where Applications are made. Of a later commit, a layer may be applied before Argo CD has
   * compared the one that it waits for (v3.2.11, applicationset/controllers/applicationset_controller.go:
   * buildAppSyncMap), so changes that must not overtake each other are two commits.
   *
   * The ApplicationSet controller must run with progressive syncs turned on
   * (`applicationsetcontroller.enable.progressive.syncs: "true"` in the ConfigMap `argocd-cmd-params-cm`): they exist
   * since v2.6, as a beta feature since v3.3, and are off by default. Without them, it makes the Applications and Argo
   * CD applies all of them at once.
   */
  APPLICATION_SET = 'ApplicationSet',
}

/** How Argo CD applies the bundle. The objects are for Argo CD v3.2 or later. */
export interface ArgoCdOptions extends DeliveryOptions {
  /**
   * The clusters, in the order of their stages. Clusters without a stage get a change after all of them. Argo CD knows
   * those that are not listed by the name of their directory.
   * @default [] - none
   */
  readonly clusters?: ArgoCdCluster[];
  /**
   * The namespace that Argo CD runs in.
   * @default "argocd"
   */
  readonly namespace?: string;
  /**
   * Whether to write Applications or an ApplicationSet.
   * @default ArgoCdForm.APPLICATIONS
   */
  readonly form?: ArgoCdForm;
  /**
   * Whether Argo CD deletes what has left the bundle. Machines, disks, namespaces and other objects that are marked as
   * kept stay in any case.
   * @default true
   */
  readonly prune?: boolean;
  /**
   * Whether Argo CD undoes changes that are made in a cluster, without waiting for a change in Git. In what an
   * ApplicationSet rolls out, it never does: progressive syncs turn it off.
   * @default - true, except for machines and what is written beside them: what somebody stops by hand at night stays
   * stopped until the next change in Git
   */
  readonly selfHeal?: boolean;
  /**
   * Whether a tenant that leaves the program loses what is not marked as kept: its access, isolation and quota. If
   * false, everything stays as it is, and somebody has to remove it. If true, Applications of tenants have Argo CD's
   * finalizer, so whoever deletes such an Application deletes these objects. Those of the platform never have it.
   * @default false
   */
  readonly cascade?: boolean;
  /**
   * Fields that Argo CD leaves alone. None is needed for what KubeVirt, CDI and Kubernetes fill in: Argo CD asks the
   * server for the difference. An example is `/spec/runStrategy` of machines that people start and stop although Git
   * says `Always` or `Halted`.
   * @default [] - none
   */
  readonly ignoredFields?: ArgoCdIgnoredField[];
}
