import { Cron } from 'croner';
import * as fc from 'fast-check';
import { firesNever, notSchedule } from '../../../src/rules/image/schedule';

/** What is wrong with a schedule, behind the name of its field. */
function schedule(what: string, text: string): string | undefined {
  const found = notSchedule(text) ?? firesNever(text);
  return found && `${what} ${found.problem}. ${found.remedy}`;
}

describe('a schedule', () => {
  test.each([
    '0 3 * * *',
    '*/15 * * * *',
    '5/15 * * * *',
    '0 0 1,15 * mon-fri',
    '0 0 * JAN-MAR SUN',
    '? 1 ? * ?',
    '0 0 29 2 *',
    '0 0 31 2 1',
    '0 0-23/6 * * *',
    ' 0  3 * * * ',
    '*/90 3 * * *',
    '0 5-9/24 * * *',
    '0 3 * * */7',
    '@daily',
    '@hourly',
    '@weekly',
  ])('%s is one', (text) => {
    expect(schedule('refresh', text)).toBeUndefined();
  });

  test.each([
    ['', 'refresh is empty, so the image would never be imported'],
    ['  ', 'refresh is blank, which CDI refuses'],
    [
      'every night',
      'refresh "every night" has 2 fields, but a cron expression of Kubernetes has five. Write minute, hour, day of '
        + 'month, month and day of week, such as "0 3 * * *"',
    ],
    ['0 0 3 * * *', 'refresh "0 0 3 * * *" has 6 fields'],
    ['60 3 * * *', 'its minute is "60", but must be in 0-59'],
    ['0 24 * * *', 'its hour is "24", but must be in 0-23'],
    ['0 3 0 * *', 'its day of month is "0", but must be in 1-31'],
    ['0 3 * 13 *', 'its month is "13", but must be in 1-12, or jan-dec'],
    ['0 3 * * 7', 'its day of week is "7", but must be in 0-6, or sun-sat'],
    ['0 3 * * fri-mon', 'its day of week is "fri-mon"'],
    ['0 3 L * *', 'its day of month is "L"'],
    ['0 3 * * 5#1', 'its day of week is "5#1"'],
    ['*/0 3 * * *', 'its minute is "*/0"'],
    ['1,,2 3 * * *', 'its minute is "1,,2"'],
    ['-1 3 * * *', 'its minute is "-1"'],
    [
      '@every 1h',
      'refresh "@every 1h" is not one of @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly.',
    ],
    ['TZ=Europe/Berlin 0 3 * * *', 'names a time zone, which CDI accepts but the CronJob that it makes does not'],
    ['CRON_TZ=UTC 0 3 * * *', 'names a time zone'],
    ['0 0 30 2 *', 'refresh "0 0 30 2 *" names a day that no month has, so it never fires.'],
    ['0 0 31 4,6 ?', 'so it never fires'],
  ])('%s is not a schedule', (text, sentence) => {
    expect(schedule('refresh', text)).toContain(sentence);
  });

  test('that is accepted can be read by an independent parser, and any other text gets a sentence instead of an '
    + 'exception', () => {
    const part = fc.oneof(
      fc.constantFrom('*', '?', 'mon', 'jan', '*/2', '1-5', '3/4', '7', '0', '59', 'L', ''),
      fc.nat(70).map(String),
    );
    const field = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(','));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(field, { minLength: 4, maxLength: 6 }).map((fields) => fields.join(' ')),
        ),
        (text) => {
          const sentence = schedule('refresh', text);
          if (sentence !== undefined) return sentence.startsWith('refresh ');
          new Cron(text.trim(), { paused: true, sloppyRanges: true });
          return true;
        },
      ),
    );
  });
});
