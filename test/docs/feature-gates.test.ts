import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubeVirtRelease } from '../../src';
import { BETA } from '../../tools/gates/beta';
import { betaGates, gatesPage } from '../../tools/gates/page';

const PAGE = join(__dirname, '../../docs/reference/feature-gates.md');

describe('docs/reference/feature-gates.md', () => {
  test('is what npx projen gates writes', () => {
    expect(readFileSync(PAGE, 'utf8')).toBe(gatesPage());
  });

  test('tells of every gate that the newest release turns on by itself, and of no other', () => {
    expect(Object.keys(BETA).sort()).toEqual(betaGates(KubeVirtRelease.all().at(-1)!));
  });

  test('names every gate of every release', () => {
    const page = gatesPage();
    for (const release of KubeVirtRelease.all()) {
      for (const gate of Object.keys(release._gates)) expect(page).toMatch(new RegExp(`(### |\\| )${gate}\\b`));
    }
  });
});
