import { isNode, isPair, isScalar, Pair, Scalar, visit } from 'yaml';

/** The comments of a field and of everything in it, one line each. */
export function commentsOf(pair: Pair<unknown, unknown>): readonly string[] {
  const found: string[] = [];
  const collect = (node: unknown): void => {
    if (!isNode(node)) return;
    for (const text of [node.commentBefore, node.comment]) found.push(...text?.split('\n') ?? []);
  };
  visit(pair as never, (_key, node) => {
    if (!isPair(node)) collect(node);
  });
  return found;
}

/** Writes comments before a field, after those that are there. */
export function comment(pair: Pair<unknown, unknown>, comments: readonly string[]): void {
  if (comments.length === 0) return;
  const key = isScalar(pair.key) ? pair.key : new Scalar(pair.key);
  const before = key.commentBefore == null ? [] : [key.commentBefore];
  key.commentBefore = [...before, ...comments].join('\n');
  pair.key = key;
}
