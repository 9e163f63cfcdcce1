/**
 * Writes `docs/reference/rules.md`: a table row for each rule, made of the rules and of the corpus.
 * `npx projen rules` runs it; test/rules/rules.test.ts compares the page with what it would write.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesPage } from './page';

writeFileSync(join(__dirname, '../../docs/reference/rules.md'), rulesPage());
