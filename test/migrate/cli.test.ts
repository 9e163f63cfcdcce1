import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { main } from '../../src/cli/main';

const ROOT = join(__dirname, '../..');
const TEXT = 'apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata:\n  name: vm\n  namespace: ns\nspec:\n'
  + '  running: true # started\n  template:\n    spec:\n      domain:\n        devices:\n'
  + '          autoattachPodInterface: false\n'
  + '        memory:\n          guest: 1Gi\n';

/** Runs the command line in this process. */
async function run(...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly told: string }> {
  const out: string[] = [];
  const told: string[] = [];
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0),
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0),
  ];
  try {
    return { code: await main(['node', 'cdk8s-kubevirt', ...args]), out: out.join(''), told: told.join('') };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

test('the command works in a checkout, and reads stdin', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/cdk8s-kubevirt', 'migrate', '-'], {
    cwd: ROOT, input: TEXT, encoding: 'utf8',
  });
  expect(stderr).toBe('change stdin:1 VirtualMachine ns/vm: spec.running becomes spec.runStrategy: `running` is '
    + 'deprecated\n');
  expect(stdout).toBe(TEXT.replace('running: true', 'runStrategy: Always'));
  expect(status).toBe(0);
});

test('several files become one stream', async () => {
  const samples = ['datavolume', 'platform9'].map((name) => join(ROOT, `test/migrate/samples/${name}.yaml`));
  const { code, out } = await run('migrate', ...samples, '--kubevirt', '1.8.4');
  expect(code).toBe(0);
  expect(out.match(/^---$/gm)).toHaveLength(2);
});

test('a file that is not YAML ends with 1, and prints nothing to stdout', async () => {
  const { code, out, told } = await run('migrate', join(ROOT, 'bin/cdk8s-kubevirt'));
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(told).toMatch(/^error /);
});

test.each([
  [['migrate'], 'missing required argument'],
  [['migrate', 'nowhere.yaml'], 'nowhere.yaml cannot be read'],
  [['migrate', '-', '--kubevirt', 'v0.36.0'], 'KubeVirt v0.36.0 is not supported'],
  [['migrate', '-', '--odd'], 'unknown option'],
])('a wrong call ends with 2: %j', async (args, message) => {
  const { code, out, told } = await run(...args);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(told).toContain(message);
});

test('the help is no mistake', async () => {
  const { code, out } = await run('migrate', '--help');
  expect(code).toBe(0);
  expect(out).toContain('--namespace');
});
