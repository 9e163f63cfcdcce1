import { KeyOfSecret, keyOfSecret } from './keys';
import { isLogin } from './logins';
import { isNameOfSecret, isNoSecret } from './values';

/** Where a key of a secret may stand. What it is part of is looked at only around these. */
const NOUN = /pass|pwd|psk|secret|token|cred|key|kennwort|rootpw|(?:master|basic|http|proxy)[-_.]?auth|\bpw\b/gi;
const MOST_OF_KEY = 64;
const MOST_OF_VALUE = 512;
const MOST_SPACES = 16;
const MOST_BEFORE = 200;

/** A key with its value, in any of the forms that files and command lines have. */
interface Pair {
  readonly key: string;
  readonly kind: KeyOfSecret;
  readonly value: string;
  readonly isOption: boolean;
}

/** What is found, in words, of a key whose value is a secret. The words do not contain the value. */
export function secretPairIn(text: string): string | undefined {
  let option = false;
  let named: Pair | undefined;
  for (const pair of pairsIn(text)) {
    if (pair.isOption) option = true;
    else named ??= pair;
    if (option) break;
  }
  if (option) return 'a secret given as a command-line option';
  return named === undefined ? undefined : valueOf(named.key);
}

/** Whether the value of a key is a secret, where both are known. */
export function isSecretOf(key: string, value: string): boolean {
  const kind = keyOfSecret(key);
  return kind !== undefined && isSecret(kind, value);
}

/** The words for the value of a key. A key that looks like a secret itself is not repeated. */
export function valueOf(key: string): string {
  return /\d{4}|[A-Za-z]+\d+[A-Za-z]+\d/.test(key) ? 'a value of a secret' : `a value for "${key}"`;
}

