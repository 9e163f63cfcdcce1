import { Budget, textIn, unpacked } from './readable';
import { table } from '../../toolkit/table';

/** A word of 16 or more characters of base64's alphabet, or of that for URLs. */
const ENCODED = /[A-Za-z0-9+/]{16,}={0,2}|[A-Za-z0-9_-]{24,}={0,2}/g;
/** What is left of a longer line that YAML or MIME breaks, at the end of a line and at the beginning of the next. */
const FULL_LINE = /(?:[A-Za-z0-9+/]{40}|^[A-Za-z0-9+/]{16,100})$/;
const NEXT_LINE = /^[A-Za-z0-9+/=]/;

/**
 * The texts that are encoded within a text, such as the content of files that cloud-init or Ignition writes.
 * @param budget what may be unpacked and looked at; what is unpacked is paid for
 */
export function* encodedTexts(text: string, budget: Budget): Iterable<string> {
  for (const inner of [unescaped(text), percentDecoded(text), printableDecoded(text), hexDecoded(text)]) {
    if (inner !== undefined && inner !== text) yield inner;
  }
  for (const [word] of unbroken(text).matchAll(ENCODED)) {
    if (budget.left <= 0) return;
    const inner = textIn(unpacked(Buffer.from(word, 'base64'), budget));
    if (inner !== undefined && isPrintable(inner)) yield inner;
  }
}

/** The text with long words of base64 in one line each. */
function unbroken(text: string): string {
  if (!text.includes('\n')) return text;
  const joined: string[] = [];
  let isFull = false;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (isFull && NEXT_LINE.test(trimmed)) joined.push(trimmed);
    else joined.push(joined.length === 0 ? trimmed : `\n${trimmed}`);
    isFull = FULL_LINE.test(trimmed);
  }
  return joined.join('');
}

/** The text with the escapes of JSON, YAML and shells resolved; undefined if it has none. */
function unescaped(text: string): string | undefined {
  if (!/\\[nrtux"'/\\]/.test(text)) return undefined;
  return text.replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([nrt"'/\\]))/gi, (_all, wide, byte, char: string) => {
    const code: string | undefined = wide ?? byte;
    if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
    return CHARACTERS[char] ?? char;
  });
}

const CHARACTERS: { readonly [escape: string]: string } = table({ n: '\n', r: '\n', t: '\t' });

/** The text with percent-encoding resolved, as in data URLs; undefined if it has none. */
function percentDecoded(text: string): string | undefined {
  return /%[0-9a-f]{2}/i.test(text) ? bytesDecoded(text, /(?:%[0-9a-f]{2})+/gi, '%') : undefined;
}

/** The text with quoted-printable of MIME resolved; undefined if it does not claim to have any. */
function printableDecoded(text: string): string | undefined {
  if (!/quoted-printable/i.test(text)) return undefined;
  return bytesDecoded(text.replace(/=[ \t]{0,16}\r?\n/g, ''), /(?:=[0-9A-F]{2})+/gi, '=');
}

function bytesDecoded(text: string, runs: RegExp, sign: string): string {
  return text.replace(runs, (run) => Buffer.from(run.replaceAll(sign, ''), 'hex').toString());
}

const HEX = /(?<![0-9a-f])(?:[0-9a-f]{2}){12,}(?![0-9a-f])/gi;

/** The texts that are written in hexadecimal digits, one a line; undefined if there is none. */
function hexDecoded(text: string): string | undefined {
  const found: string[] = [];
  for (const [word] of text.matchAll(HEX)) {
    const inner = textIn(Buffer.from(word, 'hex'));
    if (inner !== undefined && isPrintable(inner)) found.push(inner);
  }
  return found.length === 0 ? undefined : found.join('\n');
}

/** Whether a text has no control characters, as bytes that are no text mostly have. */
function isPrintable(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text);
}
