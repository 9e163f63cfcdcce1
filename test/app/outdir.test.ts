import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../src/app/outdir';
import { temporaryDirectory } from '../directory';

const directory = temporaryDirectory();

test('a directory is made with those above it, and may exist already', () => {
  const path = join(directory(), 'a/b/c');
  makeDirectory(path);
  makeDirectory(path);
  expect(statSync(path).isDirectory()).toBe(true);
});

test('a file above is the error of the system', () => {
  writeFileSync(join(directory(), 'file'), '');
  expect(() => makeDirectory(join(directory(), 'file/a'))).toThrow('ENOTDIR');
});

// elsewhere there is no such file system
const onLinux = existsSync('/proc/self') ? test : test.skip;

onLinux('a place where the system makes no directory is its error, and not a wait without end', () => {
  for (const path of ['/proc/a', '/proc/a/b/c']) expect(() => makeDirectory(path)).toThrow('ENOENT');
});
