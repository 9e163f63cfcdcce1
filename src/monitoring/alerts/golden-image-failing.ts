import type { Alert } from './alert';
import { PlatformAlert } from './names';
import { STATE } from '../state/metrics';

/** A DataSource is ready once there is a claim or a snapshot with the image. A DataSource without a status is not. */
export const GOLDEN_IMAGE_FAILING: Alert = {
  name: PlatformAlert.GOLDEN_IMAGE_FAILING,
  severity: 'warning',
  ofTenant: false,
  needsState: true,
  rules: ({ thresholds }) => [{
    expr: `max by (namespace, name) (${STATE.dataSourceReady}) == 0`,
    seconds: thresholds.imageNotReady,
    summary: 'Golden image {{ $labels.name }} in {{ $labels.namespace }} cannot be cloned',
  }],
};
