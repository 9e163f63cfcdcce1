import { Complaint, complaint } from './complaint';
import { didYouMean } from './nearest';

/**
 * Checks that a value is one of a closed set. A missing value passes; a value that is not a string is left to the
 * schema check.
 */
export function notOneOf(value: unknown, allowed: readonly string[]): Complaint | undefined {
  if (typeof value !== 'string' || allowed.includes(value)) return undefined;
  const named = allowed.filter((each) => each !== '');
  const choice = `${named.length > 1 ? 'one of ' : ''}${named.join(', ')}`;
  return complaint(`"${value}" is unknown`, `${didYouMean(value, named)} Write ${choice}.`.trimStart());
}
