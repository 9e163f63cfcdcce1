import type { IConstruct } from 'constructs';
import type { Layer } from './layer';

const PLACEMENT = Symbol.for('cdk8s-kubevirt.placement');

/**
 * The file that the objects below a construct are written to. Missing parts are inherited from the constructs above.
 */
export interface FilePlacement {
  /**
   * The cluster's directory below `clusters/`.
   * @default - that of the enclosing cluster
   */
  readonly cluster?: string;
  /**
   * The layer within the cluster.
   * @default - that of the enclosing construct; `Layer.PLATFORM` directly below a cluster
   */
  readonly layer?: Layer;
  /**
   * The tenant's directory below the layer.
   * @default - that of the enclosing tenant, if there is one
   */
  readonly tenant?: string;
  /**
   * The file's name without its extension: letters, digits, `-`, `_` and `.`.
   * @default - that of the enclosing construct; `objects` directly below a cluster
   */
  readonly file?: string;
}

/** Sets where the objects below a construct are written. */
export function place(construct: IConstruct, placement: FilePlacement): void {
  Object.defineProperty(construct, PLACEMENT, { value: placement, configurable: true });
}

/** The placement below a construct, given the placement above it. */
export function placementBelow(construct: IConstruct, above: FilePlacement): FilePlacement {
  const own = (construct as { [PLACEMENT]?: FilePlacement })[PLACEMENT];
  return own === undefined ? above : { ...above, ...own };
}

/** The cluster that the objects below a construct belong to; undefined outside of clusters. */
export function clusterAround(construct: IConstruct): string | undefined {
  return construct.node.scopes.reduce<FilePlacement>((above, scope) => placementBelow(scope, above), {}).cluster;
}
