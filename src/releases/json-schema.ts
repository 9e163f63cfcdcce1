import { Ajv } from 'ajv';
import type { Schema, SchemaFacts } from './facts';
import { LARGEST_QUANTITY, QUANTITY } from './schema-fault';
import { inJson } from '../props/words';
import { Quantity } from '../toolkit/quantity';

/**
 * The schemas come from our own tool, and a program checks few objects of each kind, so compiling is the expensive
 * part.
 */
const COMPILE_QUICKLY = { validateSchema: false, meta: false, inlineRefs: false, code: { optimize: false } };

/** The schemas of a release as a validator takes them, which checks what the API server checks. */
export function withKubernetesKeywords(facts: SchemaFacts): Ajv {
  // `allErrors` reports all mistakes at once. Among the formats, the API server checks the range of numbers
  // (kube-openapi v0.34, pkg/validation/validate/type.go).
  const ajv = new Ajv({ allErrors: true, strict: false, verbose: true, logger: false, ...COMPILE_QUICKLY });
  for (const bits of [32, 64]) {
    const limit = 2 ** (bits - 1);
    ajv.addFormat(`int${bits}`, { type: 'number', validate: (value) => value >= -limit && value < limit });
  }
  ajv.addKeyword({
    keyword: LARGEST_QUANTITY,
    validate: (_: true, value: unknown) => (
      (typeof value !== 'string' && typeof value !== 'number') || Quantity.parse(value)?.isTooLarge() !== true),
  });
  ajv.addKeyword({
    keyword: 'x-kubernetes-list-map-keys',
    type: 'array',
    // Kubernetes apiextensions-apiserver v0.34, pkg/apiserver/schema/listtype/validation.go: equal keys are duplicates.
    validate: (keys: string[], list: readonly Record<string, unknown>[]) => {
      if (list.length < 2) return true;
      const identities = list.map((item) => identityOf(item, keys));
      return new Set(identities).size === identities.length;
    },
  });
  return ajv.addSchema({ $id: 'release', definitions: allClosed(facts.definitions) });
}

/** The key of a list item. It is usually one string, which need not be written as JSON. */
function identityOf(item: Record<string, unknown> | null, keys: readonly string[]): string {
  const only = keys.length === 1 ? item?.[keys[0]] : undefined;
  return typeof only === 'string' ? `"${only}` : inJson(keys.map((key) => item?.[key]));
}

/**
 * The schema as a closed JSON Schema: an unknown field is an error, because the API server prunes it silently, or
 * refuses it under strict field validation. CEL rules are left to the API server.
 */
function closed(schema: Schema): Schema {
  if (schema.$ref !== undefined) return schema;
  const result: Record<string, unknown> = { ...schema };
  if (schema.properties !== undefined) {
    result.properties = allClosed(schema.properties);
    if (!takesUnknownFields(schema)) result.additionalProperties = false;
  }
  const { additionalProperties } = schema;
  if (typeof additionalProperties === 'object') result.additionalProperties = closed(additionalProperties);
  if (schema.items !== undefined) result.items = closed(schema.items);
  if (schema['x-kubernetes-list-type'] === 'set') result.uniqueItems = true;
  if (schema['x-kubernetes-int-or-string'] === true) {
    delete result.anyOf;
    result.type = ['integer', 'string'];
  }
  // IsValueValidAgainstRange: a whole number without a format has 64 bits
  if (schema.type === 'integer' && schema.format === undefined) result.format = 'int64';
  if (schema.pattern === QUANTITY) result[LARGEST_QUANTITY] = true;
  if (typeof schema.pattern === 'string') result.pattern = inAnyCase(schema.pattern);
  return result as Schema;
}

/** A flag within a pattern, which Go's regular expressions have and JavaScript's do not. */
const ANY_CASE = '(?i)';

/** The pattern without the flag; of those in the schemas, none has it beside an escape or a class of letters. */
function inAnyCase(pattern: string): string {
  if (!pattern.includes(ANY_CASE)) return pattern;
  const both = (letter: string) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`;
  return pattern.replace(ANY_CASE, '').replace(/[a-z]/gi, both);
}

function allClosed(schemas: { readonly [name: string]: Schema }): { [name: string]: Schema } {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, closed(schema)]));
}

function takesUnknownFields(schema: Schema): boolean {
  return schema.additionalProperties !== undefined
    || schema['x-kubernetes-preserve-unknown-fields'] === true
    || schema['x-kubernetes-embedded-resource'] === true;
}
