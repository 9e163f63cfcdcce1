import type { Entry } from './entry';
import type { View } from './view';

/** What a bundle holds for one cluster, and what is known of the cluster besides. */
export type ClusterView = View<Entry>;
