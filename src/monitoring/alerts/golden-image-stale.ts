import type { Alert } from './alert';
import { PlatformAlert } from './names';
import { STATE } from '../state/metrics';

/**
 * CDI's own CDIDataImportCronOutdated tells of a newer version that is not imported. This one tells that nobody looks
 * for one. CDI writes the time after each look (pkg/controller/dataimportcron-controller.go:
 * updateLastExecutionTimestamp); before the first one there is no such time, and GoldenImageFailing fires.
 */
export const GOLDEN_IMAGE_STALE: Alert = {
  name: PlatformAlert.GOLDEN_IMAGE_STALE,
  severity: 'warning',
  ofTenant: false,
  needsState: true,
  rules: ({ thresholds }) => [{
    expr: `time() - max by (namespace, name) (${STATE.cronLastExecution}) > ${thresholds.imageLookedFor}`,
    seconds: 15 * 60,
    summary: 'CDI has not looked for a newer version of golden image {{ $labels.name }} in {{ $labels.namespace }} for '
      + '{{ $value | humanizeDuration }}',
  }],
};
