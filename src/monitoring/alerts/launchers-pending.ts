import type { Alert } from './alert';
import { PlatformAlert } from './names';
import { LAUNCHER } from '../rules/capacity';

/**
 * A pod in which a machine starts, or to which it moves. KubeVirt's own VirtLauncherPodsStuckFailed tells of pods that
 * have failed.
 */
export const LAUNCHERS_PENDING: Alert = {
  name: PlatformAlert.LAUNCHERS_PENDING,
  severity: 'warning',
  ofTenant: true,
  needsState: false,
  rules: ({ thresholds }) => [{
    expr: `max by (namespace, pod) (kube_pod_status_phase{${LAUNCHER}, phase="Pending"}) == 1`,
    seconds: thresholds.launcherPending,
    summary: 'Pod {{ $labels.pod }} in {{ $labels.namespace }} is pending, so its machine does not run or move',
  }],
};
