import { Fault, fault } from '../../findings/rule';
import { Quantity, tooLarge } from '../../toolkit/quantity';

/** Amounts by resource. */
interface Amounts {
  readonly [resource: string]: unknown;
}

/** Requests and limits of a container. */
export interface Resources {
  readonly requests?: Amounts;
  readonly limits?: Amounts;
}

/**
 * Checks that requests and limits are quantities, and that no request is above its limit.
 *
 * Kubernetes v1.34 pkg/apis/core/validation/validation.go: validateResourceRequirements.
 */
export function* containerResourceFaults({ requests = {}, limits = {} }: Resources, at: string): Iterable<Fault> {
  yield* unreadable(requests, `${at}.requests`);
  yield* unreadable(limits, `${at}.limits`);
  for (const [name, amount] of Object.entries(requests)) {
    const limit = Object.hasOwn(limits, name) ? limits[name] : undefined;
    if (limit === undefined || !isMore(amount, limit)) continue;
    yield fault(`${at}.requests.${name}`, `"${amount}" is more than its limit "${limit}", so no such pod can be made`,
      'Raise the limit or lower the request.');
  }
}

function* unreadable(amounts: Amounts, at: string): Iterable<Fault> {
  for (const [name, amount] of Object.entries(amounts)) {
    const quantity = Quantity.parse(String(amount));
    if (quantity?.isTooLarge()) yield { field: `${at}.${name}`, ...tooLarge(amount) };
    if (quantity !== undefined && !quantity.isNegative()) continue;
    yield fault(`${at}.${name}`,
      `"${amount}" is not a Kubernetes quantity`, 'Write one such as "500m" for cpu or "512Mi" for memory.');
  }
}

function isMore(amount: unknown, limit: unknown): boolean {
  const [low, high] = [Quantity.parse(String(amount)), Quantity.parse(String(limit))];
  return low !== undefined && high !== undefined && high.isLessThan(low);
}
