import { inJson } from '../../props/words';
import { isPlain } from '../../toolkit/merge';

// Kubernetes' own kinds have no schema in the inventory, so their objects may hold anything.

/** A map within an object; empty if the field has another type. */
export function mapIn(object: unknown, key: string): { readonly [key: string]: unknown } {
  const value = isPlain(object) ? object[key] : undefined;
  return isPlain(value) ? value : {};
}

/** The objects in a list, each with its path. Other items are skipped. */
export function objectsIn(list: unknown, at: string): [path: string, item: { readonly [key: string]: unknown }][] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item, index): [string, { readonly [key: string]: unknown }][] => (
    isPlain(item) ? [[`${at}[${index}]`, item]] : []));
}

/** The strings in a map. */
export function textsIn(map: unknown): { readonly [key: string]: string } {
  if (!isPlain(map)) return {};
  const isText = (entry: [string, unknown]): entry is [string, string] => typeof entry[1] === 'string';
  return Object.fromEntries(Object.entries(map).filter(isText));
}

/** The strings in a list. */
export function textList(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

/** The text of a quantity, which may also be written as a number. */
export function quantityText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : inJson(value);
}
