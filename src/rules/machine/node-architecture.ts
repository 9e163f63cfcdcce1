import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { items, texts } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';

const LABEL = 'kubernetes.io/arch';
const AFFINITY = `${VMI}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution`;

export const NODE_ARCHITECTURE: MachineRule = {
  id: 'VM141',
  name: 'workers/node-architecture',
  on: 'machine',
  concerns: ['nodeSelector', 'affinity'],
  severity: Severity.ERROR,
  title: 'A machine runs on nodes of its architecture',
  why: 'KubeVirt selects nodes of the machine\'s architecture, but the machine\'s own selector has precedence. With '
    + 'another architecture there, the machine is scheduled to a node on which it cannot start; with an affinity to '
    + 'one, it is never scheduled.',
  remedy: 'Leave the label kubernetes.io/arch to KubeVirt, or write the machine\'s architecture.',
  source: kubevirt('pkg/virt-controller/services/nodeselectorrenderer.go: NewNodeSelectorRenderer'),
  acceptable: true,

  *check({ vmi }) {
    const { architecture, nodeSelector, affinity } = vmi;
    if (!architecture) return;
    const selected = nodeSelector?.[LABEL];
    if (typeof selected === 'string' && selected !== architecture) {
      yield fault(`${VMI}.nodeSelector["${LABEL}"]`, `is "${selected}", but the machine's architecture is `
        + `"${architecture}"`, this.remedy);
    }
    const terms = items(affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms);
    const excluding = terms.map((term) => items(term.matchExpressions).some(({ key, operator, values }) => (
      key === LABEL && operator === 'In' && !texts(values).includes(architecture)
    )));
    if (excluding.length === 0 || excluding.includes(false)) return;
    yield fault(AFFINITY, `is for nodes of other architectures, but the machine's is "${architecture}"`, this.remedy);
  },
};
