import type { Find } from './need';
import { placementsOf } from './placements';
import type { NodeSelectorTerm } from '../../../imports/kubevirt.io';
import { networkResourcesOf } from '../../inventory/network-resources';
import { isPlain } from '../../toolkit/merge';
import { items, texts } from '../../toolkit/shape';

const LABEL = 'label of nodes';

/** Labels that the kubelet and KubeVirt write themselves. */
const WRITTEN = /^(kubernetes\.io\/(os|arch)$|([a-z0-9-]+\.)*kubevirt\.io\/)/;

/** The labels of nodes that pods must have to run. */
export const labelsOfNodes: Find = function* (entry) {
  for (const { nodeSelector, affinity } of placementsOf(entry)) {
    for (const [key, value] of Object.entries(isPlain(nodeSelector) ? nodeSelector : {})) {
      if (!WRITTEN.test(key)) yield { what: LABEL, name: `${key}=${value}` };
    }
    const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
    const terms = items(required?.nodeSelectorTerms).map(labelsIn);
    if (terms.length === 1) for (const name of terms[0]) yield { what: LABEL, name };
    // any of several terms is enough, so one without labels asks for nothing
    if (terms.length > 1 && terms.every((names) => names.length > 0)) {
      yield { what: LABEL, name: terms.map((names) => names.join(' and ')).join(' or ') };
    }
  }
};

function labelsIn({ matchExpressions }: NodeSelectorTerm): string[] {
  return items(matchExpressions).flatMap(({ key, operator, values }) => {
    if (WRITTEN.test(key)) return [];
    if (operator === 'In') return [`${key}=${texts(values).join('|')}`];
    return operator === 'Exists' ? [key] : [];
  });
}

/** The resources of nodes that device plugins offer, and huge pages. */
export const resourcesOfNodes: Find = function* (entry) {
  const { devices, memory } = entry.machine?.vmi.domain ?? {};
  const named = [...items(devices?.gpus), ...items(devices?.hostDevices)].map(({ deviceName }) => deviceName);
  const pages = memory?.hugepages?.pageSize;
  const names = [...named, ...networkResourcesOf(entry), pages && `hugepages-${pages}`];
  for (const name of names) if (name) yield { what: 'resource of nodes', name };
};
