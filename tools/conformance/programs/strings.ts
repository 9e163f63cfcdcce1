import { parseArgs } from 'node:util';
import { ApiObject, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { BundleApp } from '../../../src';
import { toYaml } from '../../../src/app/yaml';
import { withoutSubstitution } from '../../../src/layout/substitution';
import { valueFaults } from '../../../src/layout/values';
import { AMBIGUOUS } from '../../../test/app/ambiguous';

// Prints documents as the library writes them, each with the JSON that a reader must find in it, a line of JSON each.
// Those of whole objects can be applied to a cluster.   node --import tsx tools/conformance/programs/strings.ts --runs
// 500 --seed 1

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' } },
});
const parameters = { numRuns: Number(values.runs), seed: Number(values.seed) };

/** What readers trip over, in any order. */
const tricky = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'-?:,[]{}#&*!|>\'"%@`\\ \t\n\r=~.+_$0123456789eExXoObB',
        '\u0085',
        '\u2028',
        '\u2029',
        '\ufeff',
        '\u00a0',
        '\0',
        '\u007f',
      ),
      fc.constantFrom('true', 'no', 'null', '<<', '---', '...', ': ', ' #', '- ', '\n  '),
      fc.constantFrom(...AMBIGUOUS.filter((text) => text.length < 20)),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

const text = fc.oneof(tricky, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 200 }));
const number = fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const value = fc.letrec((tie) => ({
  leaf: fc.oneof({ weight: 3, arbitrary: text }, number, fc.boolean(), fc.constant(null)),
  tree: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(text, tie('tree'), { maxKeys: 3 }),
  ),
})).tree;

/** A string in every place that it can have in a document. */
function placed(string: string): object {
  return {
    value: string,
    list: [string, [string]],
    nested: { deeper: { value: string } },
    [string]: 'key',
    keys: { [string]: { [string]: [string] } },
  };
}

for (const string of [...AMBIGUOUS, ...fc.sample(text, parameters)]) {
  print({ yaml: toYaml(placed(string)), json: placed(string) });
}
for (const tree of fc.sample(value, parameters)) print({ yaml: toYaml({ tree }), json: { tree } });

// the library refuses the others, which do not survive server-side apply
const strings = [...AMBIGUOUS, ...fc.sample(text, parameters)].filter((string) => valueFaults(string).length === 0);
for (let index = 0; index * 50 < strings.length; index++) {
  const data = Object.fromEntries(
    strings.slice(index * 50, (index + 1) * 50).map((string, position) => [`string-${position}`, string]),
  );
  const app = new BundleApp();
  const object = new ApiObject(new Chart(app, 'strings'), 'strings', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `strings-${index}`,
      namespace: 'default',
      annotations: { 'example.org/string': strings[index * 50] },
    },
    data,
  });
  print({ yaml: app.synthYaml(), json: withoutSubstitution(object.toJson()), isObject: true });
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
