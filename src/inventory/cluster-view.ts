import type { Entry } from './entry';
import type { View } from './view';

/** What a bundle holds for one cluster, and what else is known about the cluster. */
export type ClusterView = View<Entry>;
