import { HARMLESS } from './texts/harmless';
import { SECRETS } from './texts/secrets';
import { secretIn } from '../../src/machines/secrets';

const missed = SECRETS.filter((text) => secretIn(text) === undefined);
const refused = HARMLESS.filter((text) => secretIn(text) !== undefined);

test('there are at least 200 texts, half of them with a secret, and each stands there once', () => {
  expect([SECRETS.length, HARMLESS.length].every((count) => count >= 100)).toBe(true);
  expect(new Set([...SECRETS, ...HARMLESS]).size).toBe(SECRETS.length + HARMLESS.length);
});

test('at least 95 % of the secrets are found', () => {
  expect(missed.length <= SECRETS.length * 0.05 ? [] : missed).toEqual([]);
});

test('at most 2 % of the harmless texts are taken for a secret', () => {
  expect(refused.length <= HARMLESS.length * 0.02 ? [] : refused).toEqual([]);
});
