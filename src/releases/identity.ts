import type { Kind, KubernetesObject } from './facts';
import { isNamespaced } from './namespaced';
import type { SchemaFault } from './schema-fault';
import { inJson } from '../props/words';
import { notDnsLabel, notDnsSubdomain } from '../toolkit/names';

/** Names of custom resources are DNS subdomains (Kubernetes apimachinery v0.34, pkg/api/validation/generic.go). */
export function identityFaults(object: KubernetesObject, kind: Kind): SchemaFault[] {
  const { name } = object.metadata;
  const faults: SchemaFault[] = [];
  const badName = notDnsSubdomain(name);
  if (badName !== undefined) faults.push({ check: 'name', field: 'metadata.name', ...badName });
  const badNamespace = namespaceFault(object, kind);
  if (badNamespace !== undefined) faults.push(badNamespace);
  return faults;
}

function namespaceFault(object: KubernetesObject, kind: Kind): SchemaFault | undefined {
  // A JSON patch can write any value.
  const namespace: unknown = object.metadata.namespace;
  const field = 'metadata.namespace';
  if (isMissing(namespace)) return kind.scope === 'Namespaced' ? missingNamespace(object) : undefined;
  if (typeof namespace !== 'string') {
    const problem = `is ${inJson(namespace)}, but must be of type string`;
    return { check: 'type', field, problem, remedy: 'Write a text.' };
  }
  if (kind.scope === 'Cluster') return needlessNamespace(object, namespace);
  const complaint = notDnsLabel(namespace);
  return complaint && { check: 'name', field, ...complaint };
}

/** The API server takes an empty namespace for none. */
function isMissing(namespace: unknown): boolean {
  return namespace === undefined || namespace === '';
}

function missingNamespace({ kind, metadata: { namespace } }: KubernetesObject): SchemaFault {
  const state = namespace === undefined ? 'missing' : 'empty';
  return {
    check: 'scope',
    field: 'metadata.namespace',
    problem: `is ${state}, so the ${kind} would land wherever the applier happens to point`,
    remedy: 'Write the namespace.',
  };
}

function needlessNamespace({ kind }: KubernetesObject, namespace: string): SchemaFault {
  return {
    check: 'scope',
    field: 'metadata.namespace',
    problem: `is "${namespace}", but a ${kind} is cluster-wide`,
    remedy: 'Leave the namespace out.',
  };
}

/** The fault of an object that has no namespace, although its kind is namespaced without a release that defines it. */
export function missingNamespaceOfOthers(object: KubernetesObject, group: string): SchemaFault[] {
  const isHomeless = isNamespaced(group, object.kind) && isMissing(object.metadata.namespace);
  return isHomeless ? [missingNamespace(object)] : [];
}
