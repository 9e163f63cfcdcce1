import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { writeStream } from '../manifests/write';
import { lineOf, Weight } from '../migrate/change';
import { InputFile, migrate } from '../migrate/migrate';
import { Target } from '../migrate/migration';
import { programOf } from '../migrate/typescript/program';
import { CdiRelease, KubeVirtRelease } from '../releases/release';

interface Options {
  readonly kubevirt: string;
  readonly cdi: string;
  readonly namespace: string;
  readonly to: 'yaml' | 'typescript';
}

/** `migrate FILE…`: prints the objects of files in today's forms, and each change with its reason to stderr. */
export function migrateCommand(done: (code: number) => void): Command {
  return new Command('migrate')
    .description('bring manifests to the forms that KubeVirt, CDI and machine-controller take today. The result goes '
      + 'to stdout, and each change with its reason to stderr')
    .argument('<file...>', 'files with YAML, or - for stdin')
    .option('--kubevirt <version>', 'the release of KubeVirt to write for', KubeVirtRelease.all().at(-1)!.version)
    .option('--cdi <version>', 'the release of CDI to write for', CdiRelease.all().at(-1)!.version)
    .option('-n, --namespace <name>', 'the namespace that objects without one are applied to', 'default')
    .addOption(new Option('--to <form>', 'what to print').choices(['yaml', 'typescript']).default('yaml'))
    .exitOverride()
    .action((files: string[], options: Options, command: Command) => {
      const target = targetOf(options, command);
      done(run(files.map((name) => inputOf(name, command)), target, options.to));
    });
}

function run(files: readonly InputFile[], target: Target, form: Options['to']): number {
  const { migration, changes } = migrate(files, target);
  const program = migration !== undefined && form === 'typescript' ? programOf(migration) : undefined;
  const all = [...changes, ...program?.changes ?? []];
  for (const change of all) process.stderr.write(`${lineOf(change)}\n`);
  if (migration !== undefined) {
    process.stdout.write(program?.text ?? writeStream(migration.sources, migration.changed));
  }
  return all.some(({ weight }) => weight === Weight.ERROR) ? 1 : 0;
}

function targetOf({ kubevirt, cdi, namespace }: Options, command: Command): Target {
  try {
    return { kubevirt: KubeVirtRelease.of(kubevirt), cdi: CdiRelease.of(cdi), namespace };
  } catch (error) {
    return command.error((error as Error).message);
  }
}

function inputOf(name: string, command: Command): InputFile {
  try {
    return name === '-' ? { name: 'stdin', text: readFileSync(0, 'utf8') } : { name, text: readFileSync(name, 'utf8') };
  } catch (error) {
    return command.error(`${name} cannot be read: ${(error as Error).message}`);
  }
}
