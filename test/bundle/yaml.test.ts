import * as fc from 'fast-check';
import { CORE_SCHEMA, dump, load, YAML11_SCHEMA } from 'js-yaml';
import { PRESENTATION, toYaml } from '../../src/bundle/yaml';

/** Strings that some YAML reader takes for something else. */
const AMBIGUOUS = [
  'yes', 'no', 'on', 'off', 'y', 'N', 'null', '~', 'true', 'False', '0775', '0o17', '0O17', '-0O7', '0x1F', '0b11', '1e3', '1e+05', '1.0', '.5', '6.', '08', '1_000', '12:30:45', '2024-01-01', '.inf', '.NaN', '=', '<<',
  '', '-', '?', ':', 'a: b', 'a #b', '#x', '[x', '{x', '*a', '&a', '!t', '%d', '@x', '`x', '---', '...', '${x}', '- x', 'trailing ', ' leading', '\ttab', '\u2028', '\u0085', '\ufeff', 'a\r\nb', '\u0007',
];

test.each(AMBIGUOUS)('the string %j comes back from readers of YAML 1.1 and 1.2', (text) => {
  expect(load(toYaml({ text }), { schema: YAML11_SCHEMA })).toEqual({ text });
  expect(load(toYaml({ text }), { schema: CORE_SCHEMA })).toEqual({ text });
});

test("what Go's readers take for an octal number is quoted", () => {
  expect(toYaml({ mode: '0o17', capital: '0O17' })).toBe("mode: '0o17'\ncapital: '0O17'\n");
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
