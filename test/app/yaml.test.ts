import * as fc from 'fast-check';
import { CORE_SCHEMA, dump, load, YAML11_SCHEMA } from 'js-yaml';
import { AMBIGUOUS } from './ambiguous';
import { oddMapping, oddScalar, oddText, oddTree } from './odd-values';
import { Memory } from '../../src/app/memory';
import { toYaml } from '../../src/app/yaml';
import { PRESENTATION } from '../../src/app/yaml-style';
import { inOrder, inOrderBelow, sortedKeys } from '../../src/layout/key-order';

test.each(AMBIGUOUS)('the string %j comes back from readers of YAML 1.1 and 1.2', (text) => {
  expect(load(toYaml({ text }), { schema: YAML11_SCHEMA })).toEqual({ text });
  expect(load(toYaml({ text }), { schema: CORE_SCHEMA })).toEqual({ text });
});

test("what Go's readers take for a number is quoted, and no more", () => {
  const numbers = { mode: '0o17', capital: '0O17', hex: '0X1f', binary: '-0B1', scattered: '+_1_0' };
  expect(toYaml(numbers)).toBe("mode: '0o17'\ncapital: '0O17'\nhex: '0X1f'\nbinary: '-0B1'\nscattered: '+_1_0'\n");
  expect(toYaml({ memory: '10Gi', cpu: '100m', version: '1.9.0', address: '10.0.0.0/8', date: '_1' })).toBe(
    'memory: 10Gi\ncpu: 100m\nversion: 1.9.0\naddress: 10.0.0.0/8\ndate: _1\n',
  );
});

test('a key that would begin a document is quoted', () => {
  expect(toYaml({ '--- a': 1, '...': 2, '--- ä': 3, '---a': 4 })).toBe("'--- a': 1\n'...': 2\n'--- ä': 3\n---a: 4\n");
});

test('what was written before does not matter', () => {
  expect(toYaml([0, -0])).toBe('- 0\n- -0.0\n');
  expect(toYaml([-0, 0])).toBe('- -0.0\n- 0\n');
});

test('lines stay lines', () => {
  expect(toYaml({ userData: '#cloud-config\nusers:\n  - name: ubuntu\n' })).toBe(
    'userData: |\n  #cloud-config\n  users:\n    - name: ubuntu\n',
  );
});

test('any JSON comes back', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), fc.string({ unit: 'binary' }), (value, text) => {
      expect(JSON.stringify(load(toYaml({ value, list: [text] })))).toBe(JSON.stringify({ value, list: [text] }));
    }),
  );
});

/** What js-yaml writes of the whole by itself, with our rules. */
function byJsYaml(value: unknown): string {
  return dump(value, { noRefs: true, ...PRESENTATION });
}

test('every byte is as js-yaml would write it with the same rules', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), oddTree(oddScalar)), (value) => {
      expect(toYaml(value)).toBe(byJsYaml(value));
    }),
    { numRuns: 3000 },
  );
});

test.each(AMBIGUOUS)('the string %j is written as by js-yaml, as a key and as a value, at every depth', (text) => {
  const deep = { [text]: text, b: [[text], { [text]: [text] }], c: { [text]: { [text]: text } } };
  const places = [text, [text], deep, { a: [text, text] }, { [text]: {} }, { a: { b: { c: text } } }];
  for (const place of places) expect(toYaml(place)).toBe(byJsYaml(place));
});

test('names are written as by js-yaml, which is not asked of them', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'abcdefgilnorstuxyABEFINOTXY'), minLength: 1, maxLength: 4 });
  const rest = fc.string({ unit: fc.constantFrom(...'aeExnyo0123456789./_-'), maxLength: 6 });
  fc.assert(
    fc.property(letters, fc.constantFrom(...'0123456789./_-'), rest, (start, sign, end) => {
      const name = start + sign + end;
      expect(toYaml({ [name]: name })).toBe(byJsYaml({ [name]: name }));
    }),
    { numRuns: 3000 },
  );
});

test('more different strings than are remembered are written as well', () => {
  const texts = Array.from({ length: 30_000 }, (_, index) => `${index} of: many`);
  expect(toYaml([...texts, texts[0]])).toBe(`${[...texts, texts[0]].map((text) => `- '${text}'\n`).join('')}`);
});

test('strings are remembered, though neither long ones nor too many', () => {
  const memory = new Memory();
  expect([memory.remember('a', 'b'), memory.recall('a'), memory.recall('b')]).toEqual(['b', 'b', undefined]);
  memory.remember('x'.repeat(20_000), 'long');
  expect([memory.recall('x'.repeat(20_000)), memory.recall('a')]).toEqual([undefined, 'b']);
  for (let index = 0; index < 30_000; index++) memory.remember(`${index}`, '');
  expect([memory.recall('a'), memory.recall('29999')]).toEqual([undefined, '']);
});

test('keys in order and gaps left out are written as the copy that has them so', () => {
  fc.assert(
    fc.property(oddMapping(oddTree(fc.oneof(oddScalar, fc.constant(undefined)))), (object) => {
      const copy = inOrderBelow(object);
      expect(written(() => toYaml(object, true))).toEqual(written(() => toYaml(copy)));
    }),
    { numRuns: 1000 },
  );
});

/** What is written, or that nothing can be, for which `undefined` in a list is the reason. */
function written(write: () => string): string | undefined {
  try {
    return write();
  } catch {
    return undefined;
  }
}

test('keys are ordered as JavaScript sorts them and then keeps them in an object', () => {
  fc.assert(
    fc.property(fc.uniqueArray(oddText, { maxLength: 20 }), (keys) => {
      const sorted: { [key: string]: number } = Object.create(null);
      for (const key of [...keys].sort()) sorted[key] = 1;
      expect(Object.keys(inOrder(Object.fromEntries(keys.map((key) => [key, 1]))) as object)).toEqual(
        Object.keys(sorted),
      );
    }),
  );
});

test('list indexes come before keys that only look like some', () => {
  const keys = ['4294967295', '4294967294', '10', '9', '-1', '1.5', '07', '1e3', '!', ''];
  expect(sortedKeys(Object.fromEntries(keys.map((key) => [key, 1])))).toEqual([
    '9',
    '10',
    '4294967294',
    '',
    '!',
    '-1',
    '07',
    '1.5',
    '1e3',
    '4294967295',
  ]);
});
