import type { IConstruct } from 'constructs';
import { findingOf, notesOn } from '../findings/findings';
import { wholeFault } from '../findings/rule';
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
    for (const sentence of validated(construct)) {
      const problem = wholeFault(sentence.replace(/\.$/, ''));
      judgements.push({ rule: OWN_VALIDATION, finding: findingOf(OWN_VALIDATION, problem, construct.node.path) });
    }
    for (const child of construct.node.children) visit(child);
  };
  visit(root);
  return { constructs, judgements };
}

/** What a construct's own validations say; a validation that throws says what it threw. */
function validated(construct: IConstruct): string[] {
  try {
    return construct.node.validate();
  } catch (error) {
    return [`its validation failed: ${error instanceof Error ? error.message : String(error)}`];
  }
}
