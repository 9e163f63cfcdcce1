import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { notByteSize, Quantity, tooLarge } from '../../toolkit/quantity';
import type { ObjectRule } from '../rule';
import { mapIn, objectsIn, quantityText } from './shape';
import { kubernetes } from '../sources';

export const CONTAINER_DEFAULTS: ObjectRule = {
  id: 'TENANT024',
  name: 'tenants/container-defaults',
  on: 'object',
  kinds: ['/LimitRange'],
  severity: Severity.ERROR,
  title: 'Defaults of a LimitRange are amounts of CPU and memory',
  why: 'The API server refuses negative amounts and what is not a quantity; "m" means thousandths of a byte.',
  remedy: 'Write quantities, such as "10m" for CPU and "64Mi" for memory.',
  source: kubernetes('pkg/apis/core/validation/validation.go: ValidateLimitRange'),
  acceptable: false,

  *check(object) {
    for (const [at, item] of objectsIn(mapIn(object, 'spec').limits, 'spec.limits')) {
      for (const key of ['default', 'defaultRequest']) yield* defaultFaults(mapIn(item, key), `${at}.${key}`);
    }
  },
};

function* defaultFaults({ cpu, memory }: { readonly [resource: string]: unknown }, at: string): Iterable<Fault> {
  const amount = cpu === undefined ? Quantity.ZERO : Quantity.parse(quantityText(cpu));
  if (amount === undefined || amount.isNegative()) {
    yield fault(`${at}.cpu`, `"${quantityText(cpu)}" is not an amount of CPU`,
      'Write a Kubernetes quantity, such as "10m".');
  }
  if (amount?.isTooLarge()) yield { field: `${at}.cpu`, ...tooLarge(quantityText(cpu)) };
  if (memory !== undefined) yield* about(`${at}.memory`, notByteSize(quantityText(memory)));
}
