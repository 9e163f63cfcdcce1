import * as fc from 'fast-check';
import { CORE_SCHEMA, dump, load, YAML11_SCHEMA } from 'js-yaml';
import { AMBIGUOUS } from './ambiguous';
import { PRESENTATION, toYaml } from '../../src/app/yaml';

test.each(AMBIGUOUS)('the string %j comes back from readers of YAML 1.1 and 1.2', (text) => {
  expect(load(toYaml({ text }), { schema: YAML11_SCHEMA })).toEqual({ text });
  expect(load(toYaml({ text }), { schema: CORE_SCHEMA })).toEqual({ text });
});

test("what Go's readers take for a number is quoted, and no more", () => {
  const numbers = { mode: '0o17', capital: '0O17', hex: '0X1f', binary: '-0B1', scattered: '+_1_0' };
  expect(toYaml(numbers)).toBe("mode: '0o17'\ncapital: '0O17'\nhex: '0X1f'\nbinary: '-0B1'\nscattered: '+_1_0'\n");
  expect(toYaml({ memory: '10Gi', cpu: '100m', version: '1.9.0', address: '10.0.0.0/8', date: '_1' })).toBe('memory: 10Gi\ncpu: 100m\nversion: 1.9.0\naddress: 10.0.0.0/8\ndate: _1\n');
});

test('a key that would begin a document is quoted', () => {
  expect(toYaml({ '--- a': 1, '...': 2, '--- ä': 3, '---a': 4 })).toBe("'--- a': 1\n'...': 2\n'--- ä': 3\n---a: 4\n");
});

test('what was written before does not matter', () => {
  expect(toYaml([0, -0])).toBe('- 0\n- -0.0\n');
  expect(toYaml([-0, 0])).toBe('- -0.0\n- 0\n');
});

test('lines stay lines', () => {
  expect(toYaml({ userData: '#cloud-config\nusers:\n  - name: ubuntu\n' })).toBe('userData: |\n  #cloud-config\n  users:\n    - name: ubuntu\n');
});

test('any JSON comes back', () => {
  fc.assert(fc.property(fc.jsonValue({ noUnicodeString: false }), fc.string({ unit: 'binary' }), (value, text) => {
    expect(JSON.stringify(load(toYaml({ value, list: [text] })))).toBe(JSON.stringify({ value, list: [text] }));
  }));
});

test('the tree that js-yaml is given is the one that it would make itself', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    expect(toYaml(value)).toBe(dump(value, { noRefs: true, ...PRESENTATION }));
  }));
});
