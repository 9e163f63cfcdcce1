import * as fc from 'fast-check';
import { call, Described } from './description';
import { props } from './props';
import { label, labels, oneOf, subdomain } from './texts';
import { AlertOptions, AlertThresholds, MonitoringProps, PlatformAlert } from '../../src';

const time = fc.integer({ min: 60, max: 90 * 86_400 }).map((seconds) => ({ $seconds: seconds }));

const thresholds = props<AlertThresholds>({
  imageLookedFor: time,
  imageNotReady: time,
  poolShort: time,
  machineNotMigratable: time,
  diskUnfinished: time,
  quotaPercent: fc.constantFrom(0.5, 90, 100),
  quotaNearlyFull: time,
  kubevirtNotAvailable: time,
  versionDiffers: time,
  launcherPending: time,
  nodesLost: fc.integer({ min: 0, max: 100 }),
  noRoom: time,
  migration: time,
  snapshotNotReady: time,
  backupLate: time,
});

const alerts = props<AlertOptions>({
  enabled: fc.boolean(),
  without: fc.uniqueArray(oneOf(PlatformAlert), { maxLength: 3 }),
  thresholds,
  runbooks: fc.constantFrom('https://docs.example.org/runbooks', 'http://[2001:db8::1]:8080/'),
  labels: fc.constantFrom<Record<string, string>>({ team: 'a' }, { Team_2: 'yes', _stage: '' }),
  clusterLabel: fc.constantFrom('infra', 'cluster'),
  tenantLabel: fc.constantFrom('customer', 'tenant'),
});

/** Scraping that nothing of a cluster contradicts. */
const scraping = fc.constantFrom('configuration', 'none').map((name) => call(`Scraping.${name}`));
const selected = fc.constant(call('Scraping.serviceMonitors'));

const common = {
  name: label(40),
  namespace: label(),
  serviceAccount: subdomain().filter((name) => name !== 'prometheus-k8s'),
  networkPolicies: fc.boolean(),
  stateMetrics: fc.boolean(),
  stateMetricsAccount: fc.tuple(label(), subdomain()).map((names) => names.join('/')),
  alerts,
  capacityRules: fc.boolean(),
  nodeGroupLabel: fc.constantFrom('example.com/group', 'group'),
};

export const monitoringProps: fc.Arbitrary<Described<MonitoringProps>> = fc.oneof(
  props<MonitoringProps>({ ...common, scraping, labels }, ['scraping']),
  // the names of Services begin with a letter
  props<MonitoringProps>({
    ...common, scraping: fc.constant(call('Scraping.annotations')), name: label(30).map((name) => `m-${name}`), labels,
  }, ['scraping', 'name']),
  props<MonitoringProps>({ ...common, scraping: selected, labels: fc.constant({ release: 'stack' }) },
    ['scraping', 'labels']),
  props<MonitoringProps>({
    ...common,
    scraping: fc.constant(call('Scraping.byOperators')),
    namespace: fc.constant('monitoring'),
    serviceAccount: fc.constant('prometheus-k8s'),
    labels,
  }, ['scraping']),
);
