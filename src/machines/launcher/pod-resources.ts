import { Quantity } from '../../toolkit/quantity';

/** Amounts by the name of a resource, such as `memory` or `nvidia.com/gpu`. */
export type Amounts = ReadonlyMap<string, Quantity>;

/** What a container requests, and what it may use. */
export interface ContainerResources {
  readonly name: string;
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** The amounts of an object; those that are missing, unreadable or negative are left out. */
export function amountsOf(given: { readonly [resource: string]: unknown } | undefined): Amounts {
  const amounts = new Map<string, Quantity>();
  for (const [resource, value] of Object.entries(given ?? {})) {
    const amount = value instanceof Quantity ? value : readAmount(value);
    if (amount !== undefined && !amount.isNegative()) amounts.set(resource, amount);
  }
  return amounts;
}

function readAmount(value: unknown): Quantity | undefined {
  return typeof value === 'string' || typeof value === 'number' ? Quantity.parse(value) : undefined;
}

/** The sum over containers that run at the same time: of a resource, over those that state it. */
export function summed(containers: readonly ContainerResources[], part: 'requests' | 'limits'): Amounts {
  const sum = new Map<string, Quantity>();
  for (const container of containers) {
    for (const [resource, amount] of container[part]) {
      sum.set(resource, (sum.get(resource) ?? Quantity.ZERO).plus(amount));
    }
  }
  return sum;
}
