import { notByteSize, Quantity } from '../../toolkit/quantity';

/** The quantity of a field; undefined if it is missing or invalid. */
export function quantityOf(value: number | string | undefined): Quantity | undefined {
  return value === undefined ? undefined : Quantity.parse(value);
}

/** The bytes of a field; undefined if it is missing or not a size, which the rule about memory reports. */
export function bytesOf(value: number | string | undefined): Quantity | undefined {
  if (value === undefined || notByteSize(String(value)) !== undefined) return undefined;
  return Quantity.parse(value);
}

/** Whether both exist and differ. */
export function differ(one: Quantity | undefined, other: Quantity | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return one.isLessThan(other) || other.isLessThan(one);
}

/** Whether a quantity is a whole multiple of another one. */
export function isMultiple(quantity: Quantity, unit: Quantity): boolean {
  return quantity.toUnits() % unit.toUnits() === 0n;
}
