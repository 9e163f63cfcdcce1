import type { IConstruct } from 'constructs';
import type { IsConsequence } from './consequences';
import type { Judgement } from './judge';
import { ruleOf } from './rules';
import { covers } from '../findings/acceptance-file';
import type { Finding } from '../findings/finding';
import { Acceptance, findingOf, notesOn } from '../findings/findings';
import { wholeFault } from '../findings/rule';
import {
  ACCEPTANCE_WITHOUT_REASON, NEEDLESS_ACCEPTANCE, NEEDLESS_FILE_ENTRY, UNACCEPTABLE, UNKNOWN_ACCEPTANCE,
} from './acceptance/rules';
import type { Entry } from '../inventory/entry';

/**
 * The prefix of the annotation that accepts an object's findings. The rule's id follows, and the value is the reason.
 */
const ACCEPT_ANNOTATION = 'accept.cdk8s-kubevirt.io/';

/** An acceptance with its place. */
export interface PlacedAcceptance extends Acceptance {
  /** The path of the construct that it covers, with everything below it; empty for the whole program. */
  readonly where: string;
  /** Whether it is in the configuration file, which other programs may use too. */
  readonly inFile: boolean;
  /** The object that has it as an annotation; undefined if a construct or the file has it. */
  readonly entry?: Entry;
}

interface Used extends PlacedAcceptance {
  used: boolean;
}

/** The acceptances that constructs have. */
export function acceptancesOf(constructs: readonly IConstruct[]): PlacedAcceptance[] {
  return constructs.flatMap((construct) => (notesOn(construct)?.accepted ?? [])
    .map((accepted) => ({ ...accepted, where: construct.node.path, inFile: false })));
}

/** The findings that are not accepted, and the faults of the acceptances. */
export function unaccepted(
  judgements: readonly Judgement[],
  acceptances: readonly PlacedAcceptance[],
  isConsequence: IsConsequence = () => false,
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
    ...acceptances.flatMap(problemWith),
    // An annotation may come from a template that serves many objects, so one that is not needed is no mistake.
    ...usable.filter(({ used, entry }) => !used && entry === undefined).map(needless),
  ];
}

/** The acceptances that objects have as annotations. Each covers only the findings about its own object. */
export function acceptancesIn(entries: readonly Entry[]): PlacedAcceptance[] {
  return entries.flatMap((entry) => Object.entries(entry.object?.metadata.annotations ?? {})
    .filter(([key]) => key.startsWith(ACCEPT_ANNOTATION))
    .map(([key, reason]) => ({
      rule: key.slice(ACCEPT_ANNOTATION.length),
      reason: typeof reason === 'string' ? reason : '',
      where: entry.where,
      inFile: false,
      entry,
    })));
}

/** Whether an acceptance covers a finding: that of its object, or those of a construct and all below it. */
function isCovered({ entry, finding }: Judgement, acceptance: PlacedAcceptance): boolean {
  return acceptance.entry === undefined ? covers(acceptance.where, finding.where) : acceptance.entry === entry;
}

function isUsable({ rule, reason }: PlacedAcceptance): boolean {
  return ruleOf(rule)?.acceptable === true && reason.trim() !== '';
}

function problemWith(acceptance: PlacedAcceptance): Finding[] {
  const { rule: id, reason, where } = acceptance;
  const rule = ruleOf(id);
  if (rule === undefined) {
    const problem = `the acceptance of "${id}" names no rule`;
    return [findingOf(UNKNOWN_ACCEPTANCE, wholeFault(problem, UNKNOWN_ACCEPTANCE.remedy), where)];
  }
  if (!rule.acceptable) {
    const problem = `${id} cannot be accepted: ${lowerFirst(rule.why).replace(/\.$/, '')}`;
    return [findingOf(UNACCEPTABLE, wholeFault(problem, UNACCEPTABLE.remedy), where)];
  }
  if (reason.trim() !== '') return [];
  const problem = `the acceptance of ${id} has no reason`;
  return [findingOf(ACCEPTANCE_WITHOUT_REASON, wholeFault(problem, ACCEPTANCE_WITHOUT_REASON.remedy), where)];
}

function needless({ rule, where, inFile }: PlacedAcceptance): Finding {
  const about = inFile ? NEEDLESS_FILE_ENTRY : NEEDLESS_ACCEPTANCE;
  return findingOf(about, wholeFault(`the acceptance of ${rule} is not needed`, about.remedy), where);
}

function lowerFirst(text: string): string {
  const isName = !/^[A-Z][a-z]/.test(text) || /^(KubeVirt|Kubernetes|Argo|Flux)/.test(text);
  return isName ? text : text[0].toLowerCase() + text.slice(1);
}
