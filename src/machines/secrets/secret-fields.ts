import { secretIn } from './secrets';
import { isPlain } from '../../toolkit/merge';
import { fieldBelow } from '../../toolkit/path';
import { isSecretItem } from '../../toolkit/secrets/manifests';
import { isSecretOf, valueOf } from '../../toolkit/secrets/pairs';

/** A field whose value looks like a secret. */
export interface SecretField {
  readonly field: string;
  /** What it looks like, in words that do not contain it. */
  readonly found: string;
}

/** Whether a field is left out, because another rule looks at it. */
export type IsSkipped = (field: string) => boolean;

const none: IsSkipped = () => false;

/**
 * The fields of a value that hold secrets, whatever they are called. Lists of texts are read as a command with its
 * arguments, too, and maps with a name and a value as a variable or a header.
 */
export function* secretFieldsIn(value: unknown, at: string, isSkipped = none, key = ''): Iterable<SecretField> {
  if (isSkipped(at)) return;
  if (typeof value === 'string') {
    const found = foundIn(value) ?? (isSecretOf(nameIn(key), value) ? valueOf(nameIn(key)) : undefined);
    if (found !== undefined) yield { field: at, found };
  } else if (Array.isArray(value)) {
    yield* inList(value, at, isSkipped, key);
  } else if (isPlain(value)) {
    yield* inMap(value, at, isSkipped);
  }
}

function* inList(list: readonly unknown[], at: string, isSkipped: IsSkipped, key: string): Iterable<SecretField> {
  let any = false;
  for (const [index, item] of list.entries()) {
    for (const each of secretFieldsIn(item, `${at}[${index}]`, isSkipped, key)) {
      any = true;
      yield each;
    }
  }
  if (any || list.length < 2 || !list.every((item) => typeof item === 'string')) return;
  const found = foundIn(list.join(' '));
  if (found !== undefined) yield { field: at, found };
}

function* inMap(map: { readonly [key: string]: unknown }, at: string, isSkipped: IsSkipped): Iterable<SecretField> {
  const { name, value } = map;
  const isItem = typeof name === 'string' && typeof value === 'string' && isSecretItem(name, value);
  if (isItem) yield { field: fieldBelow(at, 'value'), found: valueOf(name) };
  for (const [key, item] of Object.entries(map)) {
    if (!isItem || key !== 'value') yield* secretFieldsIn(item, fieldBelow(at, key), isSkipped, key);
  }
}

/** The name in the key of an annotation, behind its prefix; empty for that of a checksum. */
function nameIn(key: string): string {
  return /^(?:checksum|hash|sha256)\//.test(key) ? '' : key.slice(key.lastIndexOf('/') + 1);
}

const KNOWN = new Map<string, string | undefined>();
const MOST_KNOWN = 4096;
const LONGEST_KNOWN = 256;
// No secret that is known by its form alone is shorter.
const SHORTEST = 8;

/** What looks like a secret in a text. Most texts of a bundle stand there many times. */
function foundIn(text: string): string | undefined {
  if (text.length < SHORTEST) return undefined;
  if (text.length > LONGEST_KNOWN) return secretIn(text);
  if (KNOWN.has(text)) return KNOWN.get(text);
  const found = secretIn(text);
  if (KNOWN.size < MOST_KNOWN) KNOWN.set(text, found);
  return found;
}
