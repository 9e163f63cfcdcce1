import type { Judgement } from './judge';
import { Severity } from '../findings/finding';
import type { RuleInfo } from '../findings/rule';
import type { Entry } from '../inventory/entry';
import { stepsOf, valueAt } from '../toolkit/at';

/**
 * The findings about a single value, such as a text or a number, that another rule rejects for good. Of several rules
 * that do, the first one is told. A list or a mapping may have several mistakes, so findings about it are all told.
 */
export function repetitionsIn(judgements: readonly Judgement[]): ReadonlySet<Judgement> {
  const byEntry = new Map<Entry, Judgement[]>();
  for (const each of judgements) {
    if (each.entry === undefined || !isAboutOneValue(each)) continue;
    const others = byEntry.get(each.entry);
    if (others === undefined) byEntry.set(each.entry, [each]);
    else others.push(each);
  }
  return new Set([...byEntry.values()].flatMap(repeated));
}

function repeated(judgements: readonly Judgement[]): Judgement[] {
  if (judgements.length < 2) return [];
  const rejecting = new Map<string, RuleInfo>();
  for (const each of judgements.filter(rejects)) {
    const keys = keysOf(each);
    const first = keys.map((key) => rejecting.get(key)).find((rule) => rule !== undefined) ?? each.rule;
    for (const key of keys) rejecting.set(key, rejecting.get(key) ?? first);
  }
  return judgements.filter((each) => keysOf(each).some((key) => (rejecting.get(key) ?? each.rule) !== each.rule));
}

/** Whether the value must change, whatever a program accepts. */
function rejects({ rule }: Judgement): boolean {
  return rule.severity === Severity.ERROR && !rule.acceptable;
}

function isAboutOneValue({ entry, finding: { field } }: Judgement): boolean {
  const steps = field === undefined ? undefined : stepsOf(field);
  return steps !== undefined && !(valueAt(entry!.object, steps) instanceof Object);
}

/** A prop may be written to several fields of an object. */
function keysOf({ prop, finding: { field } }: Judgement): string[] {
  return prop === undefined ? [`field ${field}`] : [`field ${field}`, `prop ${prop}`];
}
