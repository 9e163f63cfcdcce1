import type { ScheduledBackups } from './alerts/alert';
import type { ClusterView } from '../inventory/cluster-view';
import { pauseOf } from '../rules/snapshot/schedule-times';
import type { Schedule } from '../rules/snapshot/velero';

/** The Schedules of Velero that the program has for a cluster, without those that are paused or never fire. */
export function scheduledBackups(cluster: ClusterView): ScheduledBackups[] {
  return cluster.of('velero.io', 'Schedule').flatMap(({ object }) => {
    const { metadata, spec } = object as Schedule & { readonly spec?: { readonly paused?: unknown } };
    const pause = typeof spec?.schedule === 'string' ? pauseOf(spec.schedule) : undefined;
    return pause === undefined || spec?.paused === true ? [] : [{ name: metadata.name, pause }];
  });
}
