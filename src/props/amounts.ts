import { SizeRoundingBehavior } from 'cdk8s';
import type { Found } from './fault';
import { remedyOf } from './remedy';
import type { NamedType } from './type';
import { described, thrown } from './words';
import { table } from '../toolkit/table';

type Method = readonly [name: string, options: object];

/** The methods that constructs call to read amounts, by class. Any object may have methods of these names. */
const METHODS: { readonly [name: string]: readonly Method[] | undefined } = table({
  Size: [['toKibibytes', { rounding: SizeRoundingBehavior.NONE }]],
  Duration: [['toSeconds', { integral: false }], ['toMilliseconds', { integral: false }]],
});

/** The fault of an amount that cannot be read as a number, such as a size of the program's own making. */
export function amountFaults(value: object, type: NamedType): Found {
  for (const method of METHODS[type.name] ?? []) {
    const problem = problemOf(value as { readonly [method: string]: unknown }, method);
    if (problem === undefined) continue;
    const says = `is ${described(value)} whose method ${method[0]} ${problem}`;
    return [{ prop: '', kind: 'type', says, remedy: remedyOf(value, type) }];
  }
  return undefined;
}

function problemOf(value: { readonly [method: string]: unknown }, [name, options]: Method): string | undefined {
  try {
    if (typeof value[name] !== 'function') return 'is missing';
    const amount: unknown = value[name](options);
    return typeof amount === 'number' ? undefined : `returns ${described(amount)} instead of a number`;
  } catch (error) {
    return `fails: ${thrown(error)}`;
  }
}
