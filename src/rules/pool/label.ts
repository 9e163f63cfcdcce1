import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { CLUSTER_NAME_LABEL, CLUSTER_ROLE_LABEL } from '../../machines/cluster-label';
import { MACHINE_LABEL } from '../../machines/machine-label';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const OWN_LABEL: PropRule = {
  id: 'POOL002',
  name: 'workers/label',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The labels of machines leave out the label that marks them',
  why: 'The value of that label is always the name of the pool, the machine or the replica set, so another value would '
    + 'be lost.',
  remedy: 'Use a label of your own.',
  source: own('docs/architecture.md'),
  acceptable: false,
};

/** Reports labels that the construct sets itself. */
export function* ownLabelFaults(labels: object | undefined, ownLabels: object): Iterable<Fault> {
  for (const [label, value] of Object.entries(ownLabels)) {
    if (Object.keys(labels ?? {}).includes(label)) {
      yield fault('labels', `holds "${label}", whose value is always "${value}"`, OWN_LABEL.remedy);
    }
  }
}

/** Labels of each machine that machine-controller writes (pkg/cloudprovider/provider/kubevirt/provider.go: Create). */
const OF_MACHINE_CONTROLLER = [
  MACHINE_LABEL, CLUSTER_NAME_LABEL, CLUSTER_ROLE_LABEL, 'kubermatic.k8c.io/cluster-id', 'kubermatic.k8c.io/project-id',
];

/** Reports labels that machine-controller writes over. */
export function* providerLabelFaults(labels: object | undefined): Iterable<Fault> {
  for (const label of Object.keys(labels ?? {})) {
    if (!OF_MACHINE_CONTROLLER.includes(label)) continue;
    yield fault('labels', `holds "${label}", which machine-controller writes over`, OWN_LABEL.remedy);
  }
}
