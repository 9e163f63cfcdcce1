import { COLLECTION_STYLE, DUMP_SCHEMA, jsToAst, Node, present } from 'js-yaml';
import { Memory } from './memory';
import { PRESENTATION } from './yaml-style';

/**
 * Words with a digit or one of `. / _ -` after the first letters, such as `machine-1` and `kubevirt.io/v1`. In YAML,
 * only strings have this form, so they are written plain. Most names are such words, and each is new.
 */
const SURELY_PLAIN = /^[A-Za-z]+[\d./_-][\w./-]*$/;

/**
 * Below the length from which YAML requires a `?` before a key, which is 1,024 characters (YAML 1.2.2, section 8.2.2).
 */
const SHORT = 1000;

const BLOCK = { tagged: false, style: COLLECTION_STYLE.BLOCK } as const;
const SEQUENCE = DUMP_SCHEMA.defaultSequenceTag!.tagName;
const MAPPING = DUMP_SCHEMA.defaultMappingTag!.tagName;

const keys = new Memory();
const strings = new Memory();

/** A key with its colon. For a key that is too long or has line breaks, only `? key`; its colon then starts a line. */
export function keyText(key: string): string {
  return keys.recall(key) ?? keys.remember(key, key.length < SHORT && SURELY_PLAIN.test(key) ? `${key}:` : askKey(key));
}

/** Whether a key's text needs its colon on a line of its own. */
export function isExplicit(text: string): boolean {
  return text.startsWith('? ');
}

/** A scalar after `key:` or `-`. If it has several lines, they are indented by the given level: one or more. */
export function scalarText(value: unknown, level: number): string {
  if (typeof value === 'string') return stringText(value, level);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return `${value as number}`;
  return askValue(value);
}

function stringText(value: string, level: number): string {
  const known = strings.recall(value);
  if (known === undefined && SURELY_PLAIN.test(value)) return value;
  const text = known ?? strings.remember(value, askValue(value));
  return text.startsWith('|') ? indented(text, level) : text;
}

/** A block of lines, indented further. js-yaml made it for the first level, and only the indentation differs. */
function indented(block: string, level: number): string {
  return block.replaceAll(/\n(?!\n|$)/g, `\n${'  '.repeat(level - 1)}`);
}

/**
 * What js-yaml writes for a value. The empty list after it ends the document; without it, some blocks would end it with
 * `...`.
 */
function askValue(value: unknown): string {
  const text = written({ kind: 'sequence', tag: SEQUENCE, ...BLOCK, items: [node(value), node([])] });
  return text.slice('- '.length, -'\n- []\n'.length);
}

function askKey(key: string): string {
  const pair = { key: node(key), value: node([]) };
  const text = written({ kind: 'mapping', tag: MAPPING, ...BLOCK, items: [pair] }).slice(0, -' []\n'.length);
  return isExplicit(text) ? text.slice(0, -'\n:'.length) : text;
}

function node(value: unknown): Node {
  return jsToAst(value, DUMP_SCHEMA)[0].contents!;
}

function written(contents: Node): string {
  return present([{ contents, directives: [] }], PRESENTATION);
}
