import { isDeepStrictEqual } from 'node:util';

/** Props, by the fields of an object that they are written to. */
export interface PropTable {
  readonly [field: string]: string;
}

/** An object with what it was made from. */
export interface MadeOf {
  /** The props of the construct that makes it. */
  readonly props: object;
  /** The object as it will be written. */
  readonly written: unknown;
  /** The object as the props alone would make it. */
  readonly made: unknown;
}

/**
 * The prop that a field of an object came from; undefined if there is none, or if an override or a patch changed the
 * field.
 */
export function propOfField(table: PropTable, field: string, { props, written, made }: MadeOf): string | undefined {
  const prefixes = Object.keys(table).filter((each) => isWithin(field, each));
  const [prefix] = prefixes.sort((one, other) => other.length - one.length);
  if (prefix === undefined || valueAt(props, table[prefix]) === undefined) return undefined;
  if (!isDeepStrictEqual(valueAt(written, prefix), valueAt(made, prefix))) return undefined;
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
