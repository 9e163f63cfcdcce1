import { Quantity } from '../../../toolkit/quantity';
import { items } from '../../../toolkit/shape';

/** A part of a spec as it stands in a file. */
export interface Loose {
  [field: string]: any;
}

/** The objects in a list, of which nothing is known; none if there is no list. */
export function listOf(value: unknown): Loose[] {
  return items(value as readonly Loose[]) as Loose[];
}

/** The value at a path; undefined if there is none. */
export function valueOf(holder: unknown, steps: readonly string[]): any {
  return steps.reduce<any>((value, step) => value?.[step], holder);
}

/** Whether a value is an object without fields. */
export function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}

/** A quantity as a whole number of units, or of thousandths; other values as they are. */
export function plainQuantity(value: unknown): unknown {
  const quantity = typeof value === 'string' || typeof value === 'number' ? Quantity.parse(value) : undefined;
  return quantity === undefined ? value : quantity.toCoresText();
}
