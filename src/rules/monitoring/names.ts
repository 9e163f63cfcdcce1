import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { notDnsLabel, notDnsSubdomain, notQualifiedName } from '../../toolkit/names';
import type { PropRule } from '../rule';
import { kubernetes } from '../sources';

/** The names that monitoring is given. */
export interface MonitoringNames {
  readonly name: string;
  readonly namespace: string;
  readonly serviceAccount?: string;
  readonly stateMetricsAccount?: string;
  readonly nodeGroupLabel?: string;
}

export const MONITORING_NAMES: PropRule = {
  id: 'MON008',
  name: 'monitoring/names',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Monitoring has names that its objects, accounts and labels of nodes can have',
  why: 'The API server refuses the objects; or nobody has the name, and Prometheus finds nothing.',
  remedy: 'Write a ServiceAccount of kube-state-metrics as namespace/name.',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go'),
  acceptable: false,
};

/** The names of Services end with the target, and are DNS labels. */
const ROOM = { characters: '-kube-state-metrics'.length, reason: 'the ends of the objects\' names' };

/** Names that cannot be. */
export function* nameFaults(names: MonitoringNames): Iterable<Fault> {
  const { name, namespace, serviceAccount, stateMetricsAccount, nodeGroupLabel } = names;
  yield* about('name', notDnsLabel(name, ROOM));
  yield* about('namespace', notDnsLabel(namespace));
  if (serviceAccount !== undefined) yield* about('serviceAccount', notDnsSubdomain(serviceAccount));
  if (nodeGroupLabel !== undefined) yield* about('nodeGroupLabel', notQualifiedName(nodeGroupLabel));
  if (stateMetricsAccount === undefined) return;
  const parts = stateMetricsAccount.split('/');
  if (parts.length === 2 && notDnsLabel(parts[0]) === undefined && notDnsSubdomain(parts[1]) === undefined) return;
  yield fault('stateMetricsAccount', `"${stateMetricsAccount}" is not the name of a service account`,
    'Write namespace/name, such as "monitoring/kube-state-metrics".');
}
