import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import type { ObjectRule } from '../../src/rules/rule';
import { ROOT } from '../sources';

const TEXT = readFileSync(join(ROOT, 'docs/how-to/add-a-rule.md'), 'utf8');

/** The rule of the example, compiled as if it stood where the text puts it. */
function ruleOfTheExample(): ObjectRule {
  const [, path, code] = /^`(src\/rules\/[\w/-]+\.ts)`:\n\n```ts\n([^]*?)```/m.exec(TEXT)!;
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported: { [name: string]: ObjectRule } = {};
  const load = (specifier: string): unknown => jest.requireActual(join(ROOT, path, '..', specifier));
  new Function('exports', 'require', outputText)(exported, load);
  return Object.values(exported)[0];
}

test('the rule of the how-to finds what its row breaks, and not what its other row keeps', () => {
  const rule = ruleOfTheExample();
  const found = (fields: object) =>
    [...rule.check({ metadata: { name: 'first' }, value: 1, ...fields }, {} as never)].map(
      ({ field, problem }) => `${field} ${problem}`,
    );
  expect(found({ globalDefault: true })).toEqual([
    'globalDefault is true, so every pod of the cluster that names no class gets this one',
  ]);
  expect(found({ globalDefault: true })[0]).toContain(/'for every pod',\n.*\n\s*'(.*?)',\n\s*stricter/.exec(TEXT)![1]);
  expect(found({ globalDefault: false })).toEqual([]);
  expect(rule).toMatchObject({ on: 'object', severity: 'warning', acceptable: true });
});
