import type { Alert } from './alert';
import { PlatformAlert } from './names';
import { STATE } from '../state/metrics';

/**
 * KubeVirt's own VMCannotBeEvicted tells of machines with `LiveMigrate`, for which a drain waits. It passes over those
 * with `LiveMigrateIfPossible`, which a drain stops (pkg/util/migrations/migrations.go: VMIMigratableOnEviction).
 */
export const MACHINE_NOT_MIGRATABLE: Alert = {
  name: PlatformAlert.MACHINE_NOT_MIGRATABLE,
  severity: 'info',
  ofTenant: true,
  needsState: true,
  rules: ({ thresholds }) => [{
    expr: 'max by (namespace, name) '
      + `(${STATE.machineMigratable}{eviction_strategy="LiveMigrateIfPossible"}) == 0`,
    seconds: thresholds.machineNotMigratable,
    summary: 'Machine {{ $labels.name }} in {{ $labels.namespace }} cannot be moved, so a drain of its node stops it',
  }],
};
