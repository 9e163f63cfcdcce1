import { Complaint, complaint } from '../../toolkit/complaint';
import { goSeconds } from '../../toolkit/go-duration';

/**
 * A duration of KubeVirt's and CDI's custom resources is one that Go can read, and positive. Kubernetes apimachinery
 * v0.34 pkg/apis/meta/v1/duration.go: what Go cannot read makes the whole object unreadable to the operator.
 */
export function notDuration(text: string | undefined): Complaint | undefined {
  if (text === undefined) return undefined;
  const seconds = goSeconds(text);
  if (seconds === undefined) {
    return complaint(`"${text}" is not a duration that Go can read`,
      'Write numbers with units from hours down, such as "48h" or "1h30m".');
  }
  return seconds > 0 ? undefined : complaint(`"${text}" must be more than nothing`, 'Write a duration such as "24h".');
}
