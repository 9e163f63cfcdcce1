import type { IConstruct } from 'constructs';
import { areUsable } from './call';
import { accept } from '../findings/findings';
import { tellErrorsOfAcceptances } from '../rules/unjudged';

/** Accepts findings of a program. */
export class Findings {
  /**
   * Accepts the findings of a rule on a construct and on everything below it.
   *
   * Synthesis stops if the rule does not exist, if it cannot be accepted (the API server or a webhook would refuse the
   * object anyway), or if the reason is empty. It warns if the acceptance is no longer needed.
   * @param construct the construct
   * @param rule the rule's id, as shown in findings: `POOL004`
   * @param reason why breaking the rule is right here; reviewers read it
   */
  public static accept(construct: IConstruct, rule: string, reason: string): void {
    if (!areUsable(construct, 'Findings.accept', [construct, rule, reason])) return;
    accept(construct, { rule, reason });
    tellErrorsOfAcceptances(construct);
  }

  private constructor() {}
}
