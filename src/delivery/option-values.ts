import type { DeliveryTarget } from './options';

/** The stages that options name, in their order. */
export function stagesIn(targets: readonly DeliveryTarget[]): string[] {
  return [...new Set(targets.flatMap(({ stage }) => (stage === undefined ? [] : [stage])))];
}

/** A path without what a repository's root is often written with: `/` at either end, and `./` before it. */
export function withoutEnds(path: string): string {
  return path.replace(/^(\.?\/)+|\/+$/g, '').replace(/^\.$/, '');
}
