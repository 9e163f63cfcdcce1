import { ApiObject, Lazy } from 'cdk8s';
import { valueFaults } from './values';
import { described } from '../props/words';
import { stepsOf, valueAt } from '../toolkit/at';
import type { FieldComplaint } from '../toolkit/complaint';
import { fieldBelow } from '../toolkit/path';

/** Private members of cdk8s' classes. Other versions may not have them. */
interface Internals {
  readonly patches?: readonly { readonly operation?: Operation }[];
}

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value?: unknown;
}

/**
 * What the JSON patches of an object write and JSON has no form for. cdk8s copies a patch as JSON, so that such a value
 * becomes null or an empty mapping, or is left out. What a later patch replaced is not reported.
 * @param patched the object with its patches applied
 */
export function lostInPatches(apiObject: ApiObject, patched: object): FieldComplaint[] {
  const { patches = [] } = apiObject as unknown as Internals;
  return patches.flatMap(({ operation }) => {
    if (operation === undefined || !['add', 'replace'].includes(operation.op)) return [];
    const at = fieldOf(operation.path, patched);
    return lostIn(operation.value, at).filter(({ field }) => !isWritten(patched, field!));
  });
}

/** The field that a JSON pointer leads to. The step `-` is the last item of a list. */
function fieldOf(pointer: string, patched: object): string {
  let field = '';
  let value: unknown = patched;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replace(/~1/g, '/').replace(/~0/g, '~');
    const step = name === '-' && Array.isArray(value) ? String(value.length - 1) : name;
    field = Array.isArray(value) ? `${field}[${step}]` : fieldBelow(field, step);
    value = valueAt(value, [step]);
  }
  return field;
}

/** The faults of a value and what it holds, as JSON reads it. A key of a mapping without a value is only left out. */
function lostIn(given: unknown, field: string): FieldComplaint[] {
  const value = inPlaceOf(given);
  if (typeof value !== 'object' || value === null) return valueFaults(value, field);
  if (value instanceof Lazy || value instanceof Map || value instanceof Set) return [unread(value, field)];
  if (Array.isArray(value)) return value.flatMap((item, index) => lostIn(item, `${field}[${index}]`));
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .flatMap(([key, item]) => lostIn(item, fieldBelow(field, key)));
}

/** What JSON writes in place of a value that says so itself, such as a Date. */
function inPlaceOf(value: unknown): unknown {
  const { toJSON } = (value ?? {}) as { readonly toJSON?: unknown };
  return typeof toJSON === 'function' ? toJSON.call(value) : value;
}

function unread(value: object, field: string): FieldComplaint {
  const problem = `is ${described(value)}, which a JSON patch does not write`;
  return { field, problem, remedy: 'Write its value, as plain data.' };
}

/** Whether an object has a text, a number or a truth value at a field. */
function isWritten(object: object, field: string): boolean {
  return ['string', 'number', 'boolean'].includes(typeof valueAt(object, stepsOf(field) ?? []));
}
