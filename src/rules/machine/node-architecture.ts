import { architectureOf } from './architecture-of';
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

  *check({ vmi: { nodeSelector, affinity } }, entry) {
    const known = architectureOf(entry);
    if (known === undefined) return;
    const { architecture, said } = known;
    const selected = nodeSelector?.[LABEL];
    if (typeof selected === 'string' && selected !== architecture) {
      yield fault(`${VMI}.nodeSelector["${LABEL}"]`, `is "${selected}", but ${said}`, this.remedy);
    }
    const terms = items(affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms);
    const excluding = terms.map((term) => items(term.matchExpressions).some((each) => excludes(each, architecture)));
    if (excluding.length === 0 || excluding.includes(false)) return;
    yield fault(AFFINITY, `is for nodes of other architectures, but ${said}`, this.remedy);
  },
};

/** An expression about the labels of nodes. */
interface Expression {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

/** Whether an expression selects no node of an architecture. */
function excludes({ key, operator, values }: Expression, architecture: string): boolean {
  if (key !== LABEL) return false;
  const isListed = texts(values).includes(architecture);
  return operator === 'In' ? !isListed : operator === 'NotIn' && isListed;
}
