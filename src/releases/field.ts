import { refName, ReleaseFacts, Schema } from './facts';
import { CdiRelease } from './release';
import { Complaint, complaint } from '../toolkit/complaint';

/** Whether a release's schema of a kind has a field, given by its path from the object's root. */
export function hasField(facts: ReleaseFacts, kind: string, path: readonly string[]): boolean {
  const stored = facts.kinds.find((candidate) => candidate.kind === kind)?.versions.find((version) => version.storage);
  let schema: Schema | undefined = stored === undefined ? undefined : facts.definitions[stored.schema];
  for (const name of path) {
    schema = resolve(schema?.properties?.[name], facts);
    if (schema === undefined) return false;
  }
  return schema !== undefined;
}

/** The complaint about a field that a CDI release does not have; it names the releases that have the field. */
export function notInCdi(cdi: CdiRelease, kind: string, path: readonly string[]): Complaint | undefined {
  if (hasField(cdi._facts, kind, path)) return undefined;
  const having = CdiRelease.all()
    .filter((release) => hasField(release._facts, kind, path))
    .map((release) => release.version);
  const remedy = having.length === 0 ? 'Leave it out.' : `Use CDI ${having.join(' or ')}, or leave it out.`;
  return complaint(
    `needs the field ${path.join('.')} of ${kind}, which ${cdi} does not have: the API server would silently drop it`,
    remedy,
  );
}

function resolve(schema: Schema | undefined, facts: ReleaseFacts): Schema | undefined {
  return schema?.$ref === undefined ? schema : facts.definitions[refName(schema.$ref)];
}
