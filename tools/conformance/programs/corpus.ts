import { parseArgs } from 'node:util';
import { CdiRelease, KubeVirtRelease } from '../../../src';
import { corpusFor, objectsOf, prerequisites } from '../../../test/corpus/corpus';
import { Scene } from '../../../test/corpus/scene';

// Prints the corpus of wrong objects for a pair of releases, a line of JSON each: first what must be there, then the
// cases. What the verdicts mean, test/corpus/case.ts says; that synthesis refuses each of them,
// test/corpus/corpus.test.ts shows.   node --import tsx tools/conformance/programs/corpus.ts --kubevirt v1.9.0 --cdi
// v1.66.0

const { values } = parseArgs({ options: { kubevirt: { type: 'string' }, cdi: { type: 'string' } } });
const kubevirt = KubeVirtRelease.of(values.kubevirt ?? KubeVirtRelease.V1_9_0.version);
const cdi = CdiRelease.of(values.cdi ?? CdiRelease.V1_66_0.version);

for (const object of prerequisites(kubevirt, cdi)) print({ prerequisite: object });
for (const each of corpusFor(kubevirt, cdi)) {
  print({
    rule: each.rule,
    case: each.case,
    objects: objectsOf(each, new Scene(kubevirt, cdi, each.configuration)),
    ...each.verdict,
  });
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
