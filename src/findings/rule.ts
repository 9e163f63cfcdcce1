import type { Severity } from './finding';
import type { Complaint } from '../toolkit/complaint';

/** Where upstream decides what a rule asks. */
export interface Source {
  /** The project, such as `KubeVirt`, `CDI`, `Kubernetes`; `cdk8s-kubevirt` for a rule of our own. */
  readonly project: string;
  /** The file or page, with the functions that matter. */
  readonly file: string;
  /** The release that was read, such as `v1.9.0`. */
  readonly release?: string;
}

/** What a rule is, whoever checks it. `docs/reference/rules.md` is made of these fields. */
export interface RuleInfo {
  /** Stable for ever: acceptances and documents refer to it. */
  readonly id: string;
  /** What the corpus calls the rule: a subject and a few words, such as `workers/max-unavailable`; unique. */
  readonly name: string;
  /** Errors stop synthesis; warnings and infos do not. */
  readonly severity: Severity;
  /** What the rule asks for, in one line. */
  readonly title: string;
  /** What happens where the rule is broken. */
  readonly why: string;
  /** What to do about it, in general. */
  readonly remedy: string;
  readonly source: Source;
  /** Whether a program may accept it with a reason: never what the API server or KubeVirt's or CDI's webhooks refuse. */
  readonly acceptable: boolean;
}

/** What a check finds wrong with one field. */
export interface Fault extends Complaint {
  /** The field's path from the object's root, or the prop's name; undefined where the problem is a whole sentence. */
  readonly field?: string;
}

/** A fault of a field. `problem` follows the field's name and has no full stop; `remedy` is a sentence. */
export function fault(field: string, problem: string, remedy?: string): Fault {
  return { field, problem, remedy };
}

/** A fault whose problem is a whole sentence without a full stop, because no single field is to blame. */
export function wholeFault(problem: string, remedy?: string): Fault {
  return { problem, remedy };
}

const NONE: Fault[] = [];

/** The fault of a field whose value has been checked; empty if the check found nothing. */
export function about(field: string, complaint: Complaint | undefined): Fault[] {
  return complaint === undefined ? NONE : [{ field, ...complaint }];
}
