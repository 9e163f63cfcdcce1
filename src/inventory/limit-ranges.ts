import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import { Amounts, amountsOf, ContainerResources } from '../machines/launcher/pod-resources';
import { isPlain } from '../toolkit/merge';
import type { Quantity } from '../toolkit/quantity';

/** One item of a LimitRange, with the defaults that the API server fills in. */
export interface LimitRangeItem {
  readonly entry: Entry;
  /** Its path within the LimitRange. */
  readonly at: string;
  readonly type: unknown;
  readonly min: Amounts;
  readonly max: Amounts;
  readonly ratio: Amounts;
  /** The default limits, each with the field that it comes from. */
  readonly default: Defaults;
  /** The default requests, each with the field that it comes from. */
  readonly defaultRequest: Defaults;
}

/** Amounts with the fields that they come from. */
export type Defaults = ReadonlyMap<string, { readonly amount: Quantity; readonly part: string }>;

const KNOWN = new WeakMap<ClusterView, Map<string, readonly LimitRangeItem[]>>();

/** The items of all LimitRanges of a namespace. */
export function limitRangesIn(cluster: ClusterView, namespace: string): readonly LimitRangeItem[] {
  const known = KNOWN.get(cluster) ?? new Map<string, readonly LimitRangeItem[]>();
  KNOWN.set(cluster, known);
  let items = known.get(namespace);
  if (items === undefined) {
    known.set(namespace, items = cluster.ofIn('', 'LimitRange', namespace).flatMap(itemsOf));
  }
  return items;
}

function itemsOf(entry: Entry): LimitRangeItem[] {
  const spec: unknown = entry.object?.spec;
  const limits = isPlain(spec) && Array.isArray(spec.limits) ? spec.limits : [];
  return limits.flatMap((item, index) => (isPlain(item) ? [itemOf(entry, item, `spec.limits[${index}]`)] : []));
}

/** Kubernetes v1.35, pkg/apis/core/v1/defaults.go: SetDefaults_LimitRangeItem. */
function itemOf(entry: Entry, item: { readonly [key: string]: unknown }, at: string): LimitRangeItem {
  const part = (key: string): Amounts => amountsOf(isPlain(item[key]) ? item[key] : {});
  const named = (key: string): Defaults => new Map(
    [...part(key)].map(([resource, amount]) => [resource, { amount, part: key }]));
  const isContainer = item.type === 'Container';
  const limits: Defaults = isContainer ? new Map([...named('max'), ...named('default')]) : new Map();
  const requests: Defaults = isContainer
    ? new Map([...named('min'), ...limits, ...named('defaultRequest')]) : new Map();
  return {
    entry,
    at,
    type: item.type,
    min: part('min'),
    max: part('max'),
    ratio: part('maxLimitRequestRatio'),
    default: limits,
    defaultRequest: requests,
  };
}

/** A container with the defaults of LimitRanges. */
export interface DefaultedContainer extends ContainerResources {
  /** Its limits that are defaults, with the item that they come from. */
  readonly limitsFrom: ReadonlyMap<string, LimitRangeItem>;
}

/** Fills in the defaults of LimitRanges (Kubernetes v1.35, plugin/pkg/admission/limitranger). */
export function withDefaults(container: ContainerResources, ranges: readonly LimitRangeItem[]): DefaultedContainer {
  const limits = new Map(container.limits);
  const requests = new Map(container.requests);
  const limitsFrom = new Map<string, LimitRangeItem>();
  for (const range of ranges) {
    for (const [resource, { amount }] of range.default) {
      if (limits.has(resource)) continue;
      limits.set(resource, amount);
      limitsFrom.set(resource, range);
    }
    for (const [resource, { amount }] of range.defaultRequest) {
      if (!requests.has(resource)) requests.set(resource, amount);
    }
  }
  return { ...container, limits, requests, limitsFrom };
}
