import type { IConstruct } from 'constructs';
import { validationFaults } from './validations';
import { findingOf, notesOn } from '../findings/findings';
import { OWN_VALIDATION } from '../rules/bundle/own-validation';
import type { Judgement } from '../rules/judge';

/** What the constructs of a program report themselves, in the order of the program. */
export interface Program {
  readonly constructs: readonly IConstruct[];
  readonly judgements: readonly Judgement[];
}

/** Collects the findings of every construct about its props, and the errors of its own validations. */
export function programBelow(root: IConstruct): Program {
  const constructs: IConstruct[] = [];
  const judgements: Judgement[] = [];
  const visit = (construct: IConstruct): void => {
    constructs.push(construct);
    judgements.push(...notesOn(construct)?.found ?? []);
    for (const fault of validationFaults(construct)) {
      judgements.push({ rule: OWN_VALIDATION, finding: findingOf(OWN_VALIDATION, fault, construct.node.path) });
    }
    for (const child of construct.node.children) visit(child);
  };
  visit(root);
  return { constructs, judgements };
}
