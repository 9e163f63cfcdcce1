import type { Alert } from './alert';
import { PlatformAlert } from './names';

/**
 * Velero has the time of the last backup of each schedule that succeeded (pkg/metrics/metrics.go), also after it was
 * started again. A schedule that has never made one has no such time, and gets as long for its first one.
 */
export const BACKUP_OVERDUE: Alert = {
  name: PlatformAlert.BACKUP_OVERDUE,
  severity: 'critical',
  ofTenant: false,
  needsState: false,
  rules: ({ thresholds, schedules }) => schedules.flatMap(({ name, pause }) => {
    const last = `velero_backup_last_successful_timestamp{schedule="${name}"}`;
    const bound = pause + thresholds.backupLate;
    return [{
      expr: `time() - max by (schedule) (${last}) > ${bound}`,
      seconds: 15 * 60,
      summary: `Schedule ${name} of Velero has made no backup for {{ $value | humanizeDuration }}`,
      labels: { schedule: name, reason: 'late' },
    }, {
      expr: `absent(${last})`,
      seconds: bound,
      summary: `Schedule ${name} of Velero has made no backup yet, or Velero is not scraped`,
      labels: { schedule: name, reason: 'none' },
    }];
  }),
};
