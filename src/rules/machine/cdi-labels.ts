import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { fieldBelow } from '../../toolkit/path';
import type { MachineRule } from '../rule';
import { cdi } from '../sources';

/** The labels of CDI's pods that NetworkPolicies select, CDI's own and those of tenants. */
const LABELS = ['cdi.kubevirt.io', 'prometheus.cdi.kubevirt.io'];

export const POD_LABEL_OF_CDI: MachineRule = {
  id: 'VM129',
  name: 'machines/pod-label-of-cdi',
  on: 'machine',
  concerns: ['metadata.labels'],
  severity: Severity.ERROR,
  title: 'No machine has the labels of CDI\'s pods',
  why: 'A machine\'s pod has the labels of its template. With such a label NetworkPolicies let the machine reach what '
    + 'they open for importers or for pods that clone, and let others reach it.',
  remedy: 'Leave the label out.',
  source: cdi('pkg/operator/resources/namespaced/networkpolicies.go'),
  acceptable: true,

  *check({ labels }) {
    for (const label of LABELS.filter((each) => labels[each] !== undefined)) {
      yield fault(fieldBelow('template.metadata.labels', label), 'is a label by which NetworkPolicies select pods of '
        + 'CDI, so the machine would get what is opened for them', 'Leave it out.');
    }
  },
};
