import type { IConstruct } from 'constructs';
import { areUsable } from './call';
import { accept } from '../findings/findings';

/** Findings of a program, and which of them are accepted. */
export class Findings {
  /**
   * Accepts what a rule finds on a construct and on everything below it.
   *
   * Synthesis stops if the rule does not exist, if it cannot be accepted (the API server or a webhook would refuse the
   * object anyway), or if the reason is empty. It warns when the acceptance is no longer needed.
   * @param construct the construct
   * @param rule the rule's id, as findings show it: `POOL004`
   * @param reason why it is right here, in words; reviewers read it
   */
  public static accept(construct: IConstruct, rule: string, reason: string): void {
    if (areUsable(construct, 'Findings.accept', [construct, rule, reason])) accept(construct, { rule, reason });
  }

  private constructor() {}
}
