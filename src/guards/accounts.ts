import type { ClusterFacts } from '../inventory/known';

/** The user name of a service account, as the API server knows it. */
export function userOf(namespace: string, name: string): string {
  return `system:serviceaccount:${namespace}:${name}`;
}

/**
 * The ends of the names of the accounts with which controllers of a tenant's Kubernetes cluster delete machines and
 * disks in the tenant's namespace, as `kubernetes` of a tenant names them.
 */
export const TENANT_ACCOUNTS: readonly string[] = ['-cluster-api', '-csi-driver', '-machine-controller'];

/**
 * The users whose work it is to delete: the garbage collector and the controller of namespaces, which are one user
 * where the controller manager runs without an account for each controller; KubeVirt's operator and virt-controller;
 * CDI's operator and controller; and Cluster API's provider for KubeVirt in the cluster itself.
 */
export function controllers({ kubevirtNamespace, cdiNamespace }: Namespaces): string[] {
  return [
    'system:kube-controller-manager',
    userOf('kube-system', 'generic-garbage-collector'),
    userOf('kube-system', 'namespace-controller'),
    userOf(kubevirtNamespace, 'kubevirt-controller'),
    userOf(kubevirtNamespace, 'kubevirt-operator'),
    userOf(cdiNamespace, 'cdi-operator'),
    userOf(cdiNamespace, 'cdi-sa'),
    userOf('capk-system', 'capk-manager'),
  ];
}

type Namespaces = Pick<ClusterFacts, 'kubevirtNamespace' | 'cdiNamespace'>;
