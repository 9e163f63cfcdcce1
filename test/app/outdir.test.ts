import * as fs from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../src/app/outdir';
import { temporaryDirectory } from '../directory';

const directory = temporaryDirectory();

test('a directory is made with those above it, and may exist already', () => {
  const path = join(directory(), 'a/b/c');
  makeDirectory(path);
  makeDirectory(path);
  expect(fs.statSync(path).isDirectory()).toBe(true);
});

test('a file above is the error of the system', () => {
  fs.writeFileSync(join(directory(), 'file'), '');
  expect(() => makeDirectory(join(directory(), 'file/a'))).toThrow('ENOTDIR');
});

describe('where the system makes no directory, as below /proc,', () => {
  const actual = jest.requireActual<typeof fs>('node:fs');
  const refuse = () => {
    throw Object.assign(new Error('ENOENT: no such file or directory'), { code: 'ENOENT' });
  };
  afterEach(() => jest.restoreAllMocks());

  test.each([['a', 1], ['a/b/c', 3]])('%s is its error after %i tries, and not a wait without end', (path, tries) => {
    const made = jest.spyOn(actual, 'mkdirSync').mockImplementation(refuse);
    expect(() => makeDirectory(join(directory(), path))).toThrow('ENOENT');
    expect(made).toHaveBeenCalledTimes(tries);
  });
});
