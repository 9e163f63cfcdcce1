import { CLUSTERS, CLUSTERS_RIGHT } from './clusters';
import { DEPLOYMENTS, DEPLOYMENTS_RIGHT } from './deployments';
import { TEMPLATES, TEMPLATES_RIGHT } from './templates';
import type { Right, Wrong } from '../case';

/** Programs about Cluster API with a fault. */
export const CLUSTER_API_OBJECTS: readonly Wrong[] = [...DEPLOYMENTS, ...TEMPLATES, ...CLUSTERS];

/** Programs about Cluster API that come close to a fault. */
export const CLUSTER_API_OBJECTS_RIGHT: readonly Right[] = [
  ...DEPLOYMENTS_RIGHT, ...TEMPLATES_RIGHT, ...CLUSTERS_RIGHT,
];
