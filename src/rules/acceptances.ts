import type { IConstruct } from 'constructs';
import type { IsConsequence } from './consequences';
import type { Judgement } from './judge';
import type { PropRule } from './rule';
import { ruleOf } from './rules';
import { covers } from '../findings/acceptance-file';
import type { Finding } from '../findings/finding';
import { Acceptance, findingOf, notesOn } from '../findings/findings';
import { isReason } from '../findings/reason';
import { wholeFault } from '../findings/rule';
import { whereOf } from '../findings/where';
import {
  ACCEPTANCE_WITHOUT_REASON, NEEDLESS_ACCEPTANCE, NEEDLESS_FILE_ENTRY, UNACCEPTABLE, UNKNOWN_ACCEPTANCE,
} from './acceptance/rules';
import type { Entry } from '../inventory/entry';
import { didYouMean } from '../toolkit/nearest';

/**
 * The prefix of the annotation that accepts an object's findings. The rule's id follows, and the value is the reason.
 */
const ACCEPT_ANNOTATION = 'accept.cdk8s-kubevirt.io/';

/** An acceptance with its place. */
export interface PlacedAcceptance extends Acceptance {
  /** The path of the construct that it covers, with everything below it; empty for the whole program. */
  readonly where: string;
  /** Its place in the configuration file, which other programs may use too; undefined if it is in the program. */
  readonly place?: string;
  /** The object that has it as an annotation; undefined if a construct or the file has it. */
  readonly entry?: Entry;
}

interface Used extends PlacedAcceptance {
  used: boolean;
}

/** The acceptances that constructs have. */
export function acceptancesOf(constructs: readonly IConstruct[]): PlacedAcceptance[] {
  return constructs.flatMap((construct) => (notesOn(construct)?.accepted ?? [])
    .map((accepted) => ({ ...accepted, where: whereOf(construct) })));
}

/**
 * The findings that are not accepted, and those about acceptances that nothing needs.
 * @param constructs the constructs of the program
 */
export function unaccepted(
  judgements: readonly Judgement[],
  acceptances: readonly PlacedAcceptance[],
  isConsequence: IsConsequence,
  constructs: readonly IConstruct[],
): Finding[] {
  const usable: Used[] = acceptances.filter(isUsable).map((each) => ({ ...each, used: false }));
  const byRule = new Map<string, Used[]>();
  for (const each of usable) byRule.set(each.rule, [...byRule.get(each.rule) ?? [], each]);

  const open = judgements.filter((judgement) => {
    if (!judgement.rule.acceptable) return !isConsequence(judgement);
    const ofRule = byRule.get(judgement.rule.id) ?? [];
    const covering = ofRule.filter((each) => isCovered(judgement, each));
    for (const each of covering) each.used = true;
    return covering.length === 0 && !isConsequence(judgement);
  });
  return [
    ...open.map(({ finding }) => finding),
    // An annotation may come from a template that serves many objects, so an unneeded one is not a mistake.
    ...usable.filter(({ used, entry }) => !used && entry === undefined)
      .map((each) => needless(each, constructs)),
    ...usable.filter(({ used, entry }) => !used && entry !== undefined)
      .flatMap((each) => misplaced(each, open)),
  ];
}

/** What an annotation cannot accept: a finding about a construct that made the object, and not about the object. */
function misplaced(annotation: PlacedAcceptance, open: readonly Judgement[]): Finding[] {
  const meant = open.find(({ rule, entry, finding }) =>
    entry === undefined && rule.id === annotation.rule && covers(finding.where, annotation.where));
  if (meant === undefined) return [];
  const about = meant.finding.where;
  return [findingAbout(annotation, NEEDLESS_ACCEPTANCE,
    `does nothing as an annotation, which covers only findings about its object: this one is about ${about}`,
    `Accept it with Findings.accept on ${about}, or in the configuration file.`)];
}

/** The acceptances that objects have as annotations. Each covers only the findings about its own object. */
export function acceptancesIn(entries: readonly Entry[]): PlacedAcceptance[] {
  return entries.flatMap((entry) => Object.entries(entry.object?.metadata.annotations ?? {})
    .filter(([key]) => key.startsWith(ACCEPT_ANNOTATION))
    .map(([key, reason]) => ({
      rule: key.slice(ACCEPT_ANNOTATION.length),
      reason: typeof reason === 'string' ? reason : '',
      where: entry.where,
      entry,
    })));
}

/** Whether an acceptance covers a finding: that of its object, or those of a construct and all below it. */
function isCovered({ entry, finding }: Judgement, acceptance: PlacedAcceptance): boolean {
  return acceptance.entry === undefined ? covers(acceptance.where, finding.where) : acceptance.entry === entry;
}

function isUsable({ rule, reason }: PlacedAcceptance): boolean {
  return ruleOf(rule)?.acceptable === true && isReason(reason);
}

/** The findings about acceptances that accept nothing, whatever the program breaks. */
export function faultyAcceptances(acceptances: readonly PlacedAcceptance[]): Finding[] {
  return acceptances.flatMap(problemWith);
}

function problemWith(acceptance: PlacedAcceptance): Finding[] {
  const { rule: id, reason } = acceptance;
  const rule = ruleOf(id);
  if (rule === undefined) return [findingAbout(acceptance, UNKNOWN_ACCEPTANCE, 'names a rule that does not exist')];
  if (!rule.acceptable) {
    return [findingAbout(acceptance, UNACCEPTABLE,
      `does nothing: what breaks the rule "${rule.title}" cannot be accepted`)];
  }
  if (isReason(reason)) return [];
  return [findingAbout(acceptance, ACCEPTANCE_WITHOUT_REASON, 'has no reason')];
}

function needless(acceptance: PlacedAcceptance, constructs: readonly IConstruct[]): Finding {
  if (acceptance.place === undefined) return findingAbout(acceptance, NEEDLESS_ACCEPTANCE, 'is not needed');
  const paths = constructs.map(whereOf);
  const { where } = acceptance;
  if (paths.includes(where)) return findingAbout(acceptance, NEEDLESS_FILE_ENTRY, 'is not needed');
  const meant = didYouMean(where, paths.filter((path) => path !== '')).trimStart();
  return findingAbout(acceptance, NEEDLESS_FILE_ENTRY, `is not needed: no construct has the path "${where}"`,
    [meant, NEEDLESS_FILE_ENTRY.remedy].filter((each) => each !== '').join(' '));
}

/** A finding about an acceptance. One about an entry of the file is not about a construct. */
function findingAbout(acceptance: PlacedAcceptance, rule: PropRule, problem: string, remedy = rule.remedy): Finding {
  const { rule: id, place, where } = acceptance;
  const [at, named] = place === undefined ? [where, id] : ['', `${id} (${place})`];
  return findingOf(rule, wholeFault(`the acceptance of ${named} ${problem}`, remedy), at);
}
