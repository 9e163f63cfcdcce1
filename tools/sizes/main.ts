/**
 * Writes `docs/reference/common-instancetypes.md`, made of `releases/common-instancetypes.json`.
 * test/docs/common-instancetypes.test.ts compares the page with what it would write.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sizesPage } from './page';

writeFileSync(join(__dirname, '../../docs/reference/common-instancetypes.md'), sizesPage());
