import type { Entry } from '../../inventory/entry';
import type { KubernetesObject } from '../../releases/facts';

/** Something that objects of the bundle need, and that the bundle does not hold. */
export interface Need {
  /** The kind in words, such as `Secret` or `label of nodes`. */
  readonly what: string;
  readonly name: string;
  /** Undefined for what is in no namespace. */
  readonly namespace?: string;
}

/** Finds what one object needs. */
export type Find = (entry: Entry) => Iterable<Need>;

/** A need of something in a cluster. */
export interface Wanted {
  /** The folder of the cluster that must have it. */
  readonly cluster: string;
  /** Undefined for what is in no tenant's folder. */
  readonly tenant?: string;
  readonly need: Need;
  /** What needs it, as `<kind> [<namespace>/]<name>`. */
  readonly by: string;
}

/** An object as it is named in the list. */
export function titleOf({ kind, metadata: { namespace, name } }: KubernetesObject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
