import * as fc from 'fast-check';
import { Described } from './description';
import { size } from './images';
import { props, stated } from './props';
import { filledText } from './texts';
import { Autoscale, ExternalScaling } from '../../src';

export const externallyScaled = props<ExternalScaling>(
  { by: filledText, maxReplicas: fc.integer({ min: 1, max: 50 }) }, ['by', 'maxReplicas'],
);

export const autoscale: fc.Arbitrary<Described<Autoscale>> = props<Autoscale>(
  {
    min: fc.integer({ min: 1, max: 10 }),
    max: fc.integer({ min: 10, max: 50 }),
    cpu: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constantFrom('1500m', '0.5')),
    memory: size,
    overrides: fc.constantFrom<object>({}, { behavior: { scaleDown: { selectPolicy: 'Disabled' } } }),
  },
  ['min', 'max'],
);

/** What sets the number of equal machines. */
interface Scaled {
  readonly replicas?: unknown;
  readonly autoscale?: Described<Autoscale>;
  readonly externallyScaled?: Described<ExternalScaling>;
}

/** Equal machines whose number one party sets. */
export function scaledByOne<T extends Scaled>(given: T): T {
  const others = { autoscale: undefined, externallyScaled: undefined };
  if (given.replicas !== undefined) return stated({ ...given, ...others });
  if (given.autoscale !== undefined) return stated({ ...given, externallyScaled: undefined });
  return { ...given, externallyScaled: given.externallyScaled ?? { by: 'ScaledObject workers', maxReplicas: 5 } };
}
