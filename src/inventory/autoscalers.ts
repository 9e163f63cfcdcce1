import { namespaceOf } from './clones';
import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import { isMachineTemplate, machinesOfTemplate } from './template-machines';
import { splitApiVersion } from '../releases/api-versions';
import { isPlain } from '../toolkit/merge';

/** Equal machines whose number a HorizontalPodAutoscaler can set. */
export const SCALABLE: readonly string[] = [
  'kubevirt.io/VirtualMachineInstanceReplicaSet', 'pool.kubevirt.io/VirtualMachinePool',
];

/** What a HorizontalPodAutoscaler scales. */
export interface AutoscalerTarget {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/** The target of a HorizontalPodAutoscaler; undefined if it names none. */
export function targetOf({ object }: Entry): AutoscalerTarget | undefined {
  const spec = object?.spec;
  const target = isPlain(spec) ? spec.scaleTargetRef : undefined;
  if (!isPlain(target)) return undefined;
  const { apiVersion, kind, name } = target;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string') return undefined;
  return { group: splitApiVersion(apiVersion)[0], kind, name };
}

/** The HorizontalPodAutoscalers of the bundle that set the number of an object's machines. */
export function autoscalersOf(entry: Entry): readonly Entry[] {
  const { cluster, group, kind, object } = entry;
  if (cluster === undefined || object === undefined) return [];
  const { name } = object.metadata;
  return autoscalersIn(cluster).get(keyOf({ group, kind, name }, namespaceOf(entry))) ?? [];
}

/**
 * The maximum number of machines that an object stands for; undefined if the bundle does not tell. An autoscaler as it
 * will be written counts before what a construct says about it.
 */
export function mostMachines(entry: Entry): number | undefined {
  const stated = entry.machine?.count;
  if (stated !== undefined) return stated;
  if (isMachineTemplate(entry)) return machinesOfTemplate(entry);
  const most = autoscalersOf(entry).map(({ object }) => Number((object?.spec as Bounds).maxReplicas));
  const isKnown = most.length > 0 && !most.includes(NaN);
  return isKnown ? Math.max(...most) : entry.intent.externallyScaled?.maxReplicas;
}

/** The object that an autoscaler scales, if the bundle holds it and it stands for machines. */
export function scaledBy(entry: Entry): Entry | undefined {
  const target = targetOf(entry);
  if (target === undefined || !SCALABLE.includes(`${target.group}/${target.kind}`)) return undefined;
  return entry.cluster?.find(target.group, target.kind, target.name, namespaceOf(entry));
}

interface Bounds {
  readonly maxReplicas?: unknown;
}

const KNOWN = new WeakMap<ClusterView, Map<string, Entry[]>>();

/** The autoscalers of a cluster, by their targets. */
function autoscalersIn(cluster: ClusterView): Map<string, Entry[]> {
  const known = KNOWN.get(cluster);
  if (known !== undefined) return known;
  const autoscalers = new Map<string, Entry[]>();
  for (const entry of cluster.of('autoscaling', 'HorizontalPodAutoscaler')) {
    const target = targetOf(entry);
    if (target === undefined) continue;
    const key = keyOf(target, namespaceOf(entry));
    autoscalers.set(key, [...autoscalers.get(key) ?? [], entry]);
  }
  KNOWN.set(cluster, autoscalers);
  return autoscalers;
}

function keyOf({ group, kind, name }: AutoscalerTarget, namespace: string | undefined): string {
  return [group, kind, namespace, name].join('/');
}
