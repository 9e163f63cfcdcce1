import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { autoscalersOf } from '../../inventory/autoscalers';
import type { Entry } from '../../inventory/entry';
import { isHalted } from '../../machines/strategies';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

export const SCALED_AND_HALTED: ObjectRule = {
  id: 'HPA009',
  name: 'scaling/halted',
  on: 'object',
  kinds: ['pool.kubevirt.io/VirtualMachinePool'],
  severity: Severity.WARNING,
  title: 'A pool with an autoscaler has machines that run',
  why: 'Machines that do not run have no load, so the autoscaler finds no metrics and sets no number.',
  remedy: 'Write RunStrategy.ALWAYS, or leave the autoscaler out.',
  source: kubernetes('pkg/controller/podautoscaler/replica_calculator.go: GetResourceReplicas'),
  acceptable: true,

  *check(_object, entry: Entry) {
    const { machine } = entry;
    if (machine === undefined || !isHalted(machine.spec) || autoscalersOf(entry).length === 0) return;
    const field = machine.spec.runStrategy === undefined ? 'running' : 'runStrategy';
    yield fault(machine.fieldIn(field), `is ${String(machine.spec[field])}, so the machines never run, and the `
      + 'autoscaler has nothing to measure', this.remedy);
  },
};
