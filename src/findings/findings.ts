import type { IConstruct } from 'constructs';
import { covers, FileAcceptance, readAcceptances } from './acceptance-file';
import type { Finding } from './finding';
import { errorsAmong } from './notices';
import { isReason } from './reason';
import type { Fault, RuleInfo } from './rule';
import { redacted } from '../toolkit/secrets/redacted';

const NOTES = Symbol.for('cdk8s-kubevirt.findings');
const JUDGES = Symbol.for('cdk8s-kubevirt.judges');

/** Accepts that a construct, and everything below it, breaks a rule. */
export interface Acceptance {
  readonly rule: string;
  readonly reason: string;
}

/** A finding of a construct about what it was given. */
export interface Found {
  readonly rule: RuleInfo;
  readonly finding: Finding;
  /** Set if a stand-in replaces the given value, so that other findings may follow from it. */
  readonly replaced?: Replaced;
  /** The given name, if it cannot be one. */
  readonly rejected?: string;
}

/** Props that stand-ins replace. */
export interface Replaced {
  /** The paths of the props. */
  readonly props: readonly string[];
  /** Whether the construct cannot be made without them, so that findings about its objects are meaningless. */
  readonly isRequired: boolean;
}

/** The notes on one construct. */
export interface Notes {
  readonly found: Found[];
  readonly accepted: Acceptance[];
}

/** Records that a construct, and everything below it, may break a rule. */
export function accept(construct: IConstruct, acceptance: Acceptance): void {
  notes(construct).accepted.push(acceptance);
}

/** Records faults that a construct found in its props. They are reported with the findings of the whole program. */
export function report(construct: IConstruct, rule: RuleInfo, faults: Iterable<Fault>, replaced?: Replaced): void {
  for (const each of faults) {
    const finding = findingOf(rule, each, construct.node.path);
    const { found } = notes(construct);
    if (found.length === 0) construct.node.addValidation({ validate: () => unjudged(construct) });
    found.push({ rule, finding, replaced, rejected: each.rejected });
  }
}

/** The finding for a fault; `nameOf` is the name of the field in the message. */
export function findingOf(rule: RuleInfo, { field, problem, remedy }: Fault, where: string, nameOf?: string): Finding {
  const name = nameOf ?? field;
  const text = name === undefined ? problem : `${name} ${problem}`;
  const message = redacted(/[.!?]$/.test(text) ? text : `${text}.`);
  return { rule: rule.id, severity: rule.severity, where, message, remedy, field };
}

/** The notes on a construct, if there are any. */
export function notesOn(construct: IConstruct): Notes | undefined {
  return (construct as { [NOTES]?: Notes })[NOTES];
}

/** Marks an app that judges the whole program. cdk8s' own `App` only asks constructs for errors. */
export function declareJudge(app: IConstruct): void {
  Object.defineProperty(app, JUDGES, { value: true });
}

/** Whether the app around a construct judges the whole program. */
export function isJudged(construct: IConstruct): boolean {
  return (construct.node.root as { [JUDGES]?: true })[JUDGES] ?? false;
}

/** Whether a construct or one above it accepts the findings of a rule. */
function isAccepted(construct: IConstruct, rule: RuleInfo): boolean {
  return rule.acceptable && construct.node.scopes.some((scope) => {
    const accepted = notesOn(scope)?.accepted ?? [];
    return accepted.some((each) => each.rule === rule.id && isReason(each.reason));
  });
}

function isAcceptedIn(file: readonly FileAcceptance[], construct: IConstruct, rule: RuleInfo): boolean {
  const covering = file.filter((each) => each.rule === rule.id && covers(each.where, construct.node.path));
  return rule.acceptable && covering.some(({ reason }) => isReason(reason));
}

function notes(construct: IConstruct): Notes {
  const known = notesOn(construct);
  if (known !== undefined) return known;
  const fresh: Notes = { found: [], accepted: [] };
  Object.defineProperty(construct, NOTES, { value: fresh });
  return fresh;
}

/** The errors of a construct, for an app that does not judge the program itself. Notices are printed. */
function unjudged(construct: IConstruct): string[] {
  if (isJudged(construct)) return [];
  const { acceptances } = readAcceptances();
  const open = (notesOn(construct)?.found ?? [])
    .filter(({ rule }) => !isAccepted(construct, rule) && !isAcceptedIn(acceptances, construct, rule));
  return errorsAmong(open.map(({ finding }) => finding), construct);
}
