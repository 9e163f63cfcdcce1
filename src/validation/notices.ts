import type { IConstruct } from 'constructs';

const NOTICE = 'cdk8s-kubevirt:notice';

/** Leaves a remark that is worth knowing but not wrong; `BundleApp` prints it to stderr behind the construct's path. */
export function notice(construct: IConstruct, sentence: string): void {
  construct.node.addMetadata(NOTICE, sentence);
}

/** The remarks left on one construct, in the order in which they were made. */
export function noticesOf(construct: IConstruct): string[] {
  return construct.node.metadata.filter((entry) => entry.type === NOTICE).map((entry) => String(entry.data));
}
