/** The groups of Cluster API, and of its provider for KubeVirt. */
export const CLUSTER_GROUP = 'cluster.x-k8s.io';
export const BOOTSTRAP_GROUP = 'bootstrap.cluster.x-k8s.io';
export const CONTROL_PLANE_GROUP = 'controlplane.cluster.x-k8s.io';
export const INFRASTRUCTURE_GROUP = 'infrastructure.cluster.x-k8s.io';

/** Kinds as rules name them. */
export const CLUSTER = `${CLUSTER_GROUP}/Cluster`;
export const MACHINE_DEPLOYMENT = `${CLUSTER_GROUP}/MachineDeployment`;
export const HEALTH_CHECK = `${CLUSTER_GROUP}/MachineHealthCheck`;
export const KUBEADM_TEMPLATE = `${BOOTSTRAP_GROUP}/KubeadmConfigTemplate`;
export const MACHINE_TEMPLATE = `${INFRASTRUCTURE_GROUP}/KubevirtMachineTemplate`;
export const KUBEVIRT_CLUSTER = `${INFRASTRUCTURE_GROUP}/KubevirtCluster`;

/** The label of everything that belongs to a cluster (Cluster API v1.14.2, api/core/v1beta2: ClusterNameLabel). */
export const CLUSTER_LABEL = `${CLUSTER_GROUP}/cluster-name`;

/** The label of the machines of a MachineDeployment (api/core/v1beta2: MachineDeploymentNameLabel). */
export const DEPLOYMENT_LABEL = `${CLUSTER_GROUP}/deployment-name`;

/** A control plane that Kamaji runs as pods (cluster-api-control-plane-provider-kamaji). */
export const KAMAJI = 'KamajiControlPlane';

/** The annotation of an infrastructure that its provider leaves alone (api/core/v1beta2: ManagedByAnnotation). */
export const MANAGED_BY = `${CLUSTER_GROUP}/managed-by`;
