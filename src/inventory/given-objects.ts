import type { GivenObject } from './known';
import { namedObjects } from '../props/named-objects';
import { produced } from '../toolkit/lazy';

/** The objects of the program that props got in place of names, with the namespaces that they are in by now. */
export function givenObjects(props: object): GivenObject[] {
  return namedObjects(props).map(([prop, { node, kind, name, metadata }]) => {
    const namespace = produced(metadata.namespace);
    return { prop, kind, name, where: node.path, namespace: typeof namespace === 'string' ? namespace : undefined };
  });
}
