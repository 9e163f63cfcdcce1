import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Assembly, AssemblyDeclaration, readAssembly } from '../../tools/props/assembly';
import { render } from '../../tools/props/render';
import type { Sources } from '../../tools/props/sources';
import { tableOf } from '../../tools/props/table';
import { temporaryDirectory } from '../directory';

const directory = temporaryDirectory();

const struct = (name: string, properties: AssemblyDeclaration['properties'] = []): AssemblyDeclaration => ({
  name,
  fqn: `lib.${name}`,
  kind: 'interface',
  datatype: true,
  properties,
});

function assembly(...declarations: AssemblyDeclaration[]): Assembly {
  return { name: 'lib', types: Object.fromEntries(declarations.map((each) => [each.fqn, each])) };
}

interface Texts {
  readonly [name: string]: { readonly [prop: string]: string };
}

function sources(texts: Texts, bases: { [name: string]: string[] } = {}): Sources {
  const interfaces = new Map(Object.entries(texts).map(([name, each]) => [name, new Map(Object.entries(each))]));
  return { interfaces, bases: new Map(Object.entries(bases)), enums: new Map() };
}

test('an assembly is read also when jsii has compressed it', () => {
  writeFileSync(join(directory(), '.jsii.gz'), gzipSync(JSON.stringify(assembly(struct('Props')))));
  const redirect = { schema: 'jsii/file-redirect', compression: 'gzip', filename: '.jsii.gz' };
  writeFileSync(join(directory(), '.jsii'), JSON.stringify(redirect));
  expect(Object.keys(readAssembly(directory()).types)).toEqual(['lib.Props']);
});

test('an assembly that is missing is told with what makes it', () => {
  expect(() => readAssembly(directory())).toThrow('Run "npm run compile" first');
});

test('a struct has inherited props, and those that jsii ignores', () => {
  const size = { union: { types: [{ primitive: 'string' }, { fqn: 'cdk8s.Size' }] } };
  const labels = { collection: { kind: 'map' as const, elementtype: { primitive: 'string' } } };
  const own = struct('Own', [{ name: 'size', optional: true, type: size }]);
  const base = struct('Base', [{ name: 'labels', type: labels }]);
  const texts = { Own: { size: 'size?: json', overrides: 'overrides?: json' }, Base: { labels: 'labels: json' } };
  expect(tableOf(assembly(own, base), sources(texts, { Own: ['Base'] })).structs.get('Own')).toEqual([
    'labels: { string }',
    'overrides?: json',
    'size?: string | Size',
  ]);
});

test('a struct that extends one of another library is refused', () => {
  const foreign = sources({ Own: {} }, { Own: ['ChartProps'] });
  expect(() => tableOf(assembly(struct('Own')), foreign)).toThrow('Own extends ChartProps');
});

test('a struct that the index does not export is refused', () => {
  expect(() => tableOf(assembly(struct('Own')), sources({}))).toThrow('The sources do not export Own.');
});

test('constructors, static methods and methods have names of their own', () => {
  const text = [{ name: 'text', type: { primitive: 'string' } }];
  const methods = [
    { name: 'of', static: true, parameters: text },
    { name: 'allow', parameters: text },
    { name: 'all', static: true },
  ];
  const initializer = { parameters: text };
  const made: AssemblyDeclaration = { name: 'Made', fqn: 'lib.Made', kind: 'class', initializer, methods };
  expect([...tableOf(assembly(made), sources({})).calls.keys()]).toEqual(['Made', 'Made#allow', 'Made.of']);
});

test('no line is longer than 120 characters', () => {
  const props = Array.from({ length: 30 }, (_, index) => `propNumber${index}?: string | Size`);
  const values = new Map(props.map((_, index): [string, string] => [`MEMBER_${index}`, "it's"]));
  const [structs, enums, calls] = [
    new Map([['Own', props]]),
    new Map([['Word', values]]),
    new Map([['Own.of', props]]),
  ];
  const text = render({ structs, enums, calls });
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
});
