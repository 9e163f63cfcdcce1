import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { inJson } from '../../props/words';
import { selects } from '../../toolkit/label-selector';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

export const REPLICA_SET_SELECTOR: ObjectRule = {
  id: 'VM131',
  name: 'machines/replica-set-selector',
  on: 'object',
  kinds: ['kubevirt.io/VirtualMachineInstanceReplicaSet'],
  severity: Severity.ERROR,
  title: 'A VirtualMachineInstanceReplicaSet selects the instances that it makes',
  why: 'KubeVirt refuses one whose selector does not match the labels of its own template.',
  remedy: 'Write the labels of the selector in spec.template.metadata.labels too.',
  source: kubevirt('pkg/virt-api/webhooks/validating-webhook/admitters/vmirs-admitter.go: ValidateVMIRSSpec'),
  acceptable: false,

  *check({ spec }) {
    const labels = spec.template.metadata?.labels;
    if (selects(spec.selector, labels)) return;
    yield fault('spec.selector', `is ${inJson(spec.selector)}, which does not match the labels of the instances, `
      + `${inJson(labels ?? {})}`, this.remedy);
  },
};
