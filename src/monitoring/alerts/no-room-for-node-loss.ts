import type { Alert } from './alert';
import { PlatformAlert } from './names';
import { allocatableByNode, requestedByNode } from '../rules/capacity';

/**
 * What is requested on nodes that can run machines, against what they have without the largest of them. DaemonSets
 * count although they need no other place, so the alert is on the safe side.
 */
export const NO_ROOM_FOR_NODE_LOSS: Alert = {
  name: PlatformAlert.NO_ROOM_FOR_NODE_LOSS,
  severity: 'warning',
  ofTenant: false,
  needsState: false,
  rules: ({ thresholds: { nodesLost, noRoom } }) => {
    const all = `sum by (resource) (${allocatableByNode()})`;
    const largest = `sum by (resource) (topk by (resource) (${nodesLost}, ${allocatableByNode()}))`;
    const lost = nodesLost === 1 ? 'the largest node with machines fails'
      : `the ${nodesLost} largest nodes with machines fail`;
    return [{
      expr: `sum by (resource) (${requestedByNode()}) > ${nodesLost === 0 ? all : `${all} - ${largest}`}`,
      seconds: noRoom,
      summary: nodesLost === 0 ? 'More {{ $labels.resource }} is requested than the nodes with machines have'
        : `There is not enough {{ $labels.resource }} for what runs now if ${lost}`,
    }];
  },
};
