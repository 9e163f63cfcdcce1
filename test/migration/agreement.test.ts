import { MIGRATION_CASES, MigrationCase } from './cases';
import { programOf } from './program';
import { MigrationVerdict } from '../../src';
import { withInventory } from '../../src/inventory/inventory';
import { migrationMatters } from '../../src/inventory/migration';

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
