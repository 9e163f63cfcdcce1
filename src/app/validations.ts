import type { IConstruct } from 'constructs';
import { Fault, wholeFault } from '../findings/rule';
import { described, thrown } from '../props/words';

const REMEDY = 'Return a list with one sentence for each mistake; return [] if nothing is wrong.';

/**
 * What the validations of a construct find, which a program adds with `node.addValidation()`. If a validation throws,
 * or returns anything but sentences, that is a fault too.
 */
export function validationFaults(construct: IConstruct): Fault[] {
  let items: unknown[];
  try {
    items = construct.node.validate();
  } catch (error) {
    return [wholeFault(`its validation failed: ${thrown(error)}`)];
  }
  for (const item of items) if (item instanceof Promise) item.catch(() => undefined); // nobody else waits for it
  const sentences = items.filter(isSentence);
  const odd = items.findIndex((item) => !isSentence(item));
  return [...sentences.map((sentence) => wholeFault(sentence)), ...(odd < 0 ? [] : [oddFault(items[odd])])];
}

function isSentence(item: unknown): item is string {
  return typeof item === 'string' && item.trim() !== '';
}

/** The fault of a validation that returned something else than sentences. A list of one item looks like the item. */
function oddFault(item: unknown): Fault {
  if (item instanceof Promise) {
    const remedy = 'Wait for its result before synthesis, and return a list of sentences.';
    return wholeFault('its validation returned a Promise, but synthesis does not wait for it', remedy);
  }
  return wholeFault(`its validation returned ${nameOf(item)} instead of a list of sentences`, REMEDY);
}

function nameOf(item: unknown): string {
  if (typeof item === 'string') return 'an empty text';
  return Array.isArray(item) ? 'a list within a list' : described(item);
}
