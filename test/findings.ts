import type { IConstruct } from 'constructs';
import { BundleApp, Finding, Severity } from '../src';
import { textOf } from '../src/findings/finding';

/** The errors of a program, each text behind the path of its construct. */
export function errorsOf(app: BundleApp): string[] {
  return app.check().filter(({ severity }) => severity === Severity.ERROR).map(line);
}

/** All findings of a program, each text behind its severity and the path of its construct. */
export function findingsOf(app: BundleApp): string[] {
  return app.check().map((finding) => `${finding.severity} ${line(finding)}`);
}

/** The texts of the warnings and infos about a construct itself and, if its object is made below it, about that. */
export function noticesOf(construct: IConstruct): string[] {
  const paths = construct.node.findAll().map(({ node }) => node.path);
  return (construct.node.root as BundleApp).check()
    .filter(({ severity, where }) => severity !== Severity.ERROR && paths.includes(where))
    .map(textOf);
}

/** The ids of the rules that find something in a program. */
export function rulesOf(app: BundleApp): string[] {
  return [...new Set(app.check().map(({ rule }) => rule))];
}

function line(finding: Finding): string {
  return `[${finding.where}] ${textOf(finding)}`;
}
