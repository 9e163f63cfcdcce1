import type { IConstruct } from 'constructs';
import { SchemaCheck } from './schema-check';

const REALM = Symbol.for('cdk8s-kubevirt.realm');

/** Marks a construct below which objects must be acceptable to one pair of releases. */
export function setRealm(construct: IConstruct, check: SchemaCheck): void {
  Object.defineProperty(construct, REALM, { value: check });
}

/** The check that holds below a construct, given the one that holds above it. */
export function realmBelow(construct: IConstruct, above: SchemaCheck | undefined): SchemaCheck | undefined {
  return (construct as { [REALM]?: SchemaCheck })[REALM] ?? above;
}
