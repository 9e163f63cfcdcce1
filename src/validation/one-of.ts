import { didYouMean } from './nearest';
import type { Sentence } from './problems';

/** Checks that a text is one of a closed set. A missing value is fine; what is no text at all is left to the schema check. */
export function oneOf(what: string, value: unknown, allowed: readonly string[]): Sentence {
  if (typeof value !== 'string' || allowed.includes(value)) return undefined;
  const named = allowed.filter((each) => each !== '');
  return `${what} "${value}" is unknown.${didYouMean(value, named)} Write ${named.length > 1 ? 'one of ' : ''}${named.join(', ')}.`;
}
