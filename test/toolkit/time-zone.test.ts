import { said } from './said';
import { notTimeZone } from '../../src/toolkit/time-zone';

test.each([
  'UTC', 'Local', 'Europe/Berlin', 'US/Pacific', 'EST5EDT', 'Etc/GMT+1', 'GB',
])('%s is a time zone', (name) => {
  expect(notTimeZone(name)).toBeUndefined();
});

test.each(['', 'Europe/Berln', 'europe/berlin', '+01:00', 'Europe/Berlin\t0'])('"%s" is not a time zone', (name) => {
  expect(said('schedule', notTimeZone(name))).toContain(`names the time zone "${name}", which is not a known one.`);
});

test('the name that is most likely meant is suggested', () => {
  expect(said('schedule', notTimeZone('Europe/Berln'))).toContain('Did you mean "Europe/Berlin"?');
});
