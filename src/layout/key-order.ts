/** Up to this number, moving keys one by one is cheaper than JavaScript's own sort. */
const FEW = 12;

/**
 * The keys of a mapping in the order of cdk8s: keys without a value are left out, and the others are sorted by their
 * UTF-16 units. Keys that are list indexes stay first, as in every JavaScript object.
 */
export function sortedKeys(mapping: object): string[] {
  const keys = keysWithValue(mapping);
  const first = indexes(keys);
  if (first > 0) return [...keys.slice(0, first), ...keys.slice(first).sort()];
  return keys.length > FEW ? keys.sort() : sortFew(keys);
}

function keysWithValue(mapping: object): string[] {
  const keys = Object.keys(mapping);
  const values = mapping as Record<string, unknown>;
  for (const key of keys) {
    if (isNothing(values[key])) return keys.filter((each) => !isNothing(values[each]));
  }
  return keys;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

/** The number of keys that are list indexes. They come first, in numeric order. */
function indexes(keys: readonly string[]): number {
  let count = 0;
  while (count < keys.length && isIndex(keys[count])) count++;
  return count;
}

/** Whether a key is the canonical form of a whole number from 0 to 2^32 - 2 (ECMAScript 2024, section 6.1.7). */
function isIndex(key: string): boolean {
  if (key > ':') return false; // the character after 9
  const number = Number(key);
  return Number.isInteger(number) && number >= 0 && number < 2 ** 32 - 1 && String(number) === key;
}

/** Sorts the keys in place. Keys that are already sorted are only compared. */
function sortFew(keys: string[]): string[] {
  for (let end = 1; end < keys.length; end++) {
    const key = keys[end];
    let place = end;
    for (; place > 0 && keys[place - 1] > key; place--) keys[place] = keys[place - 1];
    keys[place] = key;
  }
  return keys;
}

/** A copy of plain data as cdk8s writes it: without keys that have no value, and with sorted keys. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(sortedKeys(value).map((key) => [key, inOrder((value as Record<string, unknown>)[key])]));
}

/**
 * Sorts all values of an object like `inOrder`. The object's own keys stay as they are, because cdk8s has ordered them.
 */
export function inOrderBelow<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, inOrder(value)])) as T;
}
