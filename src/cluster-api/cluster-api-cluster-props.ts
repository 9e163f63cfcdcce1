import type { ClusterApiReference } from './reference';
import type { ClusterNetworks } from '../cluster/infra-cluster';

/** Where the API server of a cluster is reached. */
export interface ControlPlaneEndpoint {
  /** The host name or address. */
  readonly host: string;
  /**
   * The port.
   * @default 6443
   */
  readonly port?: number;
}

/** How the Service that the provider makes for the control plane is reached. */
export enum ControlPlaneServiceType {
  /** From within the infra cluster. */
  CLUSTER_IP = 'ClusterIP',
  /** By the address of a load balancer of the infra cluster. */
  LOAD_BALANCER = 'LoadBalancer',
  /** By a port of each node of the infra cluster. */
  NODE_PORT = 'NodePort',
}

/** Props of a Kubernetes cluster of a tenant that Cluster API manages. */
export interface ClusterApiClusterProps {
  /**
   * The object that runs the control plane, such as `{ kind: 'KubeadmControlPlane', name: 'acme' }`, in the tenant's
   * namespace. It is not written here.
   * @default - none; the control plane is somewhere else, and `controlPlaneEndpoint` says where. Neither is a warning
   */
  readonly controlPlane?: ClusterApiReference;
  /**
   * Who manages the KubevirtCluster in place of CAPK: the value of the annotation `cluster.x-k8s.io/managed-by`. CAPK
   * then makes no Service for a control plane, so `controlPlaneService` and its annotations are errors; who manages the
   * object writes where the API server is reached, and that it is ready.
   * @default - `kamaji` with a `KamajiControlPlane`, which needs it; otherwise CAPK manages it
   */
  readonly managedBy?: string;
  /**
   * The address ranges of the cluster's pods and Services. They must not overlap those of the infra cluster: nodes are
   * pods there.
   * @default - those that the control plane's provider takes
   */
  readonly networks?: ClusterNetworks;
  /**
   * Where the cluster's API server is reached.
   * @default - by the Service that the provider makes, `<name>-lb`
   */
  readonly controlPlaneEndpoint?: ControlPlaneEndpoint;
  /**
   * How the Service that the provider makes for the control plane is reached.
   * @default ControlPlaneServiceType.CLUSTER_IP - from within the infra cluster alone
   */
  readonly controlPlaneService?: ControlPlaneServiceType;
  /**
   * Annotations of that Service, such as those that a load balancer reads.
   * @default - none
   */
  readonly controlPlaneServiceAnnotations?: { [key: string]: string };
  /**
   * The name of a Secret in the tenant's namespace with the kubeconfig of the infra cluster (key `kubeconfig`), if the
   * provider runs in another cluster.
   * @default - none; the machines run in the provider's own cluster
   */
  readonly infraClusterSecret?: string;
  /**
   * Whether Cluster API leaves the cluster alone for now.
   * @default false
   */
  readonly paused?: boolean;
  /**
   * The cluster's name, which is that of its KubevirtCluster too. Everything that belongs to the cluster names it.
   * @default - the construct's id
   */
  readonly name?: string;
}
