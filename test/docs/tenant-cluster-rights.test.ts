import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rightsPage } from '../../tools/rights/page';

test('docs/reference/tenant-cluster-rights.md is what npx projen rights writes', () => {
  const page = readFileSync(join(__dirname, '../../docs/reference/tenant-cluster-rights.md'), 'utf8');
  expect(page).toBe(rightsPage());
});
