import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { goDuration, goSeconds } from '../../src/toolkit/go-duration';

test.each([
  [Duration.hours(168), '168h0m0s'],
  [Duration.minutes(90), '1h30m0s'],
  [Duration.seconds(61), '1m1s'],
  [Duration.seconds(5), '5s'],
  [Duration.millis(1500), '1.5s'],
  [Duration.millis(500), '500ms'],
  [Duration.seconds(0.0015), '1.5ms'],
  [Duration.seconds(0), '0s'],
])('%# is printed as Go prints it: %s', (duration, text) => {
  expect(goDuration(duration)).toBe(text);
});

test.each([
  ['1h30m', 5400],
  ['1.5h', 5400],
  ['500ms', 0.5],
  ['-5m', -300],
  ['0', 0],
  ['2562047h', 9223369200],
])('%s is read as Go reads it', (text, seconds) => {
  expect(goSeconds(text)).toBe(seconds);
});

test.each(['', '7d', '5', '1 h', 'h', '1h-5m', '.h', '2562048h'])('"%s" cannot be read', (text) => {
  expect(goSeconds(text)).toBeUndefined();
});

test('what is printed is read back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000_000 }),
      (seconds) => goSeconds(goDuration(Duration.seconds(seconds))) === seconds,
    ),
  );
});
