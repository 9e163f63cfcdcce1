import type { IConstruct } from 'constructs';
import { faultOfProp, ruleOfFault } from './fault';
import { isConstruct, refuseScope } from './id';
import { report } from '../findings/findings';
import type { Fault } from '../findings/rule';
import { argumentFaults, CallName } from '../props/arguments';

/**
 * Whether a call can be carried out. Faults of its arguments are reported on the construct.
 * @throws if the construct is not one, because then nothing can be reported on it
 */
export function areUsable(construct: IConstruct, call: CallName, args: readonly unknown[]): boolean {
  if (!isConstruct(construct)) return refuseScope(`construct of ${call}`, construct);
  const faults = argumentFaults(call, args);
  for (const each of faults) report(construct, ruleOfFault(each), [ofCall(faultOfProp(each), construct, call)]);
  return faults.length === 0;
}

/** An app has no path, so a fault of what is said to it names the call. */
function ofCall(fault: Fault, { node }: IConstruct, call: CallName): Fault {
  return node.path === '' ? { ...fault, field: `${fault.field} of ${call}` } : fault;
}
