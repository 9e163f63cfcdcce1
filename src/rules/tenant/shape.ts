import { isPlain } from '../../toolkit/merge';

// Kinds of Kubernetes' own have no schema in the inventory, so anything may stand in their objects.

/** A map within an object; empty if something else stands there. */
export function mapIn(object: unknown, key: string): { readonly [key: string]: unknown } {
  const value = isPlain(object) ? object[key] : undefined;
  return isPlain(value) ? value : {};
}

/** The objects of a list, each with its path; what is not an object is left out. */
export function objectsIn(list: unknown, at: string): [path: string, item: { readonly [key: string]: unknown }][] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item, index): [string, { readonly [key: string]: unknown }][] => (
    isPlain(item) ? [[`${at}[${index}]`, item]] : []));
}

/** The texts of a map. */
export function textsIn(map: unknown): { readonly [key: string]: string } {
  if (!isPlain(map)) return {};
  const isText = (entry: [string, unknown]): entry is [string, string] => typeof entry[1] === 'string';
  return Object.fromEntries(Object.entries(map).filter(isText));
}

/** The texts of a list. */
export function textList(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

/** The text of a quantity, which may stand there as a number as well. */
export function quantityText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
