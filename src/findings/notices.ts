import type { IConstruct } from 'constructs';
import { Finding, lineOf, Severity } from './finding';

const TOLD = new WeakMap<IConstruct, Set<string>>();

/**
 * Splits findings for an app that only asks constructs for errors: returns the lines of the errors, and prints warnings
 * and infos to stderr. cdk8s' own `App` asks once for each chart, so each line is printed once for a program.
 */
export function errorsAmong(findings: readonly Finding[], construct: IConstruct): string[] {
  const { root } = construct.node;
  const told = TOLD.get(root) ?? new Set<string>();
  TOLD.set(root, told);
  for (const finding of findings.filter(({ severity }) => severity !== Severity.ERROR)) {
    const line = lineOf(finding);
    if (!told.has(line)) process.stderr.write(`${line}\n`);
    told.add(line);
  }
  return findings.filter(({ severity }) => severity === Severity.ERROR).map(lineOf);
}
