import type { SecretForm } from './forms';

/** A command, a header or a setting whose argument is a secret. */
export interface Command extends SecretForm {
  /** Whether an argument is no secret, beside those that are none anywhere. */
  readonly isHarmless?: IsHarmless;
}

type IsHarmless = (argument: string) => boolean;

/** An argument of a command line, with or without quotes. Its groups are the three ways to write it. */
export const ARGUMENT = '(?:\\\\?"([^"\\n\\\\]{1,300})\\\\?"|\'([^\'\\n]{1,300})\'|([^\\s"\'|;&<>(),\\]]{1,300}))';
/** From one argument to the next, in a line or in a list of arguments. */
export const NEXT = '(?:["\'], ?["\']|[ \\t=]{1,8})';
/** Other arguments of the same command. */
export const OTHERS = '[^\\n|;&]{0,160}?';
/** From a key to its value. */
export const IS = '["\']?[ \\t]{0,8}[:=][ \\t]{0,8}["\']?';

/**
 * A command in one or several pieces of a regular expression. The last group of it that takes part is the argument.
 */
export function command(what: string, pieces: string | readonly string[], isHarmless?: IsHarmless): Command {
  const source = typeof pieces === 'string' ? pieces : pieces.join('');
  return { what, pattern: new RegExp(`(?<![\\w-])${source}`, 'gi'), isHarmless };
}
