import type { IConstruct } from 'constructs';

const WHERE = Symbol.for('cdk8s-kubevirt.where');

/** Lets findings about a construct have another path than its own: one below the construct that made it. */
export function findBelow(construct: IConstruct, maker: IConstruct): void {
  Object.defineProperty(construct, WHERE, { value: `${maker.node.path}/${construct.node.id}`, configurable: true });
}

/** The path that findings about a construct have. */
export function whereOf(construct: IConstruct): string {
  return (construct as { [WHERE]?: string })[WHERE] ?? construct.node.path;
}
