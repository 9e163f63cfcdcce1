import { taskOf } from './releases';
import { withInventory } from '../../../src/inventory/inventory';
import { migrationMatters } from '../../../src/inventory/migration';
import { MigrationCase, Outcome, volumeStatus } from '../../../test/migration/case';
import { MIGRATION_CASES } from '../../../test/migration/cases';
import { instanceSpec, programOf } from '../../../test/migration/program';

/*
 * Prints, for each of the machines of test/migration, what is said of its live migration, and the instances that
 * virt-handler would see of it, one for each thing that the program does not tell.
 */

const { kubevirt } = taskOf(process.argv.slice(2));
for (const given of MIGRATION_CASES) {
  const isOfRelease = given.since === undefined || kubevirt._atLeast(given.since);
  if (isOfRelease) process.stdout.write(`${JSON.stringify(printed(given))}\n`);
}

function printed(given: MigrationCase): object {
  const { app, machine } = programOf(given, kubevirt);
  const [{ verdict }] = app.liveMigrations();
  return withInventory(app, ({ entryOf }) => {
    const entry = entryOf(machine)!;
    const configuration = entry.cluster?.kubevirtSpec?.configuration ?? {};
    return {
      name: given.name,
      verdict,
      reasons: [...migrationMatters(entry)].map(({ reason }) => reason),
      questions: given.outcomes.map((outcome) => question(given, outcome, configuration)),
    };
  });
}

/** What virt-handler sees of an instance. */
function question(given: MigrationCase, { added, status, configuration }: Outcome, known: object): object {
  const instance = { ...given, ...added };
  return {
    configuration: configuration ?? known,
    instance: {
      metadata: { name: 'machine', namespace: 'cluster-acme', annotations: instance.annotations },
      spec: instanceSpec(instance),
      status: status ?? volumeStatus(given.claims).status,
    },
  };
}
