import { prometheusDuration } from '../../src/toolkit/prometheus-duration';

test.each([
  [0, '0s'],
  [59, '59s'],
  [900, '15m'],
  [5400, '1h30m'],
  [691_200, '8d'],
  [108_001, '1d6h1s'],
])('%d seconds are %s', (seconds, text) => {
  expect(prometheusDuration(seconds)).toBe(text);
});
