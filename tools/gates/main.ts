/**
 * Writes `docs/reference/feature-gates.md`, made of `releases/` and of what is known about Beta gates.
 * `npx projen gates` runs it; test/docs/feature-gates.test.ts compares the page with what it would write.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatesPage } from './page';

writeFileSync(join(__dirname, '../../docs/reference/feature-gates.md'), gatesPage());
