import type {
  Affinity, MatchExpression, NodeSelectorTerm, PodAffinity, PodAffinityTerm,
} from '../../../imports/kubevirt.io';
import type { Scheduling } from '../../machines/scheduling';
import { items } from '../../toolkit/shape';

/** A part of an affinity or a spread, with the path of its field. */
export interface At<T> {
  readonly at: string;
  readonly it: T;
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/** The path of the node terms. At least one must match. */
export function requiredNodeTerms(at: string): string {
  return `${at}.nodeAffinity.${REQUIRED}.nodeSelectorTerms`;
}

/** All terms about nodes, required and preferred. */
export function nodeTermsIn(affinity: Affinity | undefined, at: string): At<NodeSelectorTerm>[] {
  const nodes = affinity?.nodeAffinity;
  if (nodes === undefined) return [];
  return [
    ...each(nodes[REQUIRED]?.nodeSelectorTerms, requiredNodeTerms(at)),
    ...each(nodes[PREFERRED], `${at}.nodeAffinity.${PREFERRED}`)
      .map((preferred) => ({ at: `${preferred.at}.preference`, it: preferred.it.preference ?? {} })),
  ];
}

/** All terms about pods, required and preferred, of affinity and anti-affinity. */
export function podTermsIn(affinity: Affinity | undefined, at: string): At<Partial<PodAffinityTerm>>[] {
  return [
    ...podTerms(affinity?.podAffinity, `${at}.podAffinity`),
    ...podTerms(affinity?.podAntiAffinity, `${at}.podAntiAffinity`),
  ];
}

function podTerms(pods: PodAffinity | undefined, at: string): At<Partial<PodAffinityTerm>>[] {
  if (pods === undefined) return [];
  return [
    ...each(pods[REQUIRED], `${at}.${REQUIRED}`),
    ...each(pods[PREFERRED], `${at}.${PREFERRED}`)
      .map((preferred) => ({ at: `${preferred.at}.podAffinityTerm`, it: preferred.it.podAffinityTerm ?? {} })),
  ];
}

/** All preferences. Each has a weight. */
export function preferencesIn(affinity: Affinity | undefined, at: string): At<{ readonly weight?: number }>[] {
  return (['nodeAffinity', 'podAffinity', 'podAntiAffinity'] as const)
    .flatMap((kind) => each<{ readonly weight?: number }>(affinity?.[kind]?.[PREFERRED], `${at}.${kind}.${PREFERRED}`));
}

/** A selector of pods or namespaces. */
export interface Selector {
  readonly matchLabels?: { readonly [key: string]: string };
  readonly matchExpressions?: readonly MatchExpression[];
}

/** All label selectors of an affinity. */
export function selectorsIn(affinity: Affinity | undefined, at: string): At<Selector>[] {
  const found: At<Selector>[] = [];
  for (const { it: { labelSelector, namespaceSelector }, at: term } of podTermsIn(affinity, at)) {
    if (isThere(labelSelector)) found.push({ it: labelSelector, at: `${term}.labelSelector` });
    if (isThere(namespaceSelector)) found.push({ it: namespaceSelector, at: `${term}.namespaceSelector` });
  }
  return found;
}

/** The label selectors of spread constraints. */
export function spreadSelectorsIn(constraints: Scheduling['topologySpreadConstraints'], at: string): At<Selector>[] {
  const found: At<Selector>[] = [];
  for (const { it: { labelSelector }, at: constraint } of each(constraints, at)) {
    if (isThere(labelSelector)) found.push({ it: labelSelector, at: `${constraint}.labelSelector` });
  }
  return found;
}

/**
 * Collects what several rules need in succession only once for each object that they judge. These objects must be new
 * for each judgement.
 */
export function once<T>(collect: (scheduling: Scheduling, at: string) => T): typeof collect {
  let last: { readonly scheduling: Scheduling; readonly at: string; readonly found: T } | undefined;
  return (scheduling, at) => {
    if (last?.scheduling !== scheduling || last.at !== at) last = { scheduling, at, found: collect(scheduling, at) };
    return last.found;
  };
}

const NONE: never[] = [];

/** The items of a list, each with its path. */
export function each<T>(list: readonly T[] | undefined, at: string): At<T>[] {
  const all = items(list);
  return all.length === 0 ? NONE : all.map((it, index) => ({ at: `${at}[${index}]`, it }));
}

function isThere<T>(it: T | undefined): it is T {
  return it !== undefined && it !== null;
}
