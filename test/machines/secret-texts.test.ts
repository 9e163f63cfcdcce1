import { FURTHER_HARMLESS, FURTHER_SECRETS } from './texts/further';
import { HARMLESS } from './texts/harmless';
import { HELD_OUT_HARMLESS, HELD_OUT_SECRETS } from './texts/held-out';
import { SECRETS } from './texts/secrets';
import { secretIn } from '../../src/machines/secrets/secrets';

const TABLES: [name: string, secrets: readonly string[], harmless: readonly string[]][] = [
  ['of many forms', SECRETS, HARMLESS],
  ['of further forms', FURTHER_SECRETS, FURTHER_HARMLESS],
  ['that were held out', HELD_OUT_SECRETS, HELD_OUT_HARMLESS],
];

test('there are at least 200 texts, half of them with a secret, and each stands there once', () => {
  const [secrets, harmless] = [1, 2].map((column) => TABLES.flatMap((table) => table[column]));
  expect(Math.min(secrets.length, harmless.length)).toBeGreaterThanOrEqual(100);
  expect(new Set([...secrets, ...harmless]).size).toBe(secrets.length + harmless.length);
});

describe.each(TABLES)('of texts %s', (_name, secrets, harmless) => {
  test('at least 95 % of the secrets are found', () => {
    const missed = secrets.filter((text) => secretIn(text) === undefined);
    expect(missed.length <= secrets.length * 0.05 ? [] : missed).toEqual([]);
  });

  test('at most 2 % of the harmless ones are taken for a secret', () => {
    const refused = harmless.filter((text) => secretIn(text) !== undefined);
    expect(refused.length <= harmless.length * 0.02 ? [] : refused).toEqual([]);
  });
});
