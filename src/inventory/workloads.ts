import type { Entry } from './entry';
import { DefaultedContainer, LimitRangeItem, withDefaults } from './limit-ranges';
import { amountsOf } from '../machines/launcher/pod-resources';
import { isPlain } from '../toolkit/merge';

type Fields = { readonly [key: string]: unknown };

/** Equal pods that an object of Kubernetes' own stands for. */
export interface Workload {
  readonly count: number;
  /** The containers that run at the same time. */
  readonly containers: readonly DefaultedContainer[];
}

const REPLICATED = ['/ReplicationController', 'apps/Deployment', 'apps/ReplicaSet', 'apps/StatefulSet'];

/** The pods of an object; undefined if it stands for none, or for as many as there are nodes or events. */
export function workloadOf({ group, kind, object }: Entry, ranges: readonly LimitRangeItem[]): Workload | undefined {
  const key = `${group}/${kind}`;
  const spec = fieldsOf(object?.spec);
  if (key === '/Pod') return { count: 1, containers: containersOf(spec, ranges) };
  const isReplicated = REPLICATED.includes(key);
  if (!isReplicated && key !== 'batch/Job') return undefined;
  const count = (isReplicated ? spec.replicas : spec.suspend === true ? 0 : spec.parallelism) ?? 1;
  if (!Number.isInteger(count) || Number(count) < 1) return undefined;
  return { count: Number(count), containers: containersOf(fieldsOf(fieldsOf(spec.template).spec), ranges) };
}

/** The containers that stay: init containers that end take no more than the others together, as a rule. */
function containersOf(pod: Fields, ranges: readonly LimitRangeItem[]): DefaultedContainer[] {
  const staying = listOf(pod.initContainers).filter(({ restartPolicy }) => restartPolicy === 'Always');
  return [...listOf(pod.containers), ...staying].map((container) => {
    const { requests, limits } = fieldsOf(container.resources);
    const stated = amountsOf(fieldsOf(limits));
    // a limit without a request is the request, too
    const asked = new Map([...stated, ...amountsOf(fieldsOf(requests))]);
    return withDefaults({ name: String(container.name), requests: asked, limits: stated }, ranges);
  });
}

function listOf(list: unknown): Fields[] {
  return Array.isArray(list) ? list.filter(isPlain) : [];
}

function fieldsOf(value: unknown): Fields {
  return isPlain(value) ? value : {};
}
