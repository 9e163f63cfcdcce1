import { Weight } from './change';
import type { Migration } from './migration';

/** Secrets are left out: their data are never repeated. */
export function leaveOutSecrets(migration: Migration): void {
  for (const { manifest } of migration.of('', 'Secret')) {
    migration.drop(manifest, 'secrets are never repeated. Apply it from where it is kept', Weight.WARNING);
  }
}
