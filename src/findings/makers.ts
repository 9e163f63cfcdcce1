import type { IConstruct } from 'constructs';

const makers = new WeakSet<IConstruct>();

/** Records that a construct takes props, and that the objects below it are made from them. */
export function noteMaker(construct: IConstruct): void {
  makers.add(construct);
}

/** Whether the objects below a construct are made from its own props. */
export function takesProps(construct: IConstruct): boolean {
  return makers.has(construct);
}
