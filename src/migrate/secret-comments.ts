import { Document, isNode, visit } from 'yaml';
import { Weight } from './change';
import type { Migration } from './migration';
import { secretIn } from '../machines/secrets/secrets';

/** What a comment can be at: a node, or the whole document. */
interface Commented {
  comment?: string | null;
  commentBefore?: string | null;
}

/** Removes comments that hold secrets, such as a password that is commented out. */
export function removeSecretComments(migration: Migration): void {
  for (const source of migration.sources) {
    if (!removeFrom(source.document)) continue;
    migration.touch(source);
    const where = migration.objects.find((each) => each.source === source)?.where ?? source.file;
    migration.changes.push({
      weight: Weight.WARNING, where, text: 'no longer has a comment that holds a secret, which is not repeated',
    });
  }
}

function removeFrom(document: Document): boolean {
  let any = clear(document);
  visit(document, (_key, node) => {
    if (isNode(node) && clear(node)) any = true;
  });
  return any;
}

function clear(commented: Commented): boolean {
  const fields = (['comment', 'commentBefore'] as const)
    .filter((field) => secretIn(commented[field] ?? '') !== undefined);
  for (const field of fields) commented[field] = undefined;
  return fields.length > 0;
}
