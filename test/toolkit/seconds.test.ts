import { Duration } from 'cdk8s';
import { said } from './said';
import { notWholeSeconds, secondsOf } from '../../src/toolkit/seconds';

test.each<[Duration | undefined, number | undefined, string | undefined]>([
  [undefined, undefined, undefined],
  [Duration.minutes(2), 120, undefined],
  [Duration.millis(3000), 3, undefined],
  [Duration.millis(1), 1, 'wait is 0.001 seconds, but the API takes whole ones. Write Duration.seconds(1).'],
  [Duration.seconds(NaN), NaN, 'wait is NaN seconds, but the API takes whole ones. Write Duration.seconds(60).'],
])('%j', (duration, seconds, sentence) => {
  expect(secondsOf(duration)).toBe(seconds);
  expect(said('wait', notWholeSeconds(duration))).toBe(sentence);
});
