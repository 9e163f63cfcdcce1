import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf, migrated } from './run';

const FOLDER = join(__dirname, 'samples');
const SAMPLES = readdirSync(FOLDER);
const textOf = (sample: string): string => readFileSync(join(FOLDER, sample), 'utf8');

describe.each(SAMPLES)('the sample %s', (sample) => {
  const result = migrated(textOf(sample));

  test('becomes what servers and controllers take', () => {
    expect(result.yaml).toMatchSnapshot();
    expect(linesOf('error', result)).toEqual([]);
  });

  test('changes as each line says', () => {
    expect(result.lines).toMatchSnapshot();
  });

  test('is the same after a second migration', () => {
    const again = migrated(result.yaml);
    expect(again.yaml).toBe(result.yaml);
    expect(linesOf('change', again)).toEqual([]);
  });

  test('keeps its secrets to itself', () => {
    expect(`${result.yaml}${result.lines.join('')}`).not.toContain('YXBpVmVyc2lv');
  });
});
