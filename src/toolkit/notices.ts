import type { IConstruct } from 'constructs';

const NOTICE = 'cdk8s-kubevirt:notice';

/** Leaves a remark that is worth knowing but not wrong; `BundleApp` prints it to stderr behind the construct's path. */
export function notice(construct: IConstruct, sentence: string): void {
  lateNotice(construct, () => [sentence]);
}

/** Leaves remarks that only the finished program can tell, such as those about an object that is patched later. */
export function lateNotice(construct: IConstruct, sentences: () => string[]): void {
  construct.node.addMetadata(NOTICE, sentences);
}

/** The remarks left on one construct, in the order in which they were made. */
export function noticesOf(construct: IConstruct): string[] {
  return construct.node.metadata.filter((entry) => entry.type === NOTICE).flatMap((entry) => (entry.data as () => string[])());
}
