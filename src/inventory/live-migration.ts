import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Entry } from './entry';
import { withInventory } from './inventory';
import { migrationMatters } from './migration';
import { matchingPolicies, possiblePolicies } from './migration-policies';
import { LiveMigration, MigrationVerdict } from '../machines/migration/live-migration';

/** Whether the machine of an object of a program can be live-migrated. */
export function liveMigrationOf(apiObject: ApiObject): LiveMigration {
  return withInventory(apiObject, ({ entryOf, foreseen }) => {
    const entry = entryOf(apiObject)!;
    return answer(foreseen.find(({ where }) => where === entry.where) ?? entry);
  });
}

/** Whether each machine below a construct can be live-migrated, in the order of the program. */
export function liveMigrationsBelow(construct: IConstruct): LiveMigration[] {
  const { path } = construct.node;
  return withInventory(construct, ({ entries, foreseen }) => [...entries, ...foreseen]
    .filter(({ machine, where }) => machine !== undefined && isBelow(where, path)).map(answer));
}

function isBelow(where: string, path: string): boolean {
  return path === '' || where === path || where.startsWith(`${path}/`);
}

function answer(entry: Entry): LiveMigration {
  const { where, machine } = entry;
  if (machine === undefined) return { where, verdict: MigrationVerdict.UNKNOWN, reasons: [], unknowns: [UNREADABLE] };
  const matters = [...migrationMatters(entry)];
  const reasons = matters.filter(({ isOpen }) => isOpen === undefined).map(({ text }) => text);
  const unknowns = matters.filter(({ isOpen }) => isOpen).map(({ text }) => text);
  const verdict = reasons.length > 0 ? MigrationVerdict.NO
    : unknowns.length > 0 ? MigrationVerdict.UNKNOWN : MigrationVerdict.YES;
  const [policy] = matchingPolicies(entry);
  const possible = possiblePolicies(entry).map(({ name }) => name);
  return {
    where,
    verdict,
    reasons,
    unknowns,
    ...(policy !== undefined && { migrationPolicy: policy.name }),
    ...(possible.length > 0 && { possiblePolicies: possible }),
  };
}

const UNREADABLE = 'whether the machine is what its release takes: the findings about its object say what is wrong';
