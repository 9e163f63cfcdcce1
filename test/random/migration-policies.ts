import * as fc from 'fast-check';
import type { Described } from './description';
import { props } from './props';
import { annotations, labels, subdomain } from './texts';
import type { KubeVirtRelease, MigrationPolicyProps } from '../../src';

export function migrationPolicyProps(release: KubeVirtRelease): fc.Arbitrary<Described<MigrationPolicyProps>> {
  const milliseconds = fc.integer({ min: 1, max: 2_000_000 }).map((count) => ({ $milliseconds: count }));
  return props<MigrationPolicyProps>({
    name: subdomain(),
    namespaceLabels: labels,
    machineLabels: labels,
    allowAutoConverge: fc.boolean(),
    allowPostCopy: fc.boolean(),
    allowWorkloadDisruption: fc.boolean(),
    bandwidthPerMigration: fc.constantFrom('0', '64Mi', '1G'),
    completionTimeoutPerGiB: fc.integer({ min: 0, max: 100_000 }).map((seconds) => ({ $seconds: seconds })),
    maxDowntime: release._atLeast('1.9.0') ? milliseconds : fc.constant(undefined),
    labels,
    annotations,
    overrides: fc.constantFrom<object>({}, { allowAutoConverge: null }),
  });
}
