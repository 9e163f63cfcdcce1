/**
 * Measures synthesis: `BundleApp` against cdk8s' own `App` on the same objects, and against the floor of serialising
 * the same trees without constructs. Each case is a process of its own, bundled first so that no transpiler counts in
 * its memory. `npm run bench -- --quick` leaves out what takes minutes. `npm run bench -- --smoke` runs each case with
 * a few objects, to show that it still runs; its figures mean nothing.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

interface Figure {
  seconds: number;
  cpuSeconds: number;
  megabytes: number;
}

const quick = process.argv.includes('--quick');
const smoke = process.argv.includes('--smoke');
const FEW = 5;
const MACHINES = [
  'cdk8s.App',
  'BundleApp',
  'BundleApp+schema',
  'constructs alone',
  'js-yaml',
  'toYaml cold',
  'toYaml warm',
  'JSON',
];
const cases: [what: string, count: number, hows: string[], slow: boolean][] = [
  ['machines', 1_000, MACHINES, false],
  ['machines', 10_000, MACHINES, true],
  ['tenants', 500, ['cdk8s.App', 'BundleApp'], false],
  ['tenants', 1_000, ['BundleApp'], false],
  ['tenants', 2_000, ['cdk8s.App', 'BundleApp'], true],
  ['tenants', 8_000, ['BundleApp'], true],
  ['items in lists', 8_000, ['BundleApp'], false],
  ['items in lists', 16_000, ['BundleApp'], false],
  ['tenants of 10 pools', 100, ['BundleApp'], false],
  ['tenants of 10 pools', 1_000, ['BundleApp'], true],
];

// beside the compiled library, from where the library finds its facts
const program = join(__dirname, '../../lib/bench/case.js');
buildSync({
  entryPoints: [join(__dirname, 'case.ts')],
  outfile: program,
  bundle: true,
  platform: 'node',
  packages: 'external',
  // props of a class are recognised by its name, or by what jsii notes on it, which is not there before compilation
  keepNames: true,
});

const peaks = new Map<string, number>();
process.stdout.write('| case | by | seconds | CPU seconds | peak MB |\n|---|---|---:|---:|---:|\n');
for (const [what, given, hows] of cases.filter(([, , , slow]) => !(slow && (quick || smoke)))) {
  const count = smoke ? FEW : given;
  for (const how of hows) {
    const figure = JSON.parse(
      // ten thousand machines have megabytes of findings, which are of no interest here
      execFileSync(process.execPath, [program, what, String(count), how],
        { encoding: 'utf8', maxBuffer: 2 ** 28, stdio: 'pipe' }),
    ) as Figure;
    peaks.set(`${count} ${what} ${how}`, figure.megabytes);
    process.stdout.write(
      `| ${count.toLocaleString('en')} ${what} | ${how} | ${figure.seconds.toFixed(2)} | ` +
        `${figure.cpuSeconds.toFixed(2)} | ${figure.megabytes.toFixed(0)} |\n`,
    );
  }
}

const [many, few] = [8_000, 1_000].map((count) => peaks.get(`${count} tenants BundleApp`));
if (many !== undefined && few !== undefined) {
  process.stdout.write(`\nA tenant takes ${(((many - few) * 1024) / 7_000).toFixed(0)} kB of peak memory.\n`);
}
