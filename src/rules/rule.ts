import type { Fault, RuleInfo } from '../findings/rule';
import type { ClusterView } from '../inventory/cluster-view';
import type { Entry } from '../inventory/entry';
import type { Inventory } from '../inventory/inventory';
import type { EmbeddedMachine } from '../machines/embedded';
import type { Part } from '../machines/parts';
import type { KubernetesObject } from '../releases/facts';

/** A rule about single objects. It is given objects that have the shape of their kind. */
export interface ObjectRule extends RuleInfo {
  readonly on: 'object';
  /** The kinds that the rule looks at, as `group/Kind`; the core group is empty. */
  readonly kinds: readonly string[];
  /** Fields in faults are paths from the object's root. */
  check(object: any, entry: Entry): Iterable<Fault>;
}

/** Whether an object is worth being looked at by a rule. */
export type Sieve = (object: KubernetesObject, entry: Entry) => boolean;

/** A rule about every object, whatever its kind and shape. */
export interface AnyObjectRule extends RuleInfo {
  readonly on: 'any object';
  /**
   * Whether the rule may have something to say about an object: cheap, and false for nearly all. Rules that share one
   * sieve are spared together.
   */
  readonly sieve: Sieve;
  check(object: KubernetesObject, entry: Entry): Iterable<Fault>;
}

/** A rule about machines, in whatever kind they are embedded. */
export interface MachineRule extends RuleInfo {
  readonly on: 'machine';
  /**
   * The parts of a machine that the rule looks at first. A machine that has none of them is not asked about: the rule
   * must
   * have nothing to say of it. A rule that complains about what is missing is concerned with `always`.
   */
  readonly concerns: readonly Part[];
  /** Fields in faults are paths within the VirtualMachine's spec, such as `template.spec.domain.cpu.cores`. */
  check(machine: EmbeddedMachine, entry: Entry): Iterable<Fault>;
}

/** A fault with the object or the construct that it is about. */
export interface PlacedFault extends Fault {
  /** The object; undefined where the fault is about a construct. */
  readonly entry?: Entry;
  /** The path of the construct, where no object is to blame. */
  readonly where?: string;
}

/** A rule about what one cluster holds. */
export interface ClusterRule extends RuleInfo {
  readonly on: 'cluster';
  check(cluster: ClusterView): Iterable<PlacedFault>;
}

/** A rule about the whole bundle. */
export interface BundleRule extends RuleInfo {
  readonly on: 'bundle';
  check(inventory: Inventory): Iterable<PlacedFault>;
}

/** A rule that constructs check themselves, because nothing of the mistake is left to see in an object. */
export interface PropRule extends RuleInfo {
  readonly on: 'props';
}

/** Any rule. */
export type Rule = ObjectRule | AnyObjectRule | MachineRule | ClusterRule | BundleRule | PropRule;

/** A fault of an entry, for rules about clusters and bundles. */
export function faultOf(entry: Entry, fault: Fault): PlacedFault {
  return { ...fault, entry };
}
