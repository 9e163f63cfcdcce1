import { DUMP_SCHEMA, jsToAst, present } from 'js-yaml';
import { isExplicit, keyText, scalarText } from './scalars';
import { PRESENTATION } from './yaml-style';
import { sortedKeys } from '../layout/key-order';

/** Which keys of a mapping are written, and in which order. */
type KeysOf = (mapping: object) => string[];

/**
 * One JSON object as a YAML document, as js-yaml would write it with our rules. Mappings and lists are written here,
 * and js-yaml is asked for every scalar only when it is met for the first time.
 * @param sortBelow whether mappings below the outermost one are written with their keys as cdk8s orders them, and
 * without those that have no value
 */
export function toYaml(object: unknown, sortBelow = false): string {
  if (!isCollection(object)) return present(jsToAst(object, DUMP_SCHEMA), PRESENTATION);
  const keysOf = sortBelow ? sortedKeys : Object.keys;
  const isList = Array.isArray(object);
  const text = isList ? list('', object, 0, '', keysOf) : mapping('', object, Object.keys(object), 0, '', keysOf);
  if (text === '') return isList ? '[]\n' : '{}\n';
  if (text.endsWith('\n')) return `${text}\n...\n`; // behind a block that keeps empty lines at its end
  return `${text}\n`;
}

// In each of these, `text` is what was written before, and is given back with the rest behind it: one text that grows
// is cheapest. The level is that of the lines, which have two spaces for each. The caller says what stands before the
// first.

function mapping(
  text: string, value: object, keys: readonly string[], level: number, first: string, keysOf: KeysOf,
): string {
  const line = newLine(level);
  let before = first;
  for (const key of keys) {
    const name = keyText(key);
    text += before + name;
    before = line;
    const item = (value as Record<string, unknown>)[key];
    text = isExplicit(name) ? inside(`${text}${line}:`, item, level + 1, keysOf) : below(text, item, level, keysOf);
  }
  return text;
}

function list(text: string, value: readonly unknown[], level: number, first: string, keysOf: KeysOf): string {
  const line = `${newLine(level)}-`;
  let before = `${first}-`;
  for (let index = 0; index < value.length; index++) {
    text = inside(text + before, value[index], level + 1, keysOf);
    before = line;
  }
  return text;
}

/** What stands behind `key:`, where the key is so many levels deep. A list's dashes stand under the key itself. */
function below(text: string, value: unknown, level: number, keysOf: KeysOf): string {
  if (!isCollection(value)) return `${text} ${scalarText(value, level + 1)}`;
  if (Array.isArray(value)) return value.length === 0 ? `${text} []` : list(text, value, level, newLine(level), keysOf);
  const keys = keysOf(value);
  return keys.length === 0 ? `${text} {}` : mapping(text, value, keys, level + 1, newLine(level + 1), keysOf);
}

/** What stands behind `-`, and begins on the same line. */
function inside(text: string, value: unknown, level: number, keysOf: KeysOf): string {
  if (!isCollection(value)) return `${text} ${scalarText(value, level)}`;
  if (Array.isArray(value)) return value.length === 0 ? `${text} []` : list(text, value, level, ' ', keysOf);
  const keys = keysOf(value);
  return keys.length === 0 ? `${text} {}` : mapping(text, value, keys, level, ' ', keysOf);
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

const newLines: string[] = [];

function newLine(level: number): string {
  return newLines[level] ??= `\n${'  '.repeat(level)}`;
}
