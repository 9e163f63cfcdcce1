/** Compares texts by their UTF-16 units, so that the order depends on no locale. */
export function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
