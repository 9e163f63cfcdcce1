import type { IConstruct } from 'constructs';
import type { Layer } from './layer';

const PLACEMENT = Symbol.for('cdk8s-kubevirt.placement');

/** Where the objects below a construct are written. What is left out is inherited from the constructs above. */
export interface Placement {
  /** The cluster's directory below `clusters/`. */
  readonly cluster?: string;
  readonly layer?: Layer;
  /** The tenant's directory below the layer; `undefined` given explicitly ends an inherited one. */
  readonly tenant?: string;
  /** The file's name without its extension. */
  readonly file?: string;
}

/** Says where the objects below a construct belong. */
export function place(construct: IConstruct, placement: Placement): void {
  Object.defineProperty(construct, PLACEMENT, { value: placement, configurable: true });
}

/** The placement that holds below a construct, given the one that holds above it. */
export function placementBelow(construct: IConstruct, above: Placement): Placement {
  const own = (construct as { [PLACEMENT]?: Placement })[PLACEMENT];
  return own === undefined ? above : { ...above, ...own };
}
