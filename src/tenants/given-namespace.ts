import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isNamespaced } from '../releases/namespaced';
import type { CdiRelease, KubeVirtRelease } from '../releases/release';
import { splitApiVersion } from '../releases/schema-check';

/** Where objects that name no namespace belong. */
export interface Home {
  readonly namespaceName: string;
  readonly releases: readonly (KubeVirtRelease | CdiRelease)[];
  /** Whether a construct has a namespace of its own for what stands below it. */
  readonly isOther: (construct: IConstruct) => boolean;
}

/**
 * Gives a namespace to the objects below a construct that name none, if their kinds are known to be namespaced. Without
 * one, an object would land wherever the applier happens to point.
 */
export function giveNamespace(construct: IConstruct, home: Home): void {
  for (const child of construct.node.children) {
    if (home.isOther(child)) continue;
    if (ApiObject.isApiObject(child) && needsNamespace(child, home)) {
      // cdk8s has no way to change it later; what metadata.add says is overwritten by this field
      (child.metadata as { namespace?: string }).namespace = home.namespaceName;
    }
    giveNamespace(child, home);
  }
}

function needsNamespace({ metadata, apiVersion, kind }: ApiObject, { releases }: Home): boolean {
  if (metadata.namespace !== undefined) return false;
  const [group] = splitApiVersion(apiVersion);
  return isNamespaced(group, kind, ...releases);
}
