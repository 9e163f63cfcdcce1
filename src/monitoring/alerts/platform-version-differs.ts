import type { Alert, AlertRule } from './alert';
import { PlatformAlert } from './names';
import { STATE } from '../state/metrics';

/** An operator that stops in the middle of an upgrade is told by none of upstream's alerts. */
export const PLATFORM_VERSION_DIFFERS: Alert = {
  name: PlatformAlert.PLATFORM_VERSION_DIFFERS,
  severity: 'warning',
  ofTenant: false,
  needsState: true,
  rules: ({ thresholds, kubevirt, cdi }) => {
    const rule = (component: string, metric: string, version: string): AlertRule => ({
      expr: `max by (name, version) (${metric}{version!="${version}"})`,
      seconds: thresholds.versionDiffers,
      summary: `${component} has version {{ $labels.version }}, and Git has ${version}`,
      labels: { component },
    });
    return [rule('KubeVirt', STATE.kubevirtInfo, kubevirt), rule('CDI', STATE.cdiInfo, cdi)];
  },
};
