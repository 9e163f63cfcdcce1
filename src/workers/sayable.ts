import { Fault, fault } from '../findings/rule';
import { isPlain } from '../toolkit/merge';

/** Why a kind of object cannot say a prop, and what to write instead. */
export interface Unsayable {
  /** A clause that continues "…, which a MachineDeployment cannot say: ". */
  readonly why: string;
  /** A sentence. */
  readonly remedy: string;
}

/** What a kind of object can say of each prop: true for everything. No prop can be forgotten. */
export type Sayable<T> = { readonly [P in keyof Required<T>]: true | Unsayable };

/** The props of a table that are given and cannot be said. An empty list or mapping says nothing. */
export function* unsayable<T extends object>(
  kind: string, table: Sayable<T>, props: T | undefined, path = '',
): Iterable<Fault> {
  for (const name of Object.keys(props ?? {}) as (keyof T & string)[]) {
    const said = table[name];
    if (said === true || said === undefined || isNothing(props![name])) continue;
    yield fault(`${path}${name}`, `is given, which a ${kind} cannot say: ${said.why}`, said.remedy);
  }
}

function isNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || (isPlain(value) && Object.keys(value).length === 0);
}
