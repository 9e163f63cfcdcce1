import { Finding, lineOf } from './finding';
import { findingOf } from './findings';
import type { Fault, RuleInfo } from './rule';
import { printIfUncaught } from './uncaught';

/** The error that stops synthesis. Its message and its property `findings` contain the findings. */
export class BundleError extends Error {
  /** The findings, in the order of the program. */
  public readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(`Validation failed with the following errors:\n  ${findings.map(lineOf).join('\n  ')}`);
    this.name = 'BundleError';
    this.findings = findings;
  }
}

/** Stops a program that cannot continue, with one finding. */
export function refuse(rule: RuleInfo, fault: Fault, where: string): never {
  const error = new BundleError([findingOf(rule, fault, where)]);
  printIfUncaught(error, error.findings.map(lineOf));
  throw error;
}
