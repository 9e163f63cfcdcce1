import { Complaint, complaint } from '../../toolkit/complaint';
import { goSeconds } from '../../toolkit/go-duration';

/**
 * Checks a duration in KubeVirt's and CDI's custom resources: Go can parse it, and it is positive. Kubernetes
 * apimachinery v0.34 pkg/apis/meta/v1/duration.go: if Go cannot parse it, the operator cannot read the whole object.
 */
export function notDuration(text: string | undefined): Complaint | undefined {
  if (text === undefined) return undefined;
  const seconds = goSeconds(text);
  if (seconds === undefined) {
    return complaint(`"${text}" is not a duration that Go can read`,
      'Write numbers with units from hours down, such as "48h" or "1h30m".');
  }
  return seconds > 0 ? undefined : complaint(`"${text}" must be more than zero`, 'Write a duration such as "24h".');
}
