import type { VirtualMachinePoolSpec } from '../../../imports/pool.kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { inJson } from '../../props/words';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

export const MAX_UNAVAILABLE: ObjectRule = {
  id: 'POOL005',
  name: 'workers/max-unavailable',
  on: 'object',
  kinds: ['pool.kubevirt.io/VirtualMachinePool'],
  severity: Severity.ERROR,
  title: 'maxUnavailable limits how many members an update takes down at once',
  why: 'KubeVirt takes a missing maxUnavailable for all members at once, and refuses what is neither a '
    + 'number nor a percentage.',
  remedy: 'Write a whole number of at least 1, or a percentage from "1%" to "100%".',
  source: kubevirt('pkg/virt-api/webhooks/validating-webhook/admitters/vmpool-admitter.go: ValidateVMPoolSpec'),
  acceptable: false,

  *check({ spec }: { spec: VirtualMachinePoolSpec }) {
    const value = spec.maxUnavailable;
    if (value === undefined) {
      yield fault('spec.maxUnavailable', 'is missing, which KubeVirt takes for all members at once',
        'Write a number, such as 1.');
      return;
    }
    if (isCount(value) || isPercentage(value)) return;
    yield fault('spec.maxUnavailable', `${inJson(value)} is neither a number nor a percentage of members`,
      'Write a whole number of at least 1, or a text from "1%" to "100%".');
  },
};

function isCount(value: number | string): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1;
}

function isPercentage(value: number | string): boolean {
  const percent = Number(/^(\d+)%$/.exec(String(value))?.[1]);
  return percent >= 1 && percent <= 100;
}
