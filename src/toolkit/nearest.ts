import { closest, distance } from 'fastest-levenshtein';

/**
 * The candidate that a misspelt name most likely means; undefined if none is close. At most about a third of the
 * letters may differ, so that unrelated names are not suggested.
 */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const spellings = new Map(candidates.map((candidate) => [candidate.toLowerCase(), candidate]));
  const found = closest(name.toLowerCase(), [...spellings.keys()]);
  return distance(name.toLowerCase(), found) <= Math.round(Math.max(name.length, found.length) / 3)
    ? spellings.get(found)
    : undefined;
}

/** ` Did you mean "x"?`, or an empty string if no candidate is close. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const found = nearest(name, candidates);
  return found === undefined ? '' : ` Did you mean "${found}"?`;
}
