import { printable } from '../toolkit/printable';

/** How serious a finding is. */
export enum Severity {
  /** Synthesis stops, and nothing is written. */
  ERROR = 'error',
  /** It works, but is probably not intended. `noticesAsErrors` makes synthesis stop. */
  WARNING = 'warning',
  /** Worth knowing. It never stops synthesis. */
  INFO = 'info',
}

/** The object that a finding is about. */
export interface ObjectReference {
  /** The API group, empty for the core group. */
  readonly group: string;
  /** The kind, such as `VirtualMachinePool`. */
  readonly kind: string;
  /** The object's name. */
  readonly name: string;
  /**
   * The object's namespace.
   * @default - none: the kind is cluster-wide
   */
  readonly namespace?: string;
}

/** What a rule found in a program. */
export interface Finding {
  /** The rule's id. `docs/reference/rules.md` explains each rule. */
  readonly rule: string;
  /** How serious it is. */
  readonly severity: Severity;
  /** The path of the construct. */
  readonly where: string;
  /** What is wrong and why, in sentences. */
  readonly message: string;
  /**
   * What to write instead.
   * @default - none: the message is sufficient
   */
  readonly remedy?: string;
  /**
   * The object that the finding is about.
   * @default - none: the finding is about a construct's props
   */
  readonly object?: ObjectReference;
  /**
   * The path of the field within the object, or the prop's name.
   * @default - none: the finding is about the whole object
   */
  readonly field?: string;
}

/** The message with its remedy. */
export function textOf({ message, remedy }: Finding): string {
  return remedy === undefined ? message : `${message} ${remedy}`;
}

/**
 * One line for a person: severity, rule, place (if it is not the whole program) and text. A text of several lines, such
 * as an error's, becomes one, and characters that a terminal would obey are escaped.
 */
export function lineOf(finding: Finding): string {
  const place = finding.where === '' ? [] : [`[${finding.where}]`];
  const line = [finding.severity, finding.rule, ...place, textOf(finding)].join(' ').replace(/\s*[\r\n]\s*/g, ' ');
  return printable(line);
}
