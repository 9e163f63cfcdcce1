import type { Severity } from './finding';
import type { Complaint } from '../toolkit/complaint';

/** Where upstream decides what a rule checks. */
export interface Source {
  /** The project, such as `KubeVirt`, `CDI`, `Kubernetes`; `cdk8s-kubevirt` for a rule of our own. */
  readonly project: string;
  /** The file or page, with the relevant functions. */
  readonly file: string;
  /** The release that was read, such as `v1.9.0`. */
  readonly release?: string;
}

/** The description of a rule. `docs/reference/rules.md` is generated from these fields. */
export interface RuleInfo {
  /** The rule's id. It never changes, because acceptances and documents refer to it. */
  readonly id: string;
  /** The name of the rule in the corpus: a subject and a few words, such as `workers/max-unavailable`. Unique. */
  readonly name: string;
  /** Names of rules that became part of this one. */
  readonly formerly?: readonly string[];
  /** Errors stop synthesis; warnings and infos do not. */
  readonly severity: Severity;
  /** What the rule requires, in one line. */
  readonly title: string;
  /** What happens if the rule is broken. */
  readonly why: string;
  /** How to fix it, in general. */
  readonly remedy: string;
  readonly source: Source;
  /**
   * Whether a program may accept it with a reason. Never true for what the API server or the webhooks of KubeVirt or
   * CDI refuse.
   */
  readonly acceptable: boolean;
}

/** A mistake in one field. */
export interface Fault extends Complaint {
  /** The field's path from the object's root, or the prop's name; undefined if the problem is a whole sentence. */
  readonly field?: string;
}

/**
 * A fault of a field. `problem` follows the field's name and has no full stop; `remedy` is a sentence, and so is
 * `inProps`, which takes its place if the field came from a prop.
 */
export function fault(field: string, problem: string, remedy?: string, inProps?: string): Fault {
  return { field, problem, remedy, inProps };
}

/** A fault that concerns no single field. The problem is a whole sentence without a full stop. */
export function wholeFault(problem: string, remedy?: string): Fault {
  return { problem, remedy };
}

const NONE: Fault[] = [];

/** The fault for the result of a check of a field's value; empty if the check found nothing. */
export function about(field: string, complaint: Complaint | undefined): Fault[] {
  return complaint === undefined ? NONE : [{ field, ...complaint }];
}
