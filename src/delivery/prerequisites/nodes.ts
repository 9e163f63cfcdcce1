import type { Find, Need } from './need';
import { networkResourcesOf } from '../../inventory/network-resources';
import { items } from '../../toolkit/shape';

/** Labels that the kubelet and KubeVirt write themselves. */
const WRITTEN = /^(kubernetes\.io\/(os|arch)$|([a-z0-9-]+\.)*kubevirt\.io\/)/;

/** The labels of nodes that machines must have to run. */
export const labelsOfNodes: Find = function* ({ machine }) {
  const { nodeSelector, affinity } = machine?.vmi ?? {};
  for (const [key, value] of Object.entries(nodeSelector ?? {})) yield* label(key, `${key}=${value}`);
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  for (const term of items(required?.nodeSelectorTerms)) {
    for (const { key, operator, values = [] } of items(term.matchExpressions)) {
      if (operator === 'In') yield* label(key, `${key}=${values.join('|')}`);
      if (operator === 'Exists') yield* label(key, key);
    }
  }
};

function* label(key: string, name: string): Iterable<Need> {
  if (!WRITTEN.test(key)) yield { what: 'label of nodes', name };
}

/** The resources of nodes that device plugins offer, and huge pages. */
export const resourcesOfNodes: Find = function* (entry) {
  const { devices, memory } = entry.machine?.vmi.domain ?? {};
  const named = [...items(devices?.gpus), ...items(devices?.hostDevices)].map(({ deviceName }) => deviceName);
  const pages = memory?.hugepages?.pageSize;
  const names = [...named, ...networkResourcesOf(entry), pages && `hugepages-${pages}`];
  for (const name of names) if (name) yield { what: 'resource of nodes', name };
};
