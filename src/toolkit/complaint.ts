/** What is wrong with a value, whatever its field is called. */
export interface Complaint {
  /**
   * What is wrong. It follows the name of the value and has no full stop: `is 0, but a machine has at least one core`.
   */
  readonly problem: string;
  /** What to write instead, as a sentence. */
  readonly remedy?: string;
  /** The same in the words of props; undefined if `remedy` fits both. It is told if the value came from a prop. */
  readonly inProps?: string;
  /** The name that cannot be one. Findings about other fields that were made from it only follow from this one. */
  readonly rejected?: string;
}

/** A complaint; `remedy` is a sentence. */
export function complaint(problem: string, remedy?: string): Complaint {
  return { problem, remedy };
}

/** A complaint about a name that cannot be one. */
export function rejection(rejected: string, { problem, remedy }: Complaint): Complaint {
  return { problem, remedy, rejected };
}

/** What is wrong with an object, and in which field. */
export interface FieldComplaint extends Complaint {
  /** The field's path from the object's root; undefined if the problem is a whole sentence. */
  readonly field?: string;
}
