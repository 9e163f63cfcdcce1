import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { splitApiVersion } from '../releases/api-versions';
import { isNamespaced } from '../releases/namespaced';
import type { CdiRelease, KubeVirtRelease } from '../releases/release';
import { produced, textOf } from '../toolkit/lazy';

/** The namespace for objects that name none. */
export interface Home {
  readonly namespaceName: string;
  readonly releases: readonly (KubeVirtRelease | CdiRelease)[];
  /** Whether a construct sets the namespace of the objects below it itself. */
  readonly isOther: (construct: IConstruct) => boolean;
}

/**
 * Sets the namespace of objects below a construct that name none, if their kinds are known to be namespaced. Without a
 * namespace, an object would be created wherever the applier happens to point.
 */
export function giveNamespace(construct: IConstruct, home: Home): void {
  for (const child of construct.node.children) {
    if (home.isOther(child)) continue;
    if (ApiObject.isApiObject(child) && needsNamespace(child, home)) {
      // cdk8s cannot change it later; this field overwrites what metadata.add sets
      (child.metadata as { namespace?: string }).namespace = home.namespaceName;
    }
    giveNamespace(child, home);
  }
}

function needsNamespace({ metadata, apiVersion, kind }: ApiObject, { releases }: Home): boolean {
  // what is neither a text nor missing is reported by rules
  if (![undefined, null, ''].includes(produced(metadata.namespace) as string | null | undefined)) return false;
  const [group] = splitApiVersion(textOf(apiVersion));
  return isNamespaced(group, textOf(kind), ...releases);
}
