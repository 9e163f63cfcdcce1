import type { Find, Need } from './need';
import type { Entry } from '../../inventory/entry';
import { CLUSTER, KUBEVIRT_CLUSTER, MACHINE_DEPLOYMENT, MACHINE_TEMPLATE } from '../../rules/cluster-api/kinds';
import { isPlain } from '../../toolkit/merge';
import { table } from '../../toolkit/table';

/** The fields of objects of Cluster API that name another object. */
const REFERENCES: { readonly [kind: string]: readonly string[] | undefined } = table({
  [CLUSTER]: ['controlPlaneRef', 'infrastructureRef'],
  [MACHINE_DEPLOYMENT]: ['template.spec.bootstrap.configRef', 'template.spec.infrastructureRef'],
  [KUBEVIRT_CLUSTER]: ['infraClusterSecretRef'],
  [MACHINE_TEMPLATE]: ['template.spec.infraClusterSecretRef'],
});

/** The objects that those of Cluster API name: control planes, templates, and kubeconfigs of infra clusters. */
export const ofClusterApi: Find = function* (entry) {
  for (const path of REFERENCES[`${entry.group}/${entry.kind}`] ?? []) {
    const need = referenceAt(entry.object?.spec, path, entry);
    if (need !== undefined) yield need;
  }
};

function referenceAt(spec: unknown, path: string, { cluster, namespace: own }: Entry): Need | undefined {
  const value = path.split('.').reduce((part, key) => (isPlain(part) ? part[key] : undefined), spec);
  if (!isPlain(value) || cluster === undefined) return undefined;
  const { apiGroup = '', kind, name, namespace = own } = value;
  if (typeof kind !== 'string' || typeof name !== 'string' || typeof namespace !== 'string') return undefined;
  const isHeld = cluster.find(String(apiGroup), kind, name, namespace) !== undefined;
  return isHeld ? undefined : { what: kind, name, namespace };
}
