import type { Alert } from './alert';
import { PlatformAlert } from './names';

const BY = '(namespace, name, migration_name)';

/**
 * KubeVirt's own KubeVirtVMIExcessiveMigrations tells of too many migrations. One whose target is not started has not
 * begun; LaunchersPending tells of it.
 */
export const MIGRATION_HANGS: Alert = {
  name: PlatformAlert.MIGRATION_HANGS,
  severity: 'warning',
  ofTenant: true,
  needsState: false,
  rules: ({ thresholds }) => [{
    expr: `time() - max by ${BY} (kubevirt_vmi_migration_start_time_seconds) > ${thresholds.migration} unless on ${BY} `
      + 'kubevirt_vmi_migration_end_time_seconds',
    seconds: 5 * 60,
    summary: 'Machine {{ $labels.name }} in {{ $labels.namespace }} is being moved for {{ $value | humanizeDuration }}',
  }],
};
