import { isDeepStrictEqual } from 'node:util';

/** Props by the fields of an object that they are written to. */
export interface PropTable {
  readonly [field: string]: string;
}

/**
 * The prop that a field of an object came from; undefined if none did, or an override or a patch changed the field.
 * `made` is the object as props alone would make it.
 */
export function propOfField(table: PropTable, field: string, written: unknown, made: unknown): string | undefined {
  const prefix = Object.keys(table).filter((each) => isWithin(field, each)).sort((one, other) => other.length - one.length)[0];
  if (prefix === undefined || !isDeepStrictEqual(valueAt(written, prefix), valueAt(made, prefix))) return undefined;
  return table[prefix] + field.slice(prefix.length);
}

/** The value at a path such as `spec.tolerations[0].key`. */
export function valueAt(object: unknown, path: string): unknown {
  const steps = path.replaceAll('[', '.').replaceAll(']', '').split('.');
  return steps.reduce((value, step) => (value as { [key: string]: unknown } | undefined | null)?.[step], object);
}

function isWithin(field: string, prefix: string): boolean {
  return field === prefix || field.startsWith(`${prefix}.`) || field.startsWith(`${prefix}[`);
}
