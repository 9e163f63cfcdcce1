import { SchemaRelease } from './schema-release';

/** Cluster API, with its kubeadm bootstrap. */
export const CLUSTER_API = new SchemaRelease('cluster-api', 'Cluster API', 'v1.14.2');

/** Cluster API's provider for KubeVirt, as of August 2026, after v0.11.2. */
export const CLUSTER_API_PROVIDER = new SchemaRelease(
  'cluster-api-provider-kubevirt', 'Cluster API Provider KubeVirt', 'v0.11.2',
);

/** The versions that the kinds of each are written in: those that it stores. */
export const CLUSTER_API_VERSION = 'v1beta2';
export const PROVIDER_VERSION = 'v1alpha1';

/** The releases whose schemas judge objects of Cluster API, in whichever cluster they are. */
export const CLUSTER_API_RELEASES: readonly SchemaRelease[] = [CLUSTER_API, CLUSTER_API_PROVIDER];
