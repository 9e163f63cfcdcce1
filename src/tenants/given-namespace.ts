import { ApiObject, Lazy } from 'cdk8s';
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
      const metadata = child.metadata as { namespace?: unknown };
      metadata.namespace = unlessGiven(metadata.namespace, home.namespaceName);
    }
    giveNamespace(child, home);
  }
}

function needsNamespace({ metadata, apiVersion, kind }: ApiObject, { releases }: Home): boolean {
  // what is neither a text nor missing is reported by rules
  if (!isMissing(produced(metadata.namespace))) return false;
  const [group] = splitApiVersion(textOf(apiVersion));
  return isNamespaced(group, textOf(kind), ...releases);
}

/** The namespace for an object that names none. One that is only known later may still be given until then. */
function unlessGiven(given: unknown, namespace: string): unknown {
  if (typeof given !== 'object' || given === null) return namespace;
  const produce = () => {
    const value = produced(given);
    return isMissing(value) ? namespace : value;
  };
  return Lazy.any({ produce });
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
