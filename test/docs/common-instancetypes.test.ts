import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sizesPage } from '../../tools/sizes/page';

test('docs/reference/common-instancetypes.md is what npx tsx tools/sizes/main.ts writes', () => {
  const page = readFileSync(join(__dirname, '../../docs/reference/common-instancetypes.md'), 'utf8');
  expect(page).toBe(sizesPage());
});
