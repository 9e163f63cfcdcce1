import type { Manifest } from '../manifests/manifest';
import { printable } from '../toolkit/printable';
import { redacted } from '../toolkit/secrets/redacted';

/** How much a change, or something that could not be changed, matters to the user. */
export enum Weight {
  /** The new form says the same. */
  CHANGE = 'change',
  /** Something is lost, or the user has to do something. */
  WARNING = 'warning',
  /** It cannot be carried over, or the result cannot work. */
  ERROR = 'error',
}

/** One thing that changed or could not be carried over, and why. */
export interface Change {
  readonly weight: Weight;
  /** The file and the line. */
  readonly where: string;
  /** The kind and the name of the object; undefined if it is about a whole file. */
  readonly object?: string;
  readonly text: string;
}

/** The change in one line for a person. It never holds a secret, nor characters that a terminal would obey. */
export function lineOf({ weight, where, object, text }: Change): string {
  const subject = object === undefined ? '' : ` ${object}:`;
  return printable(redacted(`${weight} ${where}${subject} ${text}`.replace(/\s*[\r\n]\s*/g, ' ')));
}

/** The kind and the name of an object, with its namespace. */
export function nameOf({ kind, name, namespace }: Manifest): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
