import { DUMP_SCHEMA, jsToAst, present } from 'js-yaml';
import { isExplicit, keyText, scalarText } from './scalars';
import { PRESENTATION } from './yaml-style';
import { sortedKeys } from '../layout/key-order';

/** Which keys of a mapping are written, and in which order. */
type KeysOf = (mapping: object) => string[];

/**
 * A JSON object as a YAML document, formatted as js-yaml would with our rules. Mappings and lists are written here;
 * js-yaml is called for each distinct scalar only once.
 * @param sortBelow whether keys of mappings below the outermost one are written in cdk8s' order, and without those that
 * have no value
 */
export function toYaml(object: unknown, sortBelow = false): string {
  if (!isCollection(object)) return present(jsToAst(object, DUMP_SCHEMA), PRESENTATION);
  const keysOf = sortBelow ? sortedKeys : Object.keys;
  const isList = Array.isArray(object);
  const text = isList ? list('', object, 0, '', keysOf) : mapping('', object, Object.keys(object), 0, '', keysOf);
  if (text === '') return isList ? '[]\n' : '{}\n';
  if (text.endsWith('\n')) return `${text}\n...\n`; // after a block that keeps empty lines at its end
  return `${text}\n`;
}

// In each of these functions, `text` is what was written before; it is returned with the rest appended, because
// appending to one text is cheapest. The level is the indentation of the lines, two spaces each. The caller says what
// precedes the first line.

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

/**
 * The text after `key:`, where the key has the given level. The dashes of a list have the same indentation as the key.
 */
function below(text: string, value: unknown, level: number, keysOf: KeysOf): string {
  if (!isCollection(value)) return `${text} ${scalarText(value, level + 1)}`;
  if (Array.isArray(value)) return value.length === 0 ? `${text} []` : list(text, value, level, newLine(level), keysOf);
  const keys = keysOf(value);
  return keys.length === 0 ? `${text} {}` : mapping(text, value, keys, level + 1, newLine(level + 1), keysOf);
}

/** The text after `-`, which begins on the same line. */
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
