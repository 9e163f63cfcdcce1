import type { IConstruct } from 'constructs';
import { Severity } from '../findings/finding';
import { findingOf, notesOn } from '../findings/findings';
import { wholeFault } from '../findings/rule';
import { OWN_VALIDATION } from '../rules/bundle/own-validation';
import type { Judgement } from '../rules/judge';
import { noticesOf } from '../toolkit/notices';

/** What the constructs of a program say themselves, in the order of the program. */
export interface Program {
  readonly constructs: readonly IConstruct[];
  readonly judgements: readonly Judgement[];
}

// Stands for the notices until each has a rule.
const NOTICE = { ...OWN_VALIDATION, id: 'APP000', severity: Severity.WARNING };

/** Asks every construct once for what it found in its props, and for what its own validations find. */
export function programBelow(root: IConstruct): Program {
  const constructs: IConstruct[] = [];
  const judgements: Judgement[] = [];
  const visit = (construct: IConstruct): void => {
    constructs.push(construct);
    judgements.push(...notesOn(construct)?.found ?? []);
    for (const sentence of construct.node.validate()) {
      judgements.push({ rule: OWN_VALIDATION, finding: findingOf(OWN_VALIDATION, wholeFault(sentence.replace(/\.$/, '')), construct.node.path) });
    }
    for (const sentence of noticesOf(construct)) {
      judgements.push({ rule: NOTICE, finding: findingOf(NOTICE, wholeFault(sentence.replace(/\.$/, '')), construct.node.path) });
    }
    for (const child of construct.node.children) visit(child);
  };
  visit(root);
  return { constructs, judgements };
}
