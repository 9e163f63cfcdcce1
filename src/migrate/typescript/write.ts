import { Call, Code, isMapping, Variable } from './code';

/** The longest line, with what may follow. */
const WIDTH = 114;

/** Line separators of JavaScript that JSON leaves as they are. */
const SEPARATORS = /[\u2028\u2029]/g;

/** A text as a literal of TypeScript. Nothing in it can end the literal, whatever it holds. */
export function literal(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, '\\\'');
  return `'${inner.replace(SEPARATORS, (each) => `\\u${each.charCodeAt(0).toString(16)}`)}'`;
}

/**
 * A part of a program as text.
 * @param indent the spaces before each line below the first
 * @param before the number of characters that precede it in its first line
 */
export function written(code: Code, indent = 0, before = indent): string {
  const short = inOneLine(code);
  if (short.length + before <= WIDTH) return short;
  const inner = ' '.repeat(indent + 2);
  const end = `\n${' '.repeat(indent)}`;
  if (code instanceof Call) return writtenCall(code, indent);
  if (Array.isArray(code)) return `[${lines(code.map((each: Code) => written(each, indent + 2)), inner)}${end}]`;
  if (!isMapping(code)) return short;
  const entries = entriesOf(code).map(([key, value]) => keyed(keyText(key), value, indent + 2));
  return `{${lines(entries, inner)}${end}}`;
}

function keyed(key: string, value: Code, indent: number): string {
  return `${key}: ${written(value, indent, indent + key.length + 2)}`;
}

function writtenCall(code: Call, indent: number): string {
  const { args } = code;
  const last = args[args.length - 1];
  const start = `${nameOf(code)}(${args.slice(0, -1).map(inOneLine).map((each) => `${each}, `).join('')}`;
  return `${start}${written(last, indent, WIDTH)})`;
}

function lines(parts: readonly string[], inner: string): string {
  return parts.map((part) => `\n${inner}${part},`).join('');
}

function inOneLine(code: Code): string {
  if (code instanceof Call) return `${nameOf(code)}(${code.args.map(inOneLine).join(', ')})`;
  if (code instanceof Variable) return code.name;
  if (Array.isArray(code)) return `[${code.map(inOneLine).join(', ')}]`;
  if (typeof code === 'string') return literal(code);
  if (typeof code !== 'object') return Object.is(code, -0) ? '-0' : String(code);
  if (code === null) return 'null';
  const entries = entriesOf(code as { readonly [key: string]: Code });
  if (entries.length === 0) return '{}';
  return `{ ${entries.map(([key, value]) => `${keyText(key)}: ${inOneLine(value)}`).join(', ')} }`;
}

function nameOf({ callee, isConstructor }: Call): string {
  return isConstructor ? `new ${callee}` : callee;
}

function entriesOf(code: object): [string, Code][] {
  return Object.entries(code as { readonly [key: string]: Code }).filter(([, value]) => value !== undefined);
}

/** A key of an object literal. `__proto__` would set the prototype unless it is computed. */
function keyText(key: string): string {
  if (key === '__proto__') return '[\'__proto__\']';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : literal(key);
}
