import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';
import { migrated, programFrom } from './run';
import { differences, identity } from './same';
import type { Code } from '../../src/migrate/typescript/code';
import { written } from '../../src/migrate/typescript/write';
import { runProgram } from '../../tools/field/run-program';
import { typeErrors } from '../../tools/field/type-errors';

const FOLDER = join(__dirname, 'samples');
const SAMPLES = readdirSync(FOLDER);
const textOf = (sample: string): string => readFileSync(join(FOLDER, sample), 'utf8');

/** A machine with everything that a construct says by other means than props, and with names that end literals. */
const HOSTILE = stringify({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: {
    name: 'db-1',
    namespace: 'ns',
    labels: { team: 'a' },
    annotations: { 'a/b': '${process.exit(1)} */ ` \' " \\ \n \u2028 \u2029 </script>', 'a.b/c': '\\\'' },
  },
  spec: {
    runStrategy: 'Always',
    dataVolumeTemplates: [{
      metadata: { name: 'old-root-name' },
      spec: {
        source: { http: { url: 'https://images.example.com/a.qcow2' } },
        storage: { resources: { requests: { storage: '10Gi' } } },
      },
    }],
    template: {
      metadata: { annotations: { 'a/c': '$(rm -rf ~) `${1}`' } },
      spec: {
        domain: {
          cpu: { cores: 2 }, memory: { guest: '2Gi' }, devices: { disks: [{ name: 'root', disk: { bus: 'virtio' } }] },
        },
        volumes: [{ name: 'root', dataVolume: { name: 'old-root-name' } }],
      },
    },
  },
});

const ALL: readonly (readonly [string, string])[] = [
  ...SAMPLES.map((sample): [string, string] => [sample, textOf(sample)]), ['hostile', HOSTILE],
];
const PROGRAMS = new Map(ALL.map(([name, text]) => [name, programFrom(text)]));

test('the programs of all samples pass the compiler with --strict', () => {
  expect(typeErrors([...PROGRAMS.values()].map(({ program }) => program))).toEqual([]);
}, 120_000);

beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => jest.restoreAllMocks());

describe.each(ALL)('the program of %s', (name, text) => {
  const { program, lines } = PROGRAMS.get(name)!;

  test('is as expected', () => {
    expect(program).toMatchSnapshot();
  });

  test('makes the migrated objects', () => {
    const made = runProgram(program);
    const wanted = parseAllDocuments(migrated(text).yaml, { version: '1.1' }).map((each) => each.toJS());
    expect(made.map(identity).sort()).toEqual(wanted.map(identity).sort());
    for (const object of wanted) {
      const other = made.find((each) => identity(each) === identity(object))!;
      expect(differences(object, other)).toEqual([]);
    }
  });

  test('holds no secret', () => {
    expect(`${program}${lines.join('')}`).not.toContain('YXBpVmVyc2lv');
  });
});

test('a machine keeps the names of its DataVolumes, and its labels and annotations', () => {
  const [machine] = runProgram(PROGRAMS.get('hostile')!.program);
  expect(machine.spec.dataVolumeTemplates[0].metadata.name).toBe('old-root-name');
  expect(machine.spec.template.spec.volumes[0].dataVolume.name).toBe('old-root-name');
  expect(machine.metadata.labels.team).toBe('a');
  expect(PROGRAMS.get('hostile')!.program).toContain('new VirtualMachine(');
});

test('objects that hold secrets are left out', () => {
  const text = stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', namespace: 'ns' },
    data: { 'key.pem': `-----BEGIN PRIVATE KEY-----\n${'MIIEv'.repeat(12)}\n-----END PRIVATE KEY-----\n` },
  });
  for (const lines of [programFrom(text).lines, migrated(text).lines]) {
    expect(lines).toContainEqual(
      'error in.yaml:1 ConfigMap a: is left out: data["key.pem"] holds a secret, which is not repeated',
    );
  }
  expect(programFrom(text).program + migrated(text).yaml).not.toContain('MIIEv');
});

test('data of any form become literals of the same value, and nothing else', () => {
  const anything = fc.jsonValue({ depthSize: 'medium', stringUnit: 'binary' });
  const nasty = fc.constantFrom('${a}', '*/', '\'', '"', '`', '\\', '\n', '\u2028', '\u2029', '\\\'', '__proto__');
  const texts = fc.array(fc.oneof(nasty, fc.string({ unit: 'binary' }))).map((parts) => parts.join(''));
  const data = fc.oneof(anything, texts, fc.dictionary(texts, texts), fc.array(fc.dictionary(texts, anything)));
  fc.assert(fc.property(data, fc.nat(120), (value, indent) => {
    const text = `(${written(value as Code, indent)})`;
    const plain = JSON.parse(JSON.stringify(value)) as unknown;
    expect(JSON.stringify(new Function(`return ${text}`)())).toBe(JSON.stringify(plain));
  }), { numRuns: 300 });
});
