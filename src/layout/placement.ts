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

/** A placement of this library's own constructs, which may also leave the tenant's directory. */
interface OwnPlacement extends FilePlacement {
  /** Whether the objects are written outside of the tenant's directory. */
  readonly outsideTenant?: boolean;
}

/** Sets where the objects below a construct are written. Parts that are missing or undefined are inherited. */
export function place(construct: IConstruct, placement: OwnPlacement): void {
  Object.defineProperty(construct, PLACEMENT, { value: placement, configurable: true });
}

/** The placement below a construct, given the placement above it. */
export function placementBelow(construct: IConstruct, above: FilePlacement): FilePlacement {
  const own = (construct as { [PLACEMENT]?: OwnPlacement })[PLACEMENT];
  if (own === undefined) return above;
  return {
    cluster: own.cluster ?? above.cluster,
    layer: own.layer ?? above.layer,
    tenant: own.outsideTenant ? undefined : own.tenant ?? above.tenant,
    file: own.file ?? above.file,
  };
}

/** The cluster that the objects below a construct belong to; undefined outside of clusters. */
export function clusterAround(construct: IConstruct): string | undefined {
  return construct.node.scopes.reduce<FilePlacement>((above, scope) => placementBelow(scope, above), {}).cluster;
}
