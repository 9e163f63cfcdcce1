import { encodedTexts } from './readable';

/** A pattern that reveals a secret. Errors mention `what`, never the secret itself. */
interface SecretPattern {
  readonly what: string;
  readonly pattern: RegExp;
}

// Words are bounded in length and begin where no other does, so that a large text is read in one pass. A key is
// followed by its value. Values that are not secrets: true, false, null, empty values, nested objects, lists and
// references to files.
const VALUE =
  '["\']?[ \\t]*[:=][ \\t]*(?!["\']?(?:true|false|null|~|yes|no|on|off)["\']?[ \\t]*(?:[,}#\\n]|$))(?![ ' +
  '\\t]*[{\\[/#])';

const SECRET_PATTERNS: readonly SecretPattern[] = [
  { what: 'a private key', pattern: /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/ },
  // `chpasswd` with `expire` alone sets no password
  {
    what: 'chpasswd, which sets passwords',
    pattern: /^\s*chpasswd\s*:(?!\s*\{?\s*expire\s*:\s*[A-Za-z]+\s*\}?\s*?(?:\n\S|(?![\s\S])))|\|\s*chpasswd\b/m,
  },
  { what: 'a password hash', pattern: /\$(?:1|2[abxy]|5|6|7|y|gy)\$[./A-Za-z0-9$=,]{8,}/ },
  { what: 'a JSON web token', pattern: /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\./ },
  { what: 'a bootstrap token', pattern: /(?:^|[^A-Za-z0-9.])[a-z0-9]{6}\.[a-z0-9]{16}(?![A-Za-z0-9.])/ },
  {
    what: 'an access key',
    pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{20,}|\bglpat-[A-Za-z0-9_-]{16,}/,
  },
  {
    what: 'a password within a URL',
    pattern: /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@]+:(?!null@)[^\s/@]+@/i,
  },
];

const KEYS = new RegExp(
  '(?<![A-Za-z0-9_.-])([A-Za-z0-9_.-]{0,64}?' +
    '(?:passw(?:or)?d|passphrase|passwordhash|secret|token|api[_-]?key|private[_-]?key|access[_-]?key|credentials?)' +
    '[A-Za-z0-9_-]{0,64})' +
    `${VALUE}\\S`,
  'gim',
);
const FLAGS = /(?:^|\s)--(?:[a-z-]*(?:token|password|secret|passphrase))[= ]\s*(?!null\b)\S/i;

// The maximum depth of encoded texts within texts, such as a user-data archive in base64 with a file in base64.
const DEEPEST = 3;

/**
 * What looks like a secret in a text, in words; undefined if nothing does. Base64 in the text is decoded too, also if
 * it is gzipped. The result never contains the secret itself.
 */
export function secretIn(text: string): string | undefined {
  return secretWithin(text, DEEPEST);
}

function secretWithin(text: string, depth: number): string | undefined {
  const found = SECRET_PATTERNS.find(({ pattern }) => pattern.test(text));
  if (found !== undefined) return found.what;
  if (FLAGS.test(text)) return 'a secret given as a command-line option';
  const key = [...text.matchAll(KEYS)].map((match) => match[1])[0];
  if (key !== undefined) return `a value for "${key}"`;
  return depth === 0
    ? undefined
    : encodedTexts(text)
      .map((inner) => secretWithin(inner, depth - 1))
      .find((inner) => inner !== undefined);
}
