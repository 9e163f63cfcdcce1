import { differences } from './differences';
import type { Loose } from './loose';
import { NAMES_BECAUSE, withCommonNames } from './names';
import type { Normalisation } from './normalisation';
import { dropOwnDefaults, OWN_DEFAULTS } from './own-defaults';
import { SAME_DEVICES } from './same-devices';
import { SAME_MACHINE } from './same-machine';

const NORMALISATIONS: readonly Normalisation[] = [...SAME_MACHINE, ...SAME_DEVICES];

/** All that the comparison does not see, each with its reason. */
export const NOT_COMPARED: readonly string[] = [
  ...NORMALISATIONS.map(({ because }) => because),
  ...NAMES_BECAUSE,
  ...OWN_DEFAULTS.map(({ field, because }) => `${field.join('.')}, where the original has none: ${because}`),
];

/** The differences between a spec and one that we make; both are changed. */
export function compared(original: Loose, made: Loose): string[] {
  for (const spec of [original, made]) {
    normalise(spec);
    withCommonNames(spec);
  }
  dropOwnDefaults(made, original);
  return differences(original, made);
}

/** Fills in what KubeVirt fills in, and keeps what is only written in another way. */
export function filledIn(spec: Loose): Loose {
  const copy = copyOf(spec);
  for (const { apply, isUnreadable } of NORMALISATIONS) if (!isUnreadable) apply(copy, copy.template.spec);
  return copy;
}

/** Fills in what KubeVirt fills in, so that specs of the same machine are equal but for names. */
export function normalise(spec: Loose): void {
  for (const { apply } of NORMALISATIONS) apply(spec, spec.template.spec);
}

/** A copy of plain data, which can be changed. */
export function copyOf(value: unknown): Loose {
  return JSON.parse(JSON.stringify(value)) as Loose;
}
