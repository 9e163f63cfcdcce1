import { Chart } from 'cdk8s';
import { BundleApp } from '../../src';
import { lineOf } from '../../src/findings/finding';

/** What synthesis says of a construct with a validation. */
function lines(validate: () => unknown): string[] {
  const app = new BundleApp();
  new Chart(app, 'chart').node.addValidation({ validate: validate as () => string[] });
  return app.check().map(lineOf);
}

function throwing(thrown: unknown): () => never {
  return () => {
    throw thrown;
  };
}

const REMEDY = 'Return a list with one sentence for each mistake; return [] if nothing is wrong.';

test('each sentence of a validation is a finding of its construct, and ends with one full stop', () => {
  expect(lines(() => [])).toEqual([]);
  expect(lines(() => ['one', 'two.', 'three?'])).toEqual([
    'error APP001 [chart] one.',
    'error APP001 [chart] two.',
    'error APP001 [chart] three?',
  ]);
});

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'undefined'],
  ['null', null, 'null'],
  ['a number', 3, '3'],
  ['an empty text in a list', [''], 'an empty text'],
  ['spaces', ['  '], 'an empty text'],
  ['a list within a list', [['one']], 'a list within a list'],
  ['an object', { error: 'one' }, 'an object'],
  ['a map', [new Map()], 'a Map'],
  ['something that cannot be read', [new Proxy({}, { get: throwing('no') })], 'an object'],
])('a validation that returns %s is a finding that says what to return', (_what, value, named) => {
  const says = `its validation returned ${named} instead of a list of sentences. ${REMEDY}`;
  expect(lines(() => value)).toEqual([`error APP001 [chart] ${says}`]);
});

test('sentences beside something else are findings too, and the rest is one', () => {
  expect(lines(() => ['one', 2, undefined])).toEqual([
    'error APP001 [chart] one.',
    `error APP001 [chart] its validation returned 2 instead of a list of sentences. ${REMEDY}`,
  ]);
});

test.each<[string, () => unknown]>([
  ['resolves', async () => ['one']],
  ['rejects', () => Promise.reject(new Error('one'))],
  ['is in a list', () => [Promise.reject(new Error('one'))]],
])('a Promise that %s is a finding, and nothing is left that could stop the process', async (_how, validate) => {
  const rejected = jest.fn();
  process.on('unhandledRejection', rejected);
  expect(lines(validate)).toEqual([
    'error APP001 [chart] its validation returned a Promise, but synthesis does not wait for it. ' +
      'Wait for its result before synthesis, and return a list of sentences.',
  ]);
  await new Promise((resolve) => setImmediate(resolve));
  process.removeListener('unhandledRejection', rejected);
  expect(rejected).not.toHaveBeenCalled();
});

test.each<[string, unknown, string]>([
  ['an error', new Error('it broke'), 'it broke'],
  ['an error without words', new Error(''), 'it threw an Error'],
  ['an error of several lines', new Error('it broke\n  in two'), 'it broke in two'],
  ['a text', 'it broke', 'it broke'],
  ['nothing', undefined, 'it threw undefined'],
  ['an object without a prototype', Object.create(null), 'it threw an object'],
  ['an error whose message cannot be read', new Proxy(new Error(), { get: throwing('no') }),
    'it threw something that cannot be read'],
])('a validation that throws %s is a finding', (_what, thrown, says) => {
  expect(lines(throwing(thrown))).toEqual([`error APP001 [chart] its validation failed: ${says}.`]);
});
