import { MACHINE_TEMPLATE } from './kinds';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ObjectRule } from '../rule';
import { clusterApiProvider } from '../sources';

const MACHINE = 'spec.template.spec.virtualMachineTemplate';

export const NO_MACHINE: ObjectRule = {
  id: 'CAPI037',
  name: 'cluster-api/no-machine',
  on: 'object',
  kinds: [MACHINE_TEMPLATE],
  severity: Severity.ERROR,
  title: 'A KubevirtMachineTemplate holds a machine',
  why: 'The API server takes a template without one. The provider copies the machine without asking whether it is '
    + 'there, and fails at each Machine.',
  remedy: 'Write the VirtualMachine below virtualMachineTemplate.spec.',
  source: clusterApiProvider('pkg/kubevirt/utils.go: buildVirtualMachineInstanceTemplate'),
  acceptable: false,

  *check({ spec }) {
    if (spec === undefined) {
      yield fault('spec', 'is missing, so the template holds no machine', `Write ${MACHINE}.spec.`);
      return;
    }
    const { virtualMachineTemplate: machine } = spec.template.spec;
    if (machine?.spec !== undefined) return;
    const [field, what] = machine === undefined ? [MACHINE, this.remedy] : [`${MACHINE}.spec`, 'Write the machine.'];
    yield fault(field, 'is missing, so the template holds no machine', what);
  },
};
