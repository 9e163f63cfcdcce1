/** Up to here, moving keys one by one costs less than to call JavaScript's own sort. */
const FEW = 12;

/**
 * The keys of a mapping that cdk8s writes, in its order: those without a value are left out, and the others are sorted
 * by their UTF-16 units. Those that are list indexes stay before all others, where JavaScript keeps them in every
 * object.
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

/** How many of the keys are list indexes. They come first, in the order of their numbers. */
function indexes(keys: readonly string[]): number {
  let count = 0;
  while (count < keys.length && isIndex(keys[count])) count++;
  return count;
}

/** Whether a key is the canonical form of a whole number from 0 to 2^32 - 2 (ECMAScript 2024, section 6.1.7). */
function isIndex(key: string): boolean {
  if (key > ':') return false; // the character behind 9
  const number = Number(key);
  return Number.isInteger(number) && number >= 0 && number < 2 ** 32 - 1 && String(number) === key;
}

/** Sorts the keys where they are. Keys that are in order already are only compared. */
function sortFew(keys: string[]): string[] {
  for (let end = 1; end < keys.length; end++) {
    const key = keys[end];
    let place = end;
    for (; place > 0 && keys[place - 1] > key; place--) keys[place] = keys[place - 1];
    keys[place] = key;
  }
  return keys;
}

/** A copy of plain data as cdk8s writes it: with no key that has no value, and with all keys in order. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(sortedKeys(value).map((key) => [key, inOrder((value as Record<string, unknown>)[key])]));
}

/** The same of all values of an object, whose own keys stay as they are: cdk8s has put them in an order of its own. */
export function inOrderBelow<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, inOrder(value)])) as T;
}
