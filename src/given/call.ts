import type { IConstruct } from 'constructs';
import { faultOfProp, ruleOfFault } from './fault';
import { isConstruct, refuseScope } from './id';
import { report } from '../findings/findings';
import { argumentFaults, CallName } from '../props/arguments';

/**
 * Whether a call can be carried out. Faults of its arguments are reported on the construct.
 * @throws if the construct is not one, because then nothing can be reported on it
 */
export function areUsable(construct: IConstruct, call: CallName, args: readonly unknown[]): boolean {
  if (!isConstruct(construct)) return refuseScope(`construct of ${call}`, construct);
  const faults = argumentFaults(call, args);
  for (const each of faults) report(construct, ruleOfFault(each), [faultOfProp(each)]);
  return faults.length === 0;
}
