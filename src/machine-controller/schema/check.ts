import { DEPLOYMENT_SPEC } from './deployment';
import type { Form, MapForm } from './forms';
import type { FieldComplaint } from '../../toolkit/complaint';
import { isPlain } from '../../toolkit/merge';
import { didYouMean, nearest } from '../../toolkit/nearest';
import { fieldBelow } from '../../toolkit/path';
import { table } from '../../toolkit/table';

/**
 * What is wrong with a field: it is unknown and refused, unknown and ignored, known in another case, or of a wrong
 * type.
 */
export type FormCheck = 'unknown' | 'ignored' | 'spelling' | 'type';

/** A field of a MachineDeployment that does not have the form that machine-controller decodes. */
export interface FormFault extends FieldComplaint {
  readonly check: FormCheck;
  readonly field: string;
}

const CHECKED = new WeakMap<object, readonly FormFault[]>();

/** The fields of a MachineDeployment that machine-controller cannot decode, or ignores. */
export function formFaultsOf(deployment: { readonly spec?: unknown }): readonly FormFault[] {
  const known = CHECKED.get(deployment) ?? [...faultsIn(deployment.spec, DEPLOYMENT_SPEC, 'spec')];
  CHECKED.set(deployment, known);
  return known;
}

/** Whether a key of a map is there, or a misspelt one that most likely means it. */
export function isWritten(map: object, key: string, form: MapForm): boolean {
  const written = Object.entries(map).filter(([, value]) => value !== undefined && value !== null);
  return written.some(([each]) => each === key || (!(each in form.keys) && meantBy(each, form) === key));
}

function* faultsIn(value: unknown, form: Form, at: string): Iterable<FormFault> {
  if (value === undefined || value === null) return;
  if (typeof form === 'string') {
    yield* faultsInSimple(value, form, at);
  } else if ('items' in form) {
    if (!Array.isArray(value)) yield wrongType(at, 'is not a list', 'Write a list.');
    else for (const [index, item] of value.entries()) yield* faultsIn(item, form.items, `${at}[${index}]`);
  } else if (!isPlain(value)) {
    yield wrongType(at, 'is not a map', 'Write a map.');
  } else {
    yield* faultsInMap(value, form, at);
  }
}

function* faultsInMap(map: { readonly [key: string]: unknown }, form: MapForm, at: string): Iterable<FormFault> {
  for (const [key, value] of Object.entries(map)) {
    const known = form.keys[key];
    if (known !== undefined) yield* faultsIn(value, known, fieldBelow(at, key));
    else if (value !== undefined) yield unknownKey(key, form, at);
  }
}

function unknownKey(key: string, form: MapForm, at: string): FormFault {
  const field = fieldBelow(at, key);
  const spelling = Object.keys(form.keys).find((each) => each.toLowerCase() === key.toLowerCase());
  if (spelling !== undefined) {
    return {
      check: 'spelling',
      field,
      problem: 'has another case than the field that machine-controller reads it as, '
      + 'and nothing else that reads the object knows it',
      remedy: `Write ${spelling}.`,
    };
  }
  const remedy = remedyFor(key, form);
  if (!form.isStrict) return { check: 'ignored', field, problem: 'is a field that machine-controller ignores', remedy };
  return {
    check: 'unknown',
    field,
    problem: 'is not a field that machine-controller knows, so it refuses all of the '
    + 'MachineDeployment',
    remedy,
  };
}

function remedyFor(key: string, form: MapForm): string {
  const moved = form.moved?.[key];
  if (moved !== undefined) return `Write ${moved}.`;
  const known = Object.keys(form.keys);
  return didYouMean(key, known).trimStart() || `Known here: ${known.join(', ')}.`;
}

function meantBy(key: string, form: MapForm): string | undefined {
  return form.moved?.[key] ?? nearest(key, Object.keys(form.keys));
}

interface SimpleForm {
  readonly fits: (value: unknown) => boolean;
  readonly noun: string;
}

/** The check of each simple form, and what it asks for. */
const SIMPLE = table<{ readonly [form: string]: SimpleForm }>({
  'text': { fits: (value) => typeof value === 'string', noun: 'a text' },
  'boolean': { fits: (value) => typeof value === 'boolean', noun: 'true or false' },
  'whole number': { fits: Number.isInteger, noun: 'a whole number' },
  'number or share': {
    fits: (value) => Number.isInteger(value) || typeof value === 'string',
    noun: 'a number, or a share such as "25%"',
  },
  'map of texts': { fits: isMapOfTexts, noun: 'a map of texts' },
  'map': { fits: isPlain, noun: 'a map' },
  'anything': { fits: () => true, noun: 'anything' },
});

const OF_32_BITS: readonly Form[] = ['whole number', 'number or share'];
const MOST = 2 ** 31 - 1;

/** Whether Go cannot decode a whole number as an int32. */
function isTooLarge(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(value as number) > MOST;
}

function* faultsInSimple(value: unknown, form: Form & string, at: string): Iterable<FormFault> {
  if (form === 'text or reference' || form === 'boolean or reference') {
    yield* faultsInVariable(value, form === 'boolean or reference', at);
    return;
  }
  const { fits, noun } = SIMPLE[form];
  if (OF_32_BITS.includes(form) && isTooLarge(value)) {
    yield wrongType(at, `is ${wordFor(value)}, which does not fit into 32 bits`, 'Write a smaller number.');
  } else if (!fits(value)) {
    yield wrongType(at, `is ${wordFor(value)}, not ${noun}`, `Write ${noun}.`);
  }
}

const REFERENCE: MapForm = { isStrict: false, keys: table({ namespace: 'text', name: 'text', key: 'text' }) };

/** The map in which a variable's value stands; machine-controller ignores other keys. */
function variableForm(isBoolean: boolean): MapForm {
  const value = isBoolean ? 'boolean' : 'text';
  return { isStrict: false, keys: table({ value, secretKeyRef: REFERENCE, configMapKeyRef: REFERENCE }) };
}

function* faultsInVariable(value: unknown, isBoolean: boolean, at: string): Iterable<FormFault> {
  if (isPlain(value)) {
    yield* faultsInMap(value, variableForm(isBoolean), at);
  } else if (isBoolean ? typeof value !== 'boolean' : typeof value === 'object') {
    const noun = isBoolean ? 'true or false' : 'a text';
    yield wrongType(at, `is ${wordFor(value)}, not ${noun}`, `Write ${noun}, or where machine-controller reads it: `
      + 'secretKeyRef or configMapKeyRef.');
  }
}

function wrongType(field: string, problem: string, remedy: string): FormFault {
  return { check: 'type', field, problem, remedy };
}

/** A word for a value of a wrong type, which may be a secret: its type alone. */
export function wordFor(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'number' ? `${value}` : 'true or false';
}

function isMapOfTexts(value: unknown): boolean {
  return isPlain(value) && Object.values(value).every((each) => typeof each === 'string');
}
