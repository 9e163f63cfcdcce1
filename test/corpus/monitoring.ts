import { Right, right, stricter, Verdict, wrong, Wrong } from './case';
import { noObjects, Scene } from './scene';
import { Monitoring, MonitoringProps, Scraping } from '../../src';

const SELECTED = { scraping: Scraping.serviceMonitors(), labels: { release: 'stack' } };
const PROMETHEUS = { namespace: 'monitoring', serviceAccount: 'prometheus-k8s' };

function monitoring(scene: Scene, props: Partial<MonitoringProps> = {}): Monitoring {
  return new Monitoring(scene.infra, 'monitoring', { scraping: Scraping.none(), ...props });
}

/** A program whose mistake no object shows. */
function faulty(rule: string, name: string, props: Partial<MonitoringProps>, says: string, verdict: Verdict): Wrong {
  return wrong(rule, name, (scene) => noObjects(monitoring(scene, props)), says, verdict);
}

function alerts(options: MonitoringProps['alerts']): Partial<MonitoringProps> {
  return { alerts: options };
}

const OPERATORS = stricter('the API server does not know what Prometheus scrapes');
const TEXTS = stricter('the API server takes any text in labels and annotations of rules');
const UNKNOWN = stricter('the API server does not know which accounts there are');

/** Programs with a fault in their monitoring. */
export const MONITORINGS: readonly Wrong[] = [
  wrong('MON001', 'ServiceMonitors beside those of the operator', (scene) => noObjects(new Monitoring(
    scene.cluster({ monitoring: { namespace: 'monitoring' } }), 'monitoring', SELECTED)),
  'the KubeVirt custom resource names Prometheus too', OPERATORS),
  faulty('MON001', 'the account that the operator looks for', { ...SELECTED, ...PROMETHEUS },
    'it finds the ServiceAccount "prometheus-k8s" in namespace "monitoring"', OPERATORS),
  wrong('MON002', 'another namespace', (scene) => noObjects(new Monitoring(scene.cluster(), 'monitoring', {
    scraping: Scraping.byOperators(), namespace: 'observability',
  })), 'Prometheus has "prometheus-k8s" in "observability"', OPERATORS),
  wrong('MON002', 'another account', (scene) => noObjects(new Monitoring(
    scene.cluster({ monitoring: { namespace: 'observability' } }), 'monitoring',
    { scraping: Scraping.byOperators(), namespace: 'observability', serviceAccount: 'prometheus' })),
  'looks for the ServiceAccount "prometheus-k8s" in namespace "observability"', OPERATORS),
  faulty('MON003', 'no label', { scraping: Scraping.serviceMonitors() },
    'ServiceMonitors of the program have no label of their own', OPERATORS),
  faulty('MON004', 'a path', alerts({ runbooks: '/runbooks' }), '"/runbooks" is not a valid URL', TEXTS),
  faulty('MON004', 'a file', alerts({ runbooks: 'file:///runbooks' }), 'is not an URL of the web', TEXTS),
  faulty('MON004', 'a query', alerts({ runbooks: 'https://docs.example/?page=' }), 'has ?page= at its end', TEXTS),
  faulty('MON005', 'more than all', alerts({ thresholds: { quotaPercent: 101 } }), 'quotaPercent is 101 percent',
    stricter('the API server takes any expression')),
  faulty('MON005', 'half a node', alerts({ thresholds: { nodesLost: 0.5 } }), 'nodesLost is 0.5 nodes',
    stricter('the API server takes any expression')),
  faulty('MON006', 'a label with a hyphen', alerts({ labels: { 'on-call': 'a' } }), '"on-call" is not a name of a',
    TEXTS),
  faulty('MON006', 'the same label twice', alerts({ tenantLabel: 'cluster' }), '"cluster" is the name of another label',
    TEXTS),
  faulty('MON006', 'a label of all alerts', alerts({ labels: { severity: 'page' } }),
    '"severity" is the name of another label', TEXTS),
  faulty('MON007', 'no metrics of pools', { stateMetrics: false }, 'so these alerts are left out: GoldenImageStale',
    stricter('the API server does not know which metrics there are')),
  faulty('MON008', 'an account without its namespace', { stateMetricsAccount: 'kube-state-metrics' },
    'stateMetricsAccount "kube-state-metrics" is not the name of a service account', UNKNOWN),
  faulty('MON008', 'a name without room', { name: 'm'.repeat(45) }, 'must stay free for the ends',
    stricter('the API server takes longer names of ConfigMaps')),
];

/** Programs whose monitoring comes close to a fault. */
export const MONITORINGS_RIGHT: readonly Right[] = [
  right('MON001', 'ServiceMonitors for another account', (scene) => (
    monitoring(scene, { ...SELECTED, ...PROMETHEUS, serviceAccount: 'prometheus' }))),
  right('MON001', 'what the operators make', (scene) => (
    monitoring(scene, { ...PROMETHEUS, scraping: Scraping.byOperators() }))),
  right('MON002', 'the Prometheus that the operator looks for by itself', (scene) => (
    new Monitoring(scene.cluster(), 'monitoring', { scraping: Scraping.byOperators() }))),
  right('MON002', 'the Prometheus of the custom resource', (scene) => new Monitoring(
    scene.cluster({ monitoring: { namespace: 'observability', serviceAccount: 'prometheus' } }), 'monitoring',
    { scraping: Scraping.byOperators(), namespace: 'observability', serviceAccount: 'prometheus' })),
  right('MON003', 'a label', (scene) => monitoring(scene, SELECTED)),
  right('MON003', 'annotations without a label', (scene) => (
    monitoring(scene, { scraping: Scraping.annotations() }))),
  right('MON004', 'a slash at the end', (scene) => monitoring(scene, alerts({ runbooks: 'https://docs.example/a/' }))),
  right('MON005', 'all, and no node', (scene) => (
    monitoring(scene, alerts({ thresholds: { quotaPercent: 100, nodesLost: 0 } })))),
  right('MON006', 'a label that begins with "_"', (scene) => monitoring(scene, alerts({ labels: { _team: 'a' } }))),
  right('MON007', 'no metrics and no alerts', (scene) => (
    monitoring(scene, { stateMetrics: false, alerts: { enabled: false } }))),
  right('MON008', 'an account with its namespace', (scene) => (
    monitoring(scene, { stateMetricsAccount: 'monitoring/kube-state-metrics' }))),
];
