import type { ErrorObject } from 'ajv';
import type { KubernetesObject, Schema } from './facts';
import { inJson } from '../props/words';
import type { FieldComplaint } from '../toolkit/complaint';
import { didYouMean } from '../toolkit/nearest';
import { fieldBelow } from '../toolkit/path';
import { tooLarge } from '../toolkit/quantity';
import { table } from '../toolkit/table';

/** The checks of an object against its kind's schema. */
export type SchemaCheckName =
  'kind' | 'foreign-kind' | 'version' | 'name' | 'scope'
  | 'field' | 'required' | 'enum' | 'type' | 'pattern' | 'format' | 'limits' | 'list-keys' | 'set';

/** What the API server refuses in an object because of its kind's schema, and the check that found it. */
export interface SchemaFault extends FieldComplaint {
  readonly check: SchemaCheckName;
}

/** The pattern of quantities in CRDs (controller-tools pkg/crd/known_types.go: KnownPackages). */
export const QUANTITY = '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))'
  + '(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';

/** The schema keyword of our own that reports quantities which Kubernetes does not compute with. */
export const LARGEST_QUANTITY = 'x-largest-quantity';

/**
 * Whether an error makes an object unreadable for rules. A number that is not whole does not, nor does a text that is
 * not a quantity: rules take it for one that is not known.
 */
export function breaksShape({ keyword, params, data }: ErrorObject): boolean {
  if (keyword === 'required') return true;
  return keyword === 'type' && !(typeof data === 'number' && typesOf(params).includes('integer'));
}

/** The fault for an error of the validator. */
export function schemaFault(error: ErrorObject, object: KubernetesObject, release: string): SchemaFault {
  const field = fieldPath(error.instancePath);
  switch (error.keyword) {
    case 'additionalProperties': return unknownField(error, field, `${object.kind} (${object.apiVersion}, ${release})`);
    case 'required': return missingField(error, field);
    case 'enum': return { check: 'enum', field, ...unknownWord(error) };
    case 'type': return { check: 'type', field, ...wrongType(error) };
    case 'pattern': return { check: 'pattern', field, ...mismatch(error) };
    case LARGEST_QUANTITY: return { check: 'format', field, ...tooLarge(error.data) };
    case 'format': return { check: 'format', field, ...outOfBits(error) };
    case 'x-kubernetes-list-map-keys': return { check: 'list-keys', field, ...sameKeys(error) };
    case 'uniqueItems': return { check: 'set', field, ...sameItems(error) };
    default: return { check: 'limits', field, ...beyondLimit(error) };
  }
}

function unknownField({ params, parentSchema }: ErrorObject, parent: string, where: string): SchemaFault {
  const name = String(params.additionalProperty);
  const known = Object.keys((parentSchema as Schema).properties ?? {});
  const remedy = replacementOf(parent, name)
    ?? (didYouMean(name, known).trimStart() || `Known here: ${known.join(', ')}.`);
  return { check: 'field', field: fieldBelow(parent, name), problem: `is not a field of ${where}`, remedy };
}

/** What to write in place of a field that KubeVirt had once. */
function replacementOf(parent: string, name: string): string | undefined {
  if (name !== 'genie' || !/(^|\.)networks\[\d+\]$/.test(parent)) return undefined;
  return 'KubeVirt has no networks of CNI-Genie any more. Write multus: { networkName } for a network of Multus.';
}

function missingField({ params }: ErrorObject, parent: string): SchemaFault {
  return {
    check: 'required',
    field: fieldBelow(parent, String(params.missingProperty)),
    problem: 'is missing, but is required',
    remedy: 'Write it.',
  };
}

function unknownWord({ data, params }: ErrorObject) {
  const words = params.allowedValues.map((allowed: unknown) => JSON.stringify(allowed)).join(', ');
  const near = typeof data === 'string' ? didYouMean(data, params.allowedValues.map(String)).trimStart() : '';
  return { problem: `is ${shown(data)}, but must be one of ${words}`, remedy: near || 'Write one of them.' };
}

const NOUNS: { readonly [type: string]: string } = table({
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  object: 'a map',
  string: 'a text',
});

function wrongType({ data, params }: ErrorObject) {
  const types = typesOf(params);
  const nouns = types.map((type) => NOUNS[type] ?? type).join(' or ');
  return { problem: `is ${shown(data)}, but must be of type ${types.join(' or ')}`, remedy: `Write ${nouns}.` };
}

function mismatch({ data, params }: ErrorObject) {
  if (params.pattern === QUANTITY) {
    const remedy = `Write a number and a unit, such as ${quantityLike(data)}.`;
    return { problem: `${shown(data)} is not a Kubernetes quantity`, remedy };
  }
  return {
    problem: `is ${shown(data)}, which does not match the pattern ${params.pattern}`,
    remedy: 'Write a text that does.',
  };
}

/** The likely meaning of `16GB`, `16gi` and `16 Gi`; a plain example for anything else. */
function quantityLike(data: unknown): string {
  const [, number, unit] = /^\s*(\d+(?:\.\d+)?)\s*([kmgtpe])i?b?\s*$/i.exec(String(data)) ?? [];
  return number === undefined ? '16Gi' : `${number}${unit.toUpperCase()}i`;
}

function outOfBits({ data, params }: ErrorObject) {
  const bits = String(params.format).slice('int'.length);
  return { problem: `is ${shown(data)}, which is not a whole number of ${bits} bits`, remedy: 'Write a smaller one.' };
}

function beyondLimit({ data, message }: ErrorObject) {
  return { problem: `is ${shown(data)}, but ${message}`, remedy: 'Write a value within the limit.' };
}

function sameKeys({ schema }: ErrorObject) {
  const keys = (schema as string[]).join(', ');
  return {
    problem: `holds two items with the same ${keys}, which tell its items apart`,
    remedy: 'Give each its own, or merge them.',
  };
}

function sameItems({ data, params }: ErrorObject) {
  return { problem: `is a set and holds ${shown((data as unknown[])[params.i])} twice`, remedy: 'Write it once.' };
}

function typesOf(params: ErrorObject['params']): string[] {
  return [params.type].flat();
}

const LONGEST = 80;

function shown(value: unknown): string {
  const text = inJson(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text;
}

function fieldPath(pointer: string): string {
  const parts = pointer.split('/').slice(1).map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  return parts.reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : fieldBelow(path, part)), '');
}
