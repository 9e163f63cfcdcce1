import type { IConstruct } from 'constructs';
import { Inventory, withInventory } from './inventory';

const PREPARATION = Symbol.for('cdk8s-kubevirt.preparation');
const COMPLETION = Symbol.for('cdk8s-kubevirt.completion');

/** What a construct does when the whole program is known, such as giving a right to the machines that need it. */
export type Preparation = (inventory: Inventory) => void;

/**
 * Registers what a construct does before the objects of the finished program are judged. The function gets a
 * provisional inventory; it may add objects and change those that are not ours. It runs at each synthesis, so it must
 * be idempotent.
 */
export function onPrepare(construct: IConstruct, preparation: Preparation): void {
  Object.defineProperty(construct, PREPARATION, { value: preparation, configurable: true });
}

/**
 * Registers what a construct adds to objects below it before all preparations, so that all of them see it. The function
 * must be idempotent.
 */
export function beforePrepare(construct: IConstruct, completion: () => void): void {
  Object.defineProperty(construct, COMPLETION, { value: completion, configurable: true });
}

/**
 * Runs the preparations of all constructs, in the order of the program. Returns the provisional inventory, if one was
 * made.
 */
export function prepare(root: IConstruct): Inventory | undefined {
  const constructs = root.node.findAll() as Prepared[];
  for (const construct of constructs) construct[COMPLETION]?.();
  const preparations = constructs.flatMap((construct) => construct[PREPARATION] ?? []);
  if (preparations.length === 0) return undefined;
  return withInventory(root, (inventory) => {
    for (const preparation of preparations) preparation(inventory);
    return inventory;
  });
}

interface Prepared extends IConstruct {
  readonly [COMPLETION]?: () => void;
  readonly [PREPARATION]?: Preparation;
}
