import type { IConstruct } from 'constructs';

const makers = new WeakSet<IConstruct>();

/** Notes that a construct takes props, and that the objects below it are made of them. */
export function noteMaker(construct: IConstruct): void {
  makers.add(construct);
}

/** Whether the objects below a construct are made of its own props. */
export function takesProps(construct: IConstruct): boolean {
  return makers.has(construct);
}
