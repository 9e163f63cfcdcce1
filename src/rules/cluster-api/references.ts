import { CLUSTER, CLUSTER_GROUP, HEALTH_CHECK, INFRASTRUCTURE_GROUP, MACHINE_DEPLOYMENT } from './kinds';
import { capi } from './names';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { MACHINE_TEMPLATE, templateNameIn } from '../../inventory/template-machines';
import { didYouMean } from '../../toolkit/nearest';
import type { ObjectRule } from '../rule';

export const TEMPLATE_MISSING: ObjectRule = {
  id: 'CAPI016',
  name: 'cluster-api/template-missing',
  on: 'object',
  kinds: [MACHINE_DEPLOYMENT],
  severity: Severity.WARNING,
  title: 'The KubevirtMachineTemplate of a MachineDeployment is in the bundle',
  why: 'Cluster API makes no machine without it, and says so only in the cluster. What is not in the bundle is not '
    + 'judged either.',
  remedy: 'Write the template into the bundle, or accept this finding if it is in the cluster.',
  source: capi('core/reconcilers/machineset/machineset_controller.go: syncReplicas'),
  acceptable: true,

  *check(_object, entry) {
    const name = templateNameIn(entry);
    if (name === undefined) return;
    const names = namesIn(entry, INFRASTRUCTURE_GROUP, MACHINE_TEMPLATE);
    if (names.includes(name)) return;
    yield fault('spec.template.spec.infrastructureRef.name',
      `is "${name}", but the bundle has no KubevirtMachineTemplate of that name in namespace "${entry.namespace}"`,
      didYouMean(name, names).trimStart() || this.remedy);
  },
};

export const CLUSTER_MISSING: ObjectRule = {
  id: 'CAPI017',
  name: 'cluster-api/cluster-missing',
  on: 'object',
  kinds: [HEALTH_CHECK, MACHINE_DEPLOYMENT],
  severity: Severity.WARNING,
  title: 'The Cluster that an object names is the one that the bundle has',
  why: 'If the bundle has Clusters in the namespace, and none of that name, the name is most likely a slip. Cluster '
    + 'API waits for the Cluster without an end.',
  remedy: 'Write the name of the Cluster, or accept this finding if it is in the cluster.',
  source: capi('core/reconcilers/machinedeployment/machinedeployment_controller.go: Reconcile'),
  acceptable: true,

  *check({ spec: { clusterName } }, entry) {
    const names = namesIn(entry, CLUSTER_GROUP, CLUSTER.split('/')[1]);
    if (names.length === 0 || names.includes(clusterName)) return;
    const known = names.map((name) => `"${name}"`).join(', ');
    yield fault('spec.clusterName', `is "${clusterName}", but the bundle has ${known} `
      + `in namespace "${entry.namespace}"`, didYouMean(clusterName, names).trimStart() || this.remedy);
  },
};

/** The names of the objects of a kind in the namespace of an entry. */
function namesIn({ cluster, namespace }: Entry, group: string, kind: string): string[] {
  if (cluster === undefined || namespace === undefined) return [];
  return cluster.ofIn(group, kind, namespace).flatMap(({ object }) => object?.metadata.name ?? []);
}
