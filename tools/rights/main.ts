/**
 * Writes `docs/reference/tenant-cluster-rights.md`, made of the rights that the accounts of tenants' clusters get.
 * `npx projen rights` runs it; test/docs/tenant-cluster-rights.test.ts compares the page with what it would write.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rightsPage } from './page';

writeFileSync(join(__dirname, '../../docs/reference/tenant-cluster-rights.md'), rightsPage());