function* pairsIn(text: string): Iterable<Pair> {
  let end = 0;
  for (const { index } of text.matchAll(NOUN)) {
    if (index < end) continue;
    let from = index;
    while (from > end && index - from < MOST_OF_KEY && isOfKey(text[from - 1])) from--;
    end = index;
    while (end < text.length && end - index < MOST_OF_KEY && isOfKey(text[end])) end++;
    const written = text.slice(from, end);
    const dashes = /^-{1,2}(?=[A-Za-z])/.exec(written)?.[0].length ?? 0;
    const key = written.slice(dashes).replace(/^[-.]+|[-.]+$/g, '');
    const kind = keyOfSecret(key);
    if (kind === undefined) continue;
    const before = lineBefore(text, from);
    if (/\s#\s/.test(before)) continue; // in a comment
    const isOption = dashes > 0 && /(?:^|[\s"'[,(])$/.test(before);
    const value = valueBehind(text, end, { key, kind, before, isOption });
    if (value !== undefined && isSecret(kind, value)) yield { key, kind, value, isOption };
  }
}

function isOfKey(char: string): boolean {
  return /[A-Za-z0-9_.-]/.test(char);
}

/** The beginning of the line up to a place, at most so many characters of it. */
function lineBefore(text: string, place: number): string {
  const part = text.slice(Math.max(0, place - MOST_BEFORE), place);
  return part.slice(part.lastIndexOf('\n') + 1);
}

interface Place {
  readonly key: string;
  readonly kind: KeyOfSecret;
  /** The line before the key. */
  readonly before: string;
  readonly isOption: boolean;
}

/** The value behind a key, without quotes; undefined if there is none. */
function valueBehind(text: string, end: number, place: Place): string | undefined {
  const { before, isOption } = place;
  const rest = text.slice(end, end + MOST_OF_VALUE);
  if (/\$\{[!#]?$/.test(before)) return /^:?[-=]([^}$`]{1,200})\}/.exec(rest)?.[1]; // ${NAME:-value}
  if (/(?:^|[;{(])[ \t]{0,40}\$(?:\w{1,10}:)?$/.test(before)) {
    return /^[ \t]{0,16}=[ \t]{0,16}["']([^"'\n]*)/.exec(rest)?.[1]; // $NAME = "value"
  }
  if (/(?:^|\s)\/$/.test(before)) return /^:"?([^\s"]{1,300})/.exec(rest)?.[1]; // an option of Windows
  if (/[$/\\%]$|\$env:$/i.test(before)) return undefined; // the value is put in here, or it is a path
  const [separator = ''] = /^(?:\\?["']|\\?"\])?[ \t]{0,16}(?::=|=>|\?=|\+=|=(?![=~])|:(?![:/]))?/.exec(rest) ?? [];
  const sign = separator.replace(/^(?:\\?["']\]?)?[ \t]*/, '');
  if (sign === '') return isOption ? argumentIn(rest) : wordOfLine(rest, place);
  const value = rest.slice(separator.length);
  const quote = openQuote(before);
  if (quote !== undefined && separator.indexOf(quote) < 0 && value.trimStart().startsWith(quote)) return undefined;
  if (sign === ':' && isProse(before)) return /^[ \t]{0,16}([^\s"',;)]*\d[^\s"',;)]*)/.exec(value)?.[1];
  return plainValue(value, indentOf(before), isInLine(before, sign));
}

/** The quote that is open at the end of a text. */
function openQuote(before: string): string | undefined {
  let open: string | undefined;
  for (const char of before.replace(/\\./g, '')) {
    if (char === open) open = undefined;
    else if (open === undefined && (char === '"' || char === '\'')) open = char;
  }
  return open;
}

function indentOf(before: string): number {
  return /^[ \t]*(?:- )*/.exec(before)![0].length;
}

/** Whether a key stands behind a word, as in a sentence. */
function isProse(before: string): boolean {
  return /[A-Za-z]["']? {1,4}$/.test(before) && !/^\s*(?:export|set|local|declare|env|let|var|const)\s/.test(before);
}

/** Whether the value ends before its line does. */
function isInLine(before: string, sign: string): boolean {
  return sign.includes('=') || /[{[("',;&?]/.test(before) || /\S/.test(before.replace(/^[ \t]*(?:- )*["']?/, ''));
}

const OPTION_VALUE =
  /^(?:["'],? ?|, ?|[ \t]{1,16})(?:\\?"([^"\n\\]{1,300})|'([^'\n]{1,300})|([^\s"',;|&)\]]{1,300}))/;

/** The argument behind an option. */
function argumentIn(rest: string): string | undefined {
  const found = OPTION_VALUE.exec(rest);
  const value = found?.[1] ?? found?.[2] ?? found?.[3];
  // What follows is another option, or a word in the place of the value, as in a text about the usage.
  return value === undefined || /^[-\\]|^[A-Z_]+$/.test(value) ? undefined : value;
}

const BY_SPACE = /^(?:password|auth[-_]pass|requirepass|masterauth|psk|passphrase|secret|key)$/i;

/** The only word behind a key at the beginning of a line, as in files of Redis or keepalived. */
function wordOfLine(rest: string, { key, before }: Place): string | undefined {
  if (before.trim() !== '' || !BY_SPACE.test(key)) return undefined;
  const quoted = /^[ \t]{1,16}"([^"\n]{3,200})";?[ \t]{0,16}(?:\r?\n|$)/.exec(rest)?.[1];
  const isQuotedOnly = /^(?:secret|key)$/i.test(key);
  if (quoted !== undefined || isQuotedOnly) return quoted;
  return /^[ \t]{1,16}([^\s"'|&;{}()]{3,200})[ \t]{0,16}(?:\r?\n|$)/.exec(rest)?.[1];
}

/** The value behind a separator. */
function plainValue(rest: string, indent: number, inLine: boolean): string | undefined {
  const text = rest.replace(/^[ \t]{0,16}(?:!!?(?:str|binary)[ \t]|&[\w-]{1,40}[ \t])?[ \t]{0,16}/, '');
  const block = /^(?:[|>][+-]?\d?)?[ \t]{0,16}(?:#[^\n]{0,200})?\r?\n([\s\S]*)$/.exec(text);
  if (block !== null) return blockValue(block[1], indent, /^[|>]/.test(text));
  if (text.startsWith('[')) return plainValue(text.slice(1), indent, true);
  const quote = /^(\\?["'])/.exec(text)?.[1];
  if (quote !== undefined) {
    const inner = text.slice(quote.length);
    const close = inner.indexOf(quote);
    return close < 0 ? inner.split('\n')[0] : inner.slice(0, close);
  }
  if (text.startsWith("$'")) return /^\$'([^'\n]*)/.exec(text)?.[1];
  if (text.startsWith('{') && !text.startsWith('{{') && !text.startsWith('{%')) return undefined;
  if (text.startsWith('$(') || text.startsWith('`')) return text.slice(0, MOST_SPACES);
  if (/^\$?\{\{/.test(text)) return text.slice(0, MOST_SPACES);
  if (inLine) return /^[^\s"',;&<>)\]}]*(?:\}[^\s"',;&<>)\]}]*)?/.exec(text)![0];
  return text.split('\n')[0].replace(/[ \t]#.*$/, '').trim();
}

/** The first line of a block of YAML, or the first item of a list. */
function blockValue(rest: string, indent: number, isBlock: boolean): string | undefined {
  const line = rest.split('\n').find((each) => each.trim() !== '');
  if (line === undefined || indentOf(line) < indent || (isBlock && line.search(/\S/) < indent - 2)) return undefined;
  const text = line.trim();
  if (text.startsWith('- ')) return itemIn(text.slice(2).trim());
  if (isBlock) return text;
  return line.search(/\S/) > indent && !/[:=]/.test(text) ? text.replace(/^["']|["']$/g, '') : undefined;
}

/** An item of a list, unless it is a mapping. */
function itemIn(item: string): string | undefined {
  return /^[\w"'-]+\s*:(?:\s|$)/.test(item) ? undefined : item.replace(/^["']|["']$/g, '');
}

const NAMES_OF_TYPES = /^(?:string|str|bytes?|text|int|integer|number|boolean|securestring|varchar|object|array|any)$/i;

function isSecret(kind: KeyOfSecret, given: string): boolean {
  const value = given.trim();
  if (isNoSecret(value) || NAMES_OF_TYPES.test(value) || /^[\w.-]+:\//.test(value)) return false;
  if (kind === 'login' || kind === 'account') return isLogin(value, kind === 'account');
  if (kind === 'password') return !/^\d{1,2}$/.test(value);
  if (value.length < 3 || /^[\d.,_]{1,12}$/.test(value)) return false;
  if (kind === 'token') return !/^(?:token|secret|password|key)$/i.test(value);
  if (kind === 'credentials') return !/^[a-z][a-z -]*$/i.test(value) && !isNameOfSecret(value);
  return !isNameOfSecret(value);
}
