import type { Fault, RuleInfo } from '../findings/rule';
import type { ClusterView } from '../inventory/cluster-view';
import type { Entry } from '../inventory/entry';
import type { Inventory } from '../inventory/inventory';
import type { EmbeddedMachine } from '../machines/embedded';
import type { Part } from '../machines/parts';
import type { KubernetesObject } from '../releases/facts';

/** The releases of one project that a rule applies to. */
export interface ReleaseRange {
  readonly of: 'kubevirt' | 'cdi';
  /** The rule applies to this release, such as `v1.9.0`, and to newer ones. Undefined: to all older ones as well. */
  readonly since?: string;
  /** The rule does not apply to this release or to newer ones. Undefined: it applies to all newer ones as well. */
  readonly until?: string;
}

/** A rule about what one cluster holds, and so about its releases. */
export interface RuleOfCluster extends RuleInfo {
  /** The releases that the rule is about; undefined for all. It checks nothing of a cluster that has another one. */
  readonly releases?: ReleaseRange;
}

/** A rule about single objects. Its check gets only objects that match the schema of their kind. */
export interface ObjectRule extends RuleOfCluster {
  readonly on: 'object';
  /** The kinds that the rule checks, as `group/Kind`; the core group is empty. */
  readonly kinds: readonly string[];
  /** Fields in faults are paths from the object's root. */
  check(object: any, entry: Entry): Iterable<Fault>;
}

/** Whether a rule needs to check an object. */
export type Sieve = (object: KubernetesObject, entry: Entry) => boolean;

/** A rule about every object, whether or not it matches a schema. */
export interface AnyObjectRule extends RuleOfCluster {
  readonly on: 'any object';
  /**
   * Whether the rule may have findings about an object. It is cheap, and false for nearly all objects. Rules that share
   * a sieve are skipped together.
   */
  readonly sieve: Sieve;
  check(object: KubernetesObject, entry: Entry): Iterable<Fault>;
}

/** A rule about machines, whichever kind holds them. */
export interface MachineRule extends RuleOfCluster {
  readonly on: 'machine';
  /**
   * The parts of a machine that the rule checks. Machines without any of them are skipped, so the rule must have no
   * findings about them. A rule about something that is missing uses `always`.
   */
  readonly concerns: readonly Part[];
  /** Fields in faults are paths within the VirtualMachine's spec, such as `template.spec.domain.cpu.cores`. */
  check(machine: EmbeddedMachine, entry: Entry): Iterable<Fault>;
}

/** A fault with the object or the construct that it is about. */
export interface PlacedFault extends Fault {
  /** The object; undefined if the fault is about a construct. */
  readonly entry?: Entry;
  /** The path of the construct, if the fault is not about an object. */
  readonly where?: string;
}

/** A rule about the contents of one cluster. */
export interface ClusterRule extends RuleOfCluster {
  readonly on: 'cluster';
  check(cluster: ClusterView): Iterable<PlacedFault>;
}

/** A rule about the whole bundle. */
export interface BundleRule extends RuleInfo {
  readonly on: 'bundle';
  check(inventory: Inventory): Iterable<PlacedFault>;
}

/** A rule that constructs check themselves, because its mistakes cannot be seen in an object. */
export interface PropRule extends RuleInfo {
  readonly on: 'props';
}

/** Any rule. */
export type Rule = ObjectRule | AnyObjectRule | MachineRule | ClusterRule | BundleRule | PropRule;

/** A fault of an entry, for rules about clusters and bundles. */
export function faultOf(entry: Entry, fault: Fault): PlacedFault {
  return { ...fault, entry };
}
