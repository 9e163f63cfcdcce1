import type { Entry } from './entry';

/** Whether two entries are one object. Two objects of one kind and name are reported as such. */
export function isSameObject(one: Entry, other: Entry): boolean {
  const [name, another] = [one.object?.metadata.name, other.object?.metadata.name];
  return one === other || (one.kind === other.kind && one.namespace === other.namespace && name === another);
}
