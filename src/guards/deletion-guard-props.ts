/** Props of a guard against deletion. None is required. */
export interface DeletionGuardProps {
  /**
   * The first part of the names of its policies, which are cluster-wide. `-platform`, `-protected` or `-machines`
   * follows.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Service accounts of further controllers that may delete what is guarded, as `namespace/name`: the account with
   * which a machine-controller or Cluster API's provider reaches this cluster, for example. Leave out those of Argo CD
   * and Flux, from which the guard is to protect.
   * @default [] - those of Kubernetes, KubeVirt, CDI, of Cluster API's provider in `capk-system`, and of the
   * controllers of tenants' clusters (`kubernetes` of a tenant)
   */
  readonly serviceAccounts?: string[];
  /**
   * Further users that may delete what is guarded, by their names in the API server.
   * @default [] - none
   */
  readonly users?: string[];
  /**
   * Labels of the policies and their bindings, in addition to those that name the cluster.
   * @default {} - none
   */
  readonly labels?: { [key: string]: string };
}
