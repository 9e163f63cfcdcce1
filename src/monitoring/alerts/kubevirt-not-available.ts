import type { Alert } from './alert';
import { PlatformAlert } from './names';
import { STATE } from '../state/metrics';

/**
 * KubeVirt's own alerts tell of its components one by one, and only if its operator has made its PrometheusRule. CDI's
 * Upstream's alert CDINotReady tells the same of CDI, so we write none.
 */
export const KUBEVIRT_NOT_AVAILABLE: Alert = {
  name: PlatformAlert.KUBEVIRT_NOT_AVAILABLE,
  severity: 'critical',
  ofTenant: false,
  needsState: true,
  rules: ({ thresholds }) => [{
    expr: `max by (namespace, name) (${STATE.kubevirtAvailable}) == 0`,
    seconds: thresholds.kubevirtNotAvailable,
    summary: 'KubeVirt says of itself that it is not available',
  }],
};
