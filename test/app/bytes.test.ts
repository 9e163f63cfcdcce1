import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesIn, temporaryDirectory } from '../directory';

const directory = temporaryDirectory();
const root = join(__dirname, '../..');
const tsx = pathToFileURL(require.resolve('tsx')).href;

interface Surroundings {
  cwd?: string;
  env?: { [name: string]: string };
  imports?: string;
}

/** What `npm run synth` writes in other surroundings, in a process of its own. */
function synth(outdir: string, { cwd = root, env = {}, imports }: Surroundings = {}): { [path: string]: string } {
  const before = imports === undefined ? [] : ['--import', pathToFileURL(imports).href];
  execFileSync(process.execPath, [...before, '--import', tsx, join(root, 'examples/platform/main.ts')], {
    cwd,
    env: { PATH: process.env.PATH, CDK8S_OUTDIR: join(directory(), outdir), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return filesIn(join(directory(), outdir));
}

/** All that could differ between machines does, from the first import on. */
const OTHERWISE = `
String.prototype.localeCompare = function (other) { return this < other ? 1 : this > other ? -1 : 0; };
String.prototype.toLocaleLowerCase = String.prototype.toLocaleUpperCase = function () { return 'otherwise'; };
Number.prototype.toLocaleString = function () { return 'otherwise'; };
Intl.Collator = class { compare(one, other) { return one < other ? 1 : one > other ? -1 : 0; } };
Math.random = () => 0.5;
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...args) { super(...(args.length > 0 ? args : [4102444800000])); }
  static now() { return 4102444800000; }
};
`;

test('the same program writes the same bytes: again, elsewhere, and in another language, time zone and user', () => {
  const first = synth('first');
  expect(Object.keys(first).length).toBeGreaterThan(20);
  expect(synth('first')).toEqual(first);
  expect(synth('somewhere/else', { cwd: directory() })).toEqual(first);
  expect(
    synth('turkish', {
      env: { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati', HOME: '/nowhere', USER: 'someone' },
    }),
  ).toEqual(first);
  expect(
    synth('posix', {
      env: {
        LANG: 'C',
        LC_ALL: 'POSIX',
        LC_COLLATE: 'sv_SE',
        TZ: 'America/St_Johns',
        NODE_ENV: 'production',
        CI: 'true',
      },
    }),
  ).toEqual(first);
  writeFileSync(join(directory(), 'otherwise.mjs'), OTHERWISE);
  expect(synth('otherwise', { imports: join(directory(), 'otherwise.mjs') })).toEqual(first);
}, 60_000);
