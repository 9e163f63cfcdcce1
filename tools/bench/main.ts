/**
 * Measures synthesis: `BundleApp` against cdk8s' own `App` on the same objects, and against the floor of serialising the same
 * trees without constructs. Each case is a process of its own; `npm run bench -- --quick` leaves out what takes minutes.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

interface Figure { what: string; count: number; how: string; seconds: number; megabytes: number }

const quick = process.argv.includes('--quick');
const cases: [what: string, count: number, hows: string[]][] = [
  ['machines', 1_000, ['cdk8s.App', 'BundleApp', 'BundleApp+schema', 'js-yaml', 'JSON']],
  ...(quick ? [] : [['machines', 10_000, ['cdk8s.App', 'BundleApp', 'BundleApp+schema', 'js-yaml', 'JSON']] as [string, number, string[]]]),
  ['tenants', 500, ['cdk8s.App', 'BundleApp']],
  ['tenants', 1_000, ['BundleApp']],
  ...(quick ? [] : [['tenants', 2_000, ['cdk8s.App', 'BundleApp']] as [string, number, string[]]]),
];

process.stdout.write('| case | by | seconds | peak MB |\n|---|---|---:|---:|\n');
for (const [what, count, hows] of cases) {
  for (const how of hows) {
    const figure = run(what, count, how);
    process.stdout.write(`| ${count.toLocaleString('en')} ${what} | ${how} | ${figure.seconds.toFixed(2)} | ${figure.megabytes.toFixed(0)} |\n`);
  }
}

function run(what: string, count: number, how: string): Figure {
  return JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', join(__dirname, 'case.ts'), what, String(count), how], { encoding: 'utf8' })) as Figure;
}
