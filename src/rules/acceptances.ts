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
 * Begins the annotation by which an object's findings are accepted; the rule's id follows, and the value is the
 * reason.
 */
const ACCEPT_ANNOTATION = 'accept.cdk8s-kubevirt.io/';

/** An acceptance with the place that it holds for. */
export interface PlacedAcceptance extends Acceptance {
  /** The path of the construct that it covers, with all below it; empty for the whole program. */
  readonly where: string;
  /** Whether it stands in the configuration file, which may serve other programs as well. */
  readonly inFile: boolean;
}

interface Used extends PlacedAcceptance {
  used: boolean;
}

/** The acceptances that constructs have. */
export function acceptancesOf(constructs: readonly IConstruct[]): PlacedAcceptance[] {
  return constructs.flatMap((construct) => (notesOn(construct)?.accepted ?? [])
    .map((accepted) => ({ ...accepted, where: construct.node.path, inFile: false })));
}

/** The findings that no one accepts, and what is wrong with the acceptances. */
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
    const covering = ofRule.filter(({ where }) => covers(where, judgement.finding.where));
    for (const each of covering) each.used = true;
    return covering.length === 0 && !acceptsItself(judgement) && !isConsequence(judgement);
  });
  return [
    ...open.map(({ finding }) => finding),
    ...acceptances.flatMap(problemWith),
    ...usable.filter(({ used }) => !used).map(needless),
  ];
}

/** What is wrong with the acceptances that objects have as annotations. */
export function annotationFaults(entries: readonly Entry[]): Finding[] {
  return entries.flatMap((entry) => Object.entries(entry.object?.metadata.annotations ?? {})
    .filter(([key]) => key.startsWith(ACCEPT_ANNOTATION))
    .flatMap(([key, reason]) => problemWith({
      rule: key.slice(ACCEPT_ANNOTATION.length), reason: String(reason), where: entry.where, inFile: false,
    })));
}

function isUsable({ rule, reason }: PlacedAcceptance): boolean {
  return ruleOf(rule)?.acceptable === true && reason.trim() !== '';
}

/** Whether the object's own annotation accepts the finding. */
function acceptsItself({ rule, entry }: Judgement): boolean {
  const reason = entry?.object?.metadata.annotations?.[`${ACCEPT_ANNOTATION}${rule.id}`];
  return typeof reason === 'string' && reason.trim() !== '';
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
