import type { IConstruct } from 'constructs';
import type { SchemaCheck } from '../releases/schema-check';

const REALM = Symbol.for('cdk8s-kubevirt.realm');
const CHECKS_OBJECTS = Symbol.for('cdk8s-kubevirt.checksObjects');

/** Marks a construct below which objects must be acceptable to one pair of releases. */
export function setRealm(construct: IConstruct, check: SchemaCheck): void {
  Object.defineProperty(construct, REALM, { value: check });
}

/** The check that holds below a construct, given the one that holds above it. */
export function realmBelow(construct: IConstruct, above: SchemaCheck | undefined): SchemaCheck | undefined {
  return (construct as { [REALM]?: SchemaCheck })[REALM] ?? above;
}

/** Marks an app that checks every object while it renders it, so that clusters need not do it a second time. */
export function declareChecksObjects(app: IConstruct): void {
  Object.defineProperty(app, CHECKS_OBJECTS, { value: true });
}

/** Whether the app around a construct checks every object itself; cdk8s' own `App` does not. */
export function appChecksObjects(construct: IConstruct): boolean {
  return (construct.node.root as { [CHECKS_OBJECTS]?: true })[CHECKS_OBJECTS] ?? false;
}
