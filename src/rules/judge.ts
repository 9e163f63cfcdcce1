import { isAbout } from './releases';
import type { Rule, ObjectRule, AnyObjectRule, ClusterRule, BundleRule, MachineRule, PlacedFault, Sieve } from './rule';
import { RULES } from './rules';
import { Finding, ObjectReference, Severity } from '../findings/finding';
import { findingOf, Replaced } from '../findings/findings';
import type { Fault, RuleInfo } from '../findings/rule';
import type { ClusterView } from '../inventory/cluster-view';
import type { Entry } from '../inventory/entry';
import type { Inventory } from '../inventory/inventory';
import { fieldOfDeployment, isFoundOut, isMadeAlong } from '../machine-controller/made/fields';
import type { EmbeddedMachine } from '../machines/embedded';
import { PartsOfMachine, partsOf } from '../machines/parts';
import type { KubernetesObject } from '../releases/facts';

/** A finding with its rule and, if it is about an object, the object's entry. */
export interface Judgement {
  readonly rule: RuleInfo;
  readonly finding: Finding;
  readonly entry?: Entry;
  /** The prop that the field came from. */
  readonly prop?: string;
  /** Set if a stand-in replaces the prop that the finding is about. */
  readonly replaced?: Replaced;
  /** The name that the finding is about, if it cannot be one. */
  readonly rejected?: string;
}

function rulesOn<R extends Rule>(on: R['on']): R[] {
  return RULES.filter((rule): rule is R => rule.on === on);
}

const ANY_OBJECT = bySieve(rulesOn<AnyObjectRule>('any object'));
const MACHINE = rulesOn<MachineRule>('machine');
const CLUSTER = rulesOn<ClusterRule>('cluster');
const BUNDLE = rulesOn<BundleRule>('bundle');
const BY_KIND = byKind(rulesOn<ObjectRule>('object'));

/** All findings of the rules in a bundle, or in some of its clusters. */
export function judge(inventory: Inventory, clusters = inventory.clusters): Judgement[] {
  const ofEntries = judgeEntries(inventory.entries);
  return [
    ...oncePerProp([...ofEntries, ...judgeForeseen(inventory.foreseen, ofEntries)]),
    ...clusters.flatMap(judgeCluster),
    ...BUNDLE.flatMap((rule) => [...rule.check(inventory)].map((each) => placed(rule, each))),
  ];
}

/** A prop may be written to several fields of the objects of one construct. Its mistake is reported once. */
function oncePerProp(judgements: readonly Judgement[]): Judgement[] {
  const told = new Set<string>();
  return judgements.filter(({ rule, prop, finding }) => {
    if (prop === undefined) return true;
    const maker = finding.where.slice(0, Math.max(finding.where.lastIndexOf('/'), 0));
    const key = `${rule.id} ${maker} ${finding.message}`;
    const isNew = !told.has(key);
    told.add(key);
    return isNew;
  });
}

function judgeCluster(cluster: ClusterView): Judgement[] {
  return CLUSTER.filter((rule) => isAbout(rule, cluster.facts)).flatMap((rule) =>
    [...rule.check(cluster)].map((each) => placed(rule, each, cluster.where)),
  );
}

function judgeEntries(entries: readonly Entry[]): Judgement[] {
  const judgements: Judgement[] = [];
  for (const entry of entries) {
    const found = judgeEntry(entry);
    if (found !== NONE) judgements.push(...found);
  }
  return judgements;
}

/**
 * Machines that other objects will make are judged as machines. If an object has an error, so may its machines, and
 * nothing is said of them; nor is anything doubtful that the program cannot change, or what is made with a machine.
 */
function judgeForeseen(foreseen: readonly Entry[], ofEntries: readonly Judgement[]): Judgement[] {
  if (foreseen.length === 0) return [];
  const isError = ({ finding }: Judgement): boolean => finding.severity === Severity.ERROR;
  const faulty = new Set(ofEntries.filter(isError).map(({ finding }) => finding.where));
  const sound = foreseen.filter(({ where, isReadable }) => isReadable && !faulty.has(where));
  return sound.flatMap((entry) => judgeContent(entry.object!, entry).filter((each) => {
    const { field } = each.finding;
    if (field === undefined) return true;
    if (isFoundOut(field, entry.object!)) return false;
    return fieldOfDeployment(field) !== undefined || (isError(each) && !isMadeAlong(field));
  }));
}

const NONE: readonly Judgement[] = [];

/**
 * Rules about any object, above all the schema rules, are checked first. If one of them reports a field, other rules
 * report nothing about this field and others from the same prop, so that one mistake gives one finding.
 */
function judgeEntry(entry: Entry): readonly Judgement[] {
  const { object } = entry;
  if (object === undefined) return NONE;
  const judgements = judgeAnyObject(object, entry);
  const others = entry.isReadable ? judgeContent(object, entry) : NONE;
  if (judgements.length === 0) return others;
  return oncePerField([...judgements, ...others], judgements.length);
}

