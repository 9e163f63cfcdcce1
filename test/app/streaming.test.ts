import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeBundle } from './two-bundles';
import { bytesOf } from '../../src/app/bytes';
import { headerOf } from '../../src/app/header';
import { temporaryDirectory } from '../directory';

const directory = temporaryDirectory();
const FILE = 'chart.k8s.yaml';
const HEADER = headerOf('chart', FILE);
const LINE = 'is: "ü, €, 😀 and more"\n';

function write(...pieces: string[]): number {
  return writeBundle(directory(), new Map([[FILE, pieces]])).changed;
}

function read(pieces: Iterable<string>): { readonly text: string; readonly chunks: number } {
  const chunks = Array.from(bytesOf(pieces), (bytes) => Buffer.from(bytes)); // each is valid until the next is read
  return { text: Buffer.concat(chunks).toString(), chunks: chunks.length };
}

describe('the bytes of a text', () => {
  test('are those of all pieces, whatever their length', () => {
    const pieces = [LINE, '', LINE.repeat(10_000), LINE, LINE.repeat(100_000), LINE];
    expect(read(pieces).text).toBe(pieces.join(''));
    expect(read([]).text).toBe('');
  });

  test('are read together if the pieces are small', () => {
    const pieces = Array.from({ length: 20_000 }, () => LINE);
    const { text, chunks } = read(pieces);
    expect(text).toBe(pieces.join(''));
    expect(chunks).toBeLessThan(5);
  });
});

describe('a long file', () => {
  const lines = Array.from({ length: 20_000 }, () => LINE);

  test('is written as it is, and again only if it changes', () => {
    expect(write(...lines)).toBe(1);
    expect(readFileSync(join(directory(), FILE), 'utf8')).toBe(HEADER + lines.join(''));
    const { ino } = statSync(join(directory(), FILE));
    expect(write(lines.join(''))).toBe(0);
    expect(statSync(join(directory(), FILE)).ino).toBe(ino);
  });

  test.each([
    ['has another last line', [...lines.slice(1), 'is: other\n']],
    ['has a line less at its end', lines.slice(1)],
    ['has a line more at its end', [...lines, LINE]],
    ['has no lines', []],
  ])('is replaced if the new text %s', (_difference, others) => {
    write(...lines);
    expect(write(...others)).toBe(1);
    expect(readFileSync(join(directory(), FILE), 'utf8')).toBe(HEADER + others.join(''));
  });
});
