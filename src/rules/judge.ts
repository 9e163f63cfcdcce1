import type { Rule, ObjectRule, AnyObjectRule, ClusterRule, BundleRule, MachineRule, PlacedFault } from './rule';
import { RULES } from './rules';
import type { Finding, ObjectReference } from '../findings/finding';
import { findingOf, Replaced } from '../findings/findings';
import type { Fault, RuleInfo } from '../findings/rule';
import type { ClusterView } from '../inventory/cluster-view';
import type { Entry } from '../inventory/entry';
import type { Inventory } from '../inventory/inventory';
import type { KubernetesObject } from '../releases/facts';

/** A finding with its rule and, where it is about an object, the object's entry. */
export interface Judgement {
  readonly rule: RuleInfo;
  readonly finding: Finding;
  readonly entry?: Entry;
  /** The prop that the field came from. */
  readonly prop?: string;
  /** Set if something stands in for the prop that the finding is about. */
  readonly replaced?: Replaced;
}

function rulesOn<R extends Rule>(on: R['on']): R[] {
  return RULES.filter((rule): rule is R => rule.on === on);
}

const ANY_OBJECT = rulesOn<AnyObjectRule>('any object');
const MACHINE = rulesOn<MachineRule>('machine');
const CLUSTER = rulesOn<ClusterRule>('cluster');
const BUNDLE = rulesOn<BundleRule>('bundle');
const BY_KIND = byKind(rulesOn<ObjectRule>('object'));

/** All that the rules find in a bundle, or in some of its clusters. */
export function judge(inventory: Inventory, clusters = inventory.clusters): Judgement[] {
  return [
    ...inventory.entries.flatMap(judgeEntry),
    ...clusters.flatMap(judgeCluster),
    ...BUNDLE.flatMap((rule) => [...rule.check(inventory)].map((each) => placed(rule, each))),
  ];
}

function judgeCluster(cluster: ClusterView): Judgement[] {
  return CLUSTER.flatMap((rule) => [...rule.check(cluster)].map((each) => placed(rule, each, cluster.where)));
}

/**
 * What is wrong with the value of a field, rules about any object say first: the schema above all. About such a field
 * the other rules are silent, so that one mistake is one finding.
 */
function judgeEntry(entry: Entry): Judgement[] {
  const { object } = entry;
  const judgements: Judgement[] = [];
  if (object === undefined) return judgements;
  for (const rule of ANY_OBJECT) {
    for (const each of rule.check(object, entry)) judgements.push(ofObject(rule, each, entry));
  }
  if (!entry.isReadable) return judgements;
  const others = [...judgeKind(object, entry), ...judgeMachine(entry)];
  if (judgements.length === 0) return others;
  // What is accepted must hide nothing.
  const final = judgements.filter(({ rule }) => !rule.acceptable);
  const named = new Set(final.map(({ finding }) => finding.field));
  return [...judgements, ...others.filter(({ finding: { field } }) => field === undefined || !named.has(field))];
}

function* judgeKind(object: KubernetesObject, entry: Entry): Iterable<Judgement> {
  for (const rule of BY_KIND.get(`${entry.group}/${entry.kind}`) ?? []) {
    for (const each of rule.check(object, entry)) yield ofObject(rule, each, entry);
  }
}

function* judgeMachine(entry: Entry): Iterable<Judgement> {
  const { machine } = entry;
  if (machine === undefined) return;
  for (const rule of MACHINE) {
    for (const each of rule.check(machine, entry)) {
      yield ofObject(rule, { ...each, field: each.field && machine.fieldIn(each.field) }, entry);
    }
  }
}

function placed(rule: RuleInfo, { entry, where, ...each }: PlacedFault, otherwise = ''): Judgement {
  if (entry !== undefined) return ofObject(rule, each, entry);
  return { rule, finding: findingOf(rule, each, where ?? otherwise) };
}

function ofObject(rule: RuleInfo, each: Fault, entry: Entry): Judgement {
  const prop = each.field && entry.intent.propOf?.(each.field, entry.object);
  return { rule, entry, prop, finding: { ...findingOf(rule, each, entry.where, prop), object: referenceTo(entry) } };
}

function referenceTo(entry: Entry): ObjectReference | undefined {
  if (entry.object === undefined) return undefined;
  const { kind, metadata: { name, namespace } } = entry.object;
  return { group: entry.group, kind, name, namespace };
}

function byKind(rules: readonly ObjectRule[]): Map<string, ObjectRule[]> {
  const map = new Map<string, ObjectRule[]>();
  for (const rule of rules) {
    for (const kind of rule.kinds) map.set(kind, [...map.get(kind) ?? [], rule]);
  }
  return map;
}