/** Leaves out findings about a field or a prop that one of the first `count` findings, of another rule, is about. */
function oncePerField(judgements: readonly Judgement[], count: number): Judgement[] {
  const told = new Map<string, RuleInfo>();
  return judgements.filter((each, index) => {
    const keys = subjectsOf(each);
    if (keys.some((key) => (told.get(key) ?? each.rule) !== each.rule)) return false;
    // Accepted findings must not hide others.
    if (index < count && !each.rule.acceptable) for (const key of keys) told.set(key, each.rule);
    return true;
  });
}

function subjectsOf({ finding: { field }, prop }: Judgement): string[] {
  return [...(field === undefined ? [] : [`field ${field}`]), ...(prop === undefined ? [] : [`prop ${prop}`])];
}

/** The findings of rules that check every object. */
function judgeAnyObject(object: KubernetesObject, entry: Entry): readonly Judgement[] {
  let judgements = NONE;
  for (const { sieve, rules } of ANY_OBJECT) {
    if (!sieve(object, entry)) continue;
    for (const rule of rules) {
      if (!isAbout(rule, entry.cluster?.facts)) continue;
      judgements = withFaults(judgements, rule, rule.check(object, entry), entry);
    }
  }
  return judgements;
}

/** The findings of rules about the object's kind, and about the machine in it. */
function judgeContent(object: KubernetesObject, entry: Entry): readonly Judgement[] {
  let judgements = NONE;
  for (const rule of BY_KIND.get(`${entry.group}/${entry.kind}`) ?? []) {
    if (!isAbout(rule, entry.cluster?.facts)) continue;
    judgements = withFaults(judgements, rule, rule.check(object, entry), entry);
  }
  const { machine } = entry;
  if (machine === undefined) return judgements;
  for (const rule of rulesAbout(machine)) {
    if (!isAbout(rule, entry.cluster?.facts)) continue;
    judgements = withFaults(judgements, rule, rule.check(machine, entry), entry, machine);
  }
  return judgements;
}

/** Adds the faults to the judgements, if there are any. Fields of a machine's faults are paths within its spec. */
function withFaults(
  judgements: readonly Judgement[],
  rule: Rule,
  faults: Iterable<Fault>,
  entry: Entry,
  machine?: EmbeddedMachine,
): readonly Judgement[] {
  if (Array.isArray(faults) && faults.length === 0) return judgements;
  const found: Judgement[] = [];
  for (const each of faults) {
    const field = each.field && machine !== undefined ? machine.fieldIn(each.field) : each.field;
    if (field !== undefined && machine !== undefined && entry.isLeftOpen(field)) continue;
    found.push(ofObject(rule, { ...each, field }, entry));
  }
  return found.length === 0 ? judgements : [...judgements, ...found];
}

const BY_PARTS = new Map<PartsOfMachine, readonly MachineRule[]>();

/** The rules that concern the parts of a machine. Most machines of a bundle have the same parts. */
function rulesAbout(machine: EmbeddedMachine): readonly MachineRule[] {
  const parts = partsOf(machine);
  let rules = BY_PARTS.get(parts);
  if (rules === undefined) {
    rules = MACHINE.filter(({ concerns }) => concerns.some((part) => parts.has(part)));
    BY_PARTS.set(parts, rules);
  }
  return rules;
}

/** The judgement for a fault that is about an object or a construct. */
export function placed(rule: RuleInfo, { entry, where, ...each }: PlacedFault, otherwise = ''): Judgement {
  if (entry !== undefined) return ofObject(rule, each, entry);
  return { rule, finding: findingOf(rule, each, where ?? otherwise), rejected: each.rejected };
}

function ofObject(rule: RuleInfo, each: Fault, entry: Entry): Judgement {
  const prop = each.field && entry.intent.propOf?.(each.field, entry.object);
  const told = prop === undefined || each.inProps === undefined ? each : { ...each, remedy: each.inProps };
  const finding = { ...findingOf(rule, told, entry.where, prop), object: referenceTo(entry) };
  return { rule, entry, prop, finding, rejected: each.rejected };
}

function referenceTo(entry: Entry): ObjectReference | undefined {
  if (entry.object === undefined) return undefined;
  const {
    kind,
    metadata: { name, namespace },
  } = entry.object;
  return { group: entry.group, kind, name, namespace };
}

function byKind(rules: readonly ObjectRule[]): Map<string, ObjectRule[]> {
  const map = new Map<string, ObjectRule[]>();
  for (const rule of rules) {
    for (const kind of rule.kinds) map.set(kind, [...(map.get(kind) ?? []), rule]);
  }
  return map;
}

/** The rules by sieve, in the order of the first rule of each. */
function bySieve(
  rules: readonly AnyObjectRule[],
): { readonly sieve: Sieve; readonly rules: readonly AnyObjectRule[] }[] {
  const sieves = new Set(rules.map(({ sieve }) => sieve));
  return [...sieves].map((sieve) => ({ sieve, rules: rules.filter((rule) => rule.sieve === sieve) }));
}
