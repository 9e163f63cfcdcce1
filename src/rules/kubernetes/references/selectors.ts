import { Severity } from '../../../findings/finding';
import { fault } from '../../../findings/rule';
import type { ClusterView } from '../../../inventory/cluster-view';
import { podLabelsOf } from '../../../inventory/pods-with-labels';
import { LAUNCHER_LABELS } from '../../../machines/launcher/launcher-label';
import { MACHINE_LABEL } from '../../../machines/machine-label';
import { POOL_LABEL } from '../../../machines/pool-label';
import { REPLICA_SET_LABEL } from '../../../machines/replica-set-label';
import { Labels, LabelRequirement, LabelSelector, selects } from '../../../toolkit/label-selector';
import { isPlain } from '../../../toolkit/merge';
import { items } from '../../../toolkit/shape';
import type { ObjectRule } from '../../rule';
import { kubernetes } from '../../sources';

export const SELECTOR: ObjectRule = {
  id: 'K8S061',
  name: 'references/selector',
  on: 'object',
  kinds: ['/Service', 'networking.k8s.io/NetworkPolicy', 'policy/PodDisruptionBudget'],
  severity: Severity.WARNING,
  title: 'In a complete bundle, what selects pods selects some',
  why: 'A selector that matches nothing has no effect, and is mostly a misspelt label.',
  remedy: 'Write labels that machines or pods of the namespace have, or set bundleIsComplete of the cluster to false.',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/labels/selector.go: Matches'),
  acceptable: true,

  *check(object, { cluster, namespace }) {
    if (cluster === undefined || namespace === undefined || !cluster.facts.isComplete) return;
    const [field, selector] = selectorOf(object);
    if (selector === undefined || isOfOperators(selector)) return;
    if (podLabelsIn(cluster, namespace).some((labels) => selects(selector, labels))) return;
    yield fault(field, `selects no machine and no pod template of namespace "${namespace}"`, this.remedy);
  },
};

/** The pod selector of an object; undefined if it selects all pods, or none on purpose. */
function selectorOf({ kind, spec }: { kind: string; spec?: any }): [field: string, selector?: LabelSelector] {
  if (kind === 'Service') return ['spec.selector', nonEmpty({ matchLabels: spec?.selector })];
  if (kind === 'NetworkPolicy') return ['spec.podSelector', nonEmpty(spec?.podSelector)];
  return ['spec.selector', nonEmpty(spec?.selector)];
}

function nonEmpty(selector: unknown): LabelSelector | undefined {
  if (!isPlain(selector)) return undefined;
  const matchLabels = isPlain(selector.matchLabels) ? selector.matchLabels as Labels : {};
  const matchExpressions = items(selector.matchExpressions as LabelRequirement[] | undefined).filter(isPlain);
  const isEmpty = Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
  return isEmpty ? undefined : { matchLabels, matchExpressions };
}

/** Labels that pods have only if a template gives them. */
const OF_TEMPLATES = [MACHINE_LABEL, POOL_LABEL, REPLICA_SET_LABEL];

/**
 * Whether a selector matches pods that KubeVirt or CDI create by themselves. The label of all machines' pods beside
 * others selects some of the machines.
 */
function isOfOperators({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  const keys = [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => String(key))];
  const known = keys.length > 1 ? [...OF_TEMPLATES, ...Object.keys(LAUNCHER_LABELS)] : OF_TEMPLATES;
  return keys.some((key) => key.includes('kubevirt.io') && !known.includes(key));
}

const KNOWN = new WeakMap<ClusterView, Map<string, Labels[]>>();

/** The labels of pods in a namespace, from their templates. */
function podLabelsIn(cluster: ClusterView, namespace: string): readonly Labels[] {
  const known = KNOWN.get(cluster) ?? new Map<string, Labels[]>();
  KNOWN.set(cluster, known);
  let labels = known.get(namespace);
  if (labels === undefined) {
    const machines = cluster.machinesIn(namespace).map(podLabelsOf);
    const pods = WORKLOADS.flatMap(([group, kind]) => cluster.ofIn(group, kind,
      namespace).map(({ object }) => labelsOf(kind, object)));
    labels = [...machines, ...pods];
    known.set(namespace, labels);
  }
  return labels;
}

const WORKLOADS = [
  ['', 'Pod'], ['', 'ReplicationController'],
  ['apps', 'DaemonSet'], ['apps', 'Deployment'], ['apps', 'ReplicaSet'], ['apps', 'StatefulSet'],
  ['batch', 'CronJob'], ['batch', 'Job'],
] as const;

function labelsOf(kind: string, object: any): Labels {
  const spec = kind === 'CronJob' ? object?.spec?.jobTemplate?.spec : object?.spec;
  const labels: unknown = (kind === 'Pod' ? object : spec?.template)?.metadata?.labels;
  return isPlain(labels) ? labels as Labels : {};
}
