import { Command } from 'commander';
import { migrateCommand } from './migrate';

/** Runs the command line. Returns the code to exit with: 0, 1 if something is wrong, or 2 if the call is wrong. */
export async function main(argv: readonly string[]): Promise<number> {
  let code = 0;
  const program = new Command('cdk8s-kubevirt')
    .description('KubeVirt platforms as code')
    .addCommand(migrateCommand((result) => {
      code = result;
    }))
    .exitOverride();
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    const { exitCode } = error as { readonly exitCode?: number };
    if (exitCode === undefined) throw error;
    return exitCode === 0 ? 0 : 2;
  }
  return code;
}
