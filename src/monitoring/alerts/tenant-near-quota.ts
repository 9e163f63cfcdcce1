import type { Alert } from './alert';
import { PlatformAlert } from './names';

const quota = (type: string): string => (
  `max by (namespace, resourcequota, resource) (kube_resourcequota{type="${type}"})`);

/** Kubernetes refuses what goes beyond a quota, so a machine that is restarted or moved no longer starts. */
export const TENANT_NEAR_QUOTA: Alert = {
  name: PlatformAlert.TENANT_NEAR_QUOTA,
  severity: 'warning',
  ofTenant: true,
  needsState: false,
  rules: ({ thresholds }) => [{
    expr: `100 * ${quota('used')} / (${quota('hard')} > 0) > ${thresholds.quotaPercent}`,
    seconds: thresholds.quotaNearlyFull,
    summary: '{{ $value | printf "%.0f" }} % of {{ $labels.resource }} in quota {{ $labels.resourcequota }} of '
      + '{{ $labels.namespace }} are used',
  }],
};
