import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { StatedField } from '../../inventory/known';
import { stepsOf, valueAt } from '../../toolkit/at';
import { isPlain } from '../../toolkit/merge';
import type { ObjectRule } from '../rule';
import { own } from '../sources';

export const STATED_FIELDS: ObjectRule = {
  id: 'TENANT064',
  name: 'tenants/stated-fields',
  on: 'object',
  kinds: ['/ResourceQuota', '/LimitRange', 'networking.k8s.io/NetworkPolicy'],
  severity: Severity.ERROR,
  title: 'What the props of a tenant limit is limited in its objects',
  why: 'A null in overrides, or a JSON patch, removes a limit or a selector without a trace. The props still state it, '
    + 'and the tenant is open.',
  remedy: 'Remove the null or the patch; or leave out the prop, if there is to be no limit.',
  source: own('docs/architecture.md'),
  acceptable: true,

  *check(object, { intent }) {
    const lost = intent.stated?.().filter(({ field }) => isMissing(object, stepsOf(field)!)) ?? [];
    for (const holder of new Set(lost.map(({ holder: each }) => each))) {
      const held = lost.filter((each) => each.holder === holder);
      if (isReadable(valueAt(object, stepsOf(holder)!))) yield faultOf(holder, held);
    }
  },
};

function isMissing(object: unknown, steps: readonly string[]): boolean {
  const value = valueAt(object, steps);
  return value === undefined || value === null;
}

/** Other rules tell of a value of another type. */
function isReadable(value: unknown): boolean {
  return value === undefined || value === null || Array.isArray(value) || isPlain(value);
}

function faultOf(holder: string, lost: readonly StatedField[]): Fault {
  const names = lost.map(({ field }) => field).join(', ');
  const props = [...new Set(lost.map(({ prop }) => prop))].join(', ');
  return fault(holder, `does not hold ${names}, which ${lost.length === 1 ? 'comes' : 'come'} from ${props}: overrides `
    + 'or a JSON patch removed it, and nothing limits the tenant there', STATED_FIELDS.remedy);
}
