import { taskOf } from './releases';
import { withInventory } from '../../../src/inventory/inventory';
import { migrationMatters } from '../../../src/inventory/migration';
import { MIGRATION_CASES, MigrationCase, volumeStatus } from '../../../test/migration/cases';
import { programOf } from '../../../test/migration/program';

/*
 * Prints, for each of the machines of test/migration, what is said of its live migration, and the instances that
 * virt-handler would see of it, one for each thing that the program does not tell.
 */

const { kubevirt } = taskOf(process.argv.slice(2));
for (const given of MIGRATION_CASES) process.stdout.write(`${JSON.stringify(printed(given))}\n`);

function printed(given: MigrationCase): object {
  const { app, machine, spec } = programOf(given, kubevirt);
  const [{ verdict }] = app.liveMigrations();
  return withInventory(app, ({ entryOf }) => {
    const entry = entryOf(machine)!;
    const configuration = entry.cluster?.kubevirtSpec?.configuration ?? {};
    const { status } = volumeStatus(given.claims);
    return {
      name: given.name,
      verdict,
      reasons: [...migrationMatters(entry)].map(({ reason }) => reason),
      questions: given.outcomes.map((outcome) => ({
        configuration: outcome.configuration ?? configuration,
        instance: {
          metadata: { name: 'machine', namespace: 'cluster-acme', annotations: given.annotations },
          spec,
          status: outcome.status ?? status,
        },
      })),
    };
  });
}
