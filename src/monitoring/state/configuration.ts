import { STATE } from './metrics';
import type { InfraCluster } from '../../cluster/infra-cluster';

/** A metric of custom resources, as kube-state-metrics v2.18.0 reads it (pkg/customresourcestate/config.go). */
interface StateMetric {
  readonly name: string;
  readonly help: string;
  readonly labelsFromPath?: { readonly [label: string]: readonly string[] };
  readonly each: object;
}

/** The metrics of one kind. */
interface StateResource {
  readonly groupVersionKind: { readonly group: string; readonly kind: string; readonly version: string };
  readonly resourcePlural: string;
  readonly metricNamePrefix: '';
  readonly labelsFromPath: { readonly [label: string]: readonly string[] };
  readonly metrics: readonly StateMetric[];
}

/** A kind of KubeVirt or CDI, as `group/Kind`, with its metrics. */
type OfKind = readonly [kind: string, metrics: readonly StateMetric[]];

const gauge = (name: string, help: string, path: readonly string[], more: object = {}): StateMetric => ({
  name, help, each: { type: 'Gauge', gauge: { path, ...more } },
});
/** A condition: 1 if it is true, and 0 if it is not, is unknown or is not there yet. */
const condition = (name: string, help: string, type: string, nilIsZero = true): StateMetric => (
  gauge(name, help, ['status', 'conditions', `[type=${type}]`, 'status'], nilIsZero ? { nilIsZero } : {}));
/** Texts as labels. The name is among them because an object that has none of the others would have no series. */
const info = (name: string, help: string, labels: StateMetric['labelsFromPath']): StateMetric => ({
  name, help, each: { type: 'Info', info: { labelsFromPath: { name: ['metadata', 'name'], ...labels } } },
});
const members = (
  what: string, replicas: string, ready: string, labelsFromPath?: StateMetric['labelsFromPath'],
): StateMetric[] => [
  {
    ...gauge(replicas, `Number of members that the ${what} should have`, ['spec', 'replicas']),
    ...(labelsFromPath && { labelsFromPath }),
  },
  gauge(ready, `Number of members of the ${what} that are ready`, ['status', 'readyReplicas'], { nilIsZero: true }),
];

const KINDS: readonly OfKind[] = [
  ['pool.kubevirt.io/VirtualMachinePool', members('pool', STATE.poolReplicas, STATE.poolReady, {
    run_strategy: ['spec', 'virtualMachineTemplate', 'spec', 'runStrategy'],
  })],
  ['kubevirt.io/VirtualMachineInstanceReplicaSet',
    members('replica set', STATE.replicaSetReplicas, STATE.replicaSetReady)],
  ['kubevirt.io/VirtualMachineInstance', [{
    // without a condition, nobody knows yet
    ...condition(STATE.machineMigratable, 'Whether the machine can be live-migrated', 'LiveMigratable', false),
    labelsFromPath: { eviction_strategy: ['status', 'evictionStrategy'] },
  }]],
  ['cdi.kubevirt.io/DataVolume', [info(STATE.dataVolumeInfo, 'Phase of the DataVolume', {
    phase: ['status', 'phase'],
    cron: ['metadata', 'labels', 'cdi.kubevirt.io/dataImportCron'],
  })]],
  ['cdi.kubevirt.io/DataSource', [{
    ...condition(STATE.dataSourceReady, 'Whether the DataSource can be cloned', 'Ready'),
    labelsFromPath: { pvc: ['spec', 'source', 'pvc', 'name'] },
  }]],
  ['cdi.kubevirt.io/DataImportCron', [
    gauge(STATE.cronLastExecution, 'When CDI last looked for a newer version', ['status', 'lastExecutionTimestamp']),
  ]],
  ['snapshot.kubevirt.io/VirtualMachineSnapshot', [
    gauge(STATE.snapshotReady, 'Whether the snapshot can be restored', ['status', 'readyToUse'], { nilIsZero: true }),
  ]],
  ['kubevirt.io/KubeVirt', [
    condition(STATE.kubevirtAvailable, 'Whether KubeVirt is available', 'Available'),
    info(STATE.kubevirtInfo, 'Version of KubeVirt', { version: ['status', 'observedKubeVirtVersion'] }),
  ]],
  ['cdi.kubevirt.io/CDI', [info(STATE.cdiInfo, 'Version of CDI', { version: ['status', 'observedVersion'] })]],
];

/** The configuration of kube-state-metrics for the kinds of a cluster's releases. */
export function stateConfiguration(cluster: InfraCluster): object {
  return { kind: 'CustomResourceStateMetrics', spec: { resources: resources(cluster) } };
}

/** The rules of a ClusterRole for what kube-state-metrics reads: it looks for the CRDs of the kinds first. */
export function stateRights(cluster: InfraCluster): object[] {
  const verbs = ['list', 'watch'];
  const byGroup = new Map<string, string[]>();
  for (const { groupVersionKind: { group }, resourcePlural } of resources(cluster)) {
    byGroup.set(group, [...byGroup.get(group) ?? [], resourcePlural]);
  }
  return [
    { apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs },
    ...[...byGroup].map(([group, plurals]) => ({ apiGroups: [group], resources: plurals.sort(), verbs })),
  ];
}

function resources({ kubevirt, cdi }: InfraCluster): StateResource[] {
  const known = [kubevirt, cdi].flatMap((release) => release._facts.kinds);
  return KINDS.map(([name, metrics]) => {
    const { group, kind, plural, scope, versions } = known.find((each) => `${each.group}/${each.kind}` === name)!;
    const isNamespaced = scope === 'Namespaced';
    return {
      groupVersionKind: { group, kind, version: versions.find(({ storage }) => storage)!.name },
      resourcePlural: plural,
      metricNamePrefix: '',
      labelsFromPath: { ...(isNamespaced && { namespace: ['metadata', 'namespace'] }), name: ['metadata', 'name'] },
      metrics,
    };
  });
}
