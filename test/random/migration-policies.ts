import * as fc from 'fast-check';
import { props } from './props';
import { labels, subdomain } from './texts';
import type { MigrationPolicyProps } from '../../src';

export const migrationPolicyProps = props<MigrationPolicyProps>({
  name: subdomain(),
  namespaceLabels: labels,
  machineLabels: labels,
  allowAutoConverge: fc.boolean(),
  allowPostCopy: fc.boolean(),
  allowWorkloadDisruption: fc.boolean(),
  bandwidthPerMigration: fc.constantFrom('0', '64Mi', '1G'),
  completionTimeoutPerGiB: fc.integer({ min: 0, max: 100_000 }).map((seconds) => ({ $seconds: seconds })),
});
