import type { Alert } from './alert';
import { PlatformAlert } from './names';
import { STATE } from '../state/metrics';

/** KubeVirt has a metric of snapshots that succeeded, and none of those that did not. */
export const SNAPSHOT_NOT_READY: Alert = {
  name: PlatformAlert.SNAPSHOT_NOT_READY,
  severity: 'warning',
  ofTenant: true,
  needsState: true,
  rules: ({ thresholds }) => [{
    expr: `max by (namespace, name) (${STATE.snapshotReady}) == 0`,
    seconds: thresholds.snapshotNotReady,
    summary: 'Snapshot {{ $labels.name }} in {{ $labels.namespace }} is not ready',
  }],
};
