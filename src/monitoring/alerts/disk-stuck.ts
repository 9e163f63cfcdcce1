import type { Alert } from './alert';
import { PlatformAlert } from './names';
import { STATE } from '../state/metrics';

/** Phases in which nothing is to be done, or somebody else has to do something. */
const AT_REST = 'Succeeded|WaitForFirstConsumer|PendingPopulation|Paused|UploadReady';

/**
 * CDI's own CDIDataVolumeUnusualRestartCount tells of pods that are restarted; a disk may be stuck without. The claims
 * of golden images are left out: GoldenImageFailing and CDI's CDIDataImportCronOutdated tell of them.
 */
export const DISK_STUCK: Alert = {
  name: PlatformAlert.DISK_STUCK,
  severity: 'warning',
  ofTenant: true,
  needsState: true,
  rules: ({ thresholds }) => [{
    expr: `max by (namespace, name) (${STATE.dataVolumeInfo}{cron="", phase!~"${AT_REST}"}) unless on (namespace, name)`
      + ` label_replace(${STATE.dataSourceReady}{pvc!=""}, "name", "$1", "pvc", "(.+)")`,
    seconds: thresholds.diskUnfinished,
    summary: 'Disk {{ $labels.name }} in {{ $labels.namespace }} is still not filled',
  }],
};
