import { encodedTexts } from './hidden-texts';
import type { Budget } from './readable';
import { secretCommandIn } from '../../toolkit/secrets/commands';
import { secretFormIn } from '../../toolkit/secrets/forms';
import { hasUrlWithPassword } from '../../toolkit/secrets/logins';
import { secretItemIn, secretManifestIn } from '../../toolkit/secrets/manifests';
import { secretPairIn } from '../../toolkit/secrets/pairs';
import { passwordInputIn } from '../../toolkit/secrets/passwords';

// The maximum depth of encoded texts within texts, such as a user-data archive in base64 with a file in base64.
const DEEPEST = 4;

/**
 * The maximum number of characters that are looked at for one text, with everything that is encoded in it: 256 times
 * what KubeVirt takes inline, and twice what fits into annotations. What is behind them is not searched.
 */
export const MOST_LOOKED_AT = 512 * 1024;

/** The result of a search. */
export interface Search {
  /** What looks like a secret, in words that never contain the secret; undefined if nothing does. */
  readonly found?: string;
  /** The number of characters that were looked at, in the text and in what it encodes. */
  readonly lookedAt: number;
}

/**
 * What looks like a secret in a text, in words; undefined if nothing does. What the text encodes is searched too:
 * base64, also if it is gzipped, percent-encoding, quoted-printable and escapes of strings. The result never contains
 * the secret itself.
 */
export function secretIn(text: string): string | undefined {
  return searchFor(text).found;
}

/** Searches a text, and what it encodes, for secrets, up to a number of characters. */
export function searchFor(text: string): Search {
  const budget = { left: MOST_LOOKED_AT };
  const found = secretWithin(text, DEEPEST, budget, new Set());
  return { found, lookedAt: MOST_LOOKED_AT - budget.left };
}

function secretWithin(given: string, depth: number, budget: Budget, seen: Set<string>): string | undefined {
  if (budget.left <= 0 || seen.has(given)) return undefined;
  const text = given.slice(0, budget.left);
  seen.add(text);
  budget.left -= text.length;
  const found = secretWritten(text);
  if (found !== undefined || depth === 0) return found;
  for (const inner of encodedTexts(text, budget)) {
    const within = secretWithin(inner, depth - 1, budget, seen);
    if (within !== undefined) return within;
  }
  return undefined;
}

/** A line that is a comment. Forms of secrets are looked for there too. */
const COMMENT = /^[ \t]*(?:[-*] )?(?:#(?!!|define\b)|\/\/[ \t]|<!--|rem[ \t]|;)[^\n]*$/gim;

/** What looks like a secret in the text as it is written. */
function secretWritten(whole: string): string | undefined {
  const form = secretFormIn(whole)?.what;
  if (form !== undefined) return form;
  const text = whole.replace(COMMENT, '');
  return (hasUrlWithPassword(text) ? 'a password within a URL' : undefined)
    ?? passwordInputIn(text)
    ?? secretCommandIn(text)
    ?? secretPairIn(text)
    ?? secretItemIn(text)
    ?? secretManifestIn(text);
}
