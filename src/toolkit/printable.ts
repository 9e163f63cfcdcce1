// Control characters but for tabs and line ends, and characters that change the direction or the lines of what follows.
const UNPRINTABLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * A text that a terminal, or the log of a pipeline, shows as it is: what could move the cursor, change colours or
 * reorder characters is written as an escape such as `\u001b`.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
