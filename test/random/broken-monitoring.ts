import { type Bad, badLabel } from './bad';

const badTime = (): Bad[] => [{ $seconds: 59 }, { $seconds: 90 * 86_400 + 1 }].map((to) => ({ to }));
const badLabelName = (): Bad[] => ['__name__', '7up', 'not a name', 'severity'].map((to) => ({ to }));
const TIMES = [
  'imageLookedFor', 'imageNotReady', 'poolShort', 'machineNotMigratable', 'diskUnfinished', 'quotaNearlyFull',
  'kubevirtNotAvailable', 'versionDiffers', 'launcherPending', 'noRoom', 'migration', 'snapshotNotReady', 'backupLate',
];

/** By prop of monitoring, what it cannot be. */
export const BROKEN_MONITORING: { readonly [prop: string]: readonly Bad[] } = {
  'MonitoringProps.name': badLabel(),
  'MonitoringProps.namespace': badLabel(),
  'MonitoringProps.serviceAccount': [{ to: 'Not a name!' }, { to: 'x'.repeat(254) }],
  'MonitoringProps.stateMetricsAccount': ['ksm', 'A/ksm', 'a/b/c'].map((to) => ({ to })),
  'MonitoringProps.nodeGroupLabel': [{ to: 'not a key' }],
  'MonitoringProps.labels': [{ 'not a key': 'x' }, { key: 'not a value' }].map(
    (to) => ({ to, when: ({ value }) => value.stateMetrics !== false })),
  'AlertOptions.runbooks': ['runbooks', 'ftp://docs.example', 'https://docs.example/?page=', 'https://a b'].map(
    (to) => ({ to })),
  'AlertOptions.clusterLabel': badLabelName(),
  'AlertOptions.tenantLabel': badLabelName(),
  'AlertOptions.labels': [{ to: { 'not-a-name': 'x' } }, { to: { severity: 'page' } }],
  'AlertThresholds.quotaPercent': [0, -1, 100.5].map((to) => ({ to })),
  'AlertThresholds.nodesLost': [-1, 1.5, 101].map((to) => ({ to })),
  ...Object.fromEntries(TIMES.map((name) => [`AlertThresholds.${name}`, badTime()])),
};

/** Props of monitoring for which there is nothing to break. */
export const UNRULED_MONITORING: { readonly [reason: string]: readonly string[] } = {
  'something is written or not': [
    'MonitoringProps.networkPolicies',
    'MonitoringProps.stateMetrics',
    'MonitoringProps.capacityRules',
    'AlertOptions.enabled',
  ],
  'its own props are broken': ['MonitoringProps.alerts', 'AlertOptions.thresholds'],
  'any of a closed set, which the compiler holds': ['AlertOptions.without', 'MonitoringProps.scraping'],
};
