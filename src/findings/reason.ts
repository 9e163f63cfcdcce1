/** Whether a text gives a reason: it has a letter or a digit of any script, not only marks or invisible characters. */
export function isReason(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
