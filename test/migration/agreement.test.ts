import type { MigrationCase } from './case';
import { MIGRATION_CASES } from './cases';
import { programOf } from './program';
import { MigrationVerdict } from '../../src';
import { withInventory } from '../../src/inventory/inventory';
import { migrationMatters } from '../../src/inventory/migration';
import { MigrationReason } from '../../src/machines/migration/migration-reason';

/** What is said of a machine. */
function saidOf(given: MigrationCase): { readonly verdict: MigrationVerdict; readonly reasons: readonly string[] } {
  const { app, machine } = programOf(given);
  const [{ verdict }] = app.liveMigrations();
  const reasons = withInventory(app, ({ entryOf }) => [...migrationMatters(entryOf(machine)!)])
    .map(({ reason }) => String(reason));
  return { verdict, reasons };
}

test.each(MIGRATION_CASES.map((given) => [given.name, given] as const))(
  'whether a machine with %s can be live-migrated is said with every reason',
  (_name, given) => {
    expect(saidOf(given)).toEqual({ verdict: given.verdict, reasons: given.reasons });
  },
);

test('there are more than sixty cases, each with a name of its own', () => {
  expect(new Set(MIGRATION_CASES.map(({ name }) => name)).size).toBe(MIGRATION_CASES.length);
  expect(MIGRATION_CASES.length).toBeGreaterThan(60);
});

/** Up to v1.8 alone: conformance asks virt-handler of those releases about the same cases. */
const OF_OTHER_RELEASES: readonly string[] = [MigrationReason.PERSISTENT_RESERVATION];

test('every reason has a case', () => {
  const found = new Set(MIGRATION_CASES.flatMap(({ reasons }) => reasons));
  expect([...found, ...OF_OTHER_RELEASES].sort()).toEqual(Object.values(MigrationReason).sort());
});

test('every reason but that of the clock has a case in which it alone prevents live migration', () => {
  const alone = MIGRATION_CASES.filter(({ verdict }) => verdict === MigrationVerdict.NO).flatMap(({ reasons }) => (
    reasons.length === 1 ? reasons : []));
  const never: readonly string[] = [...OF_OTHER_RELEASES, MigrationReason.TSC_FREQUENCY];
  expect([...new Set(alone)].sort()).toEqual(
    Object.values(MigrationReason).filter((reason) => !never.includes(reason)).sort(),
  );
});
