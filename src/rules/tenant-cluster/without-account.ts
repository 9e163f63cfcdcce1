import { deploymentsOfClusters } from './deployments';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Inventory } from '../../inventory/inventory';
import { isForKubeVirt } from '../../machine-controller/parts';
import { INFRASTRUCTURE_GROUP } from '../cluster-api/kinds';
import type { BundleRule } from '../rule';
import { own } from '../sources';

/** A controller that makes nodes from outside of the infra cluster. */
interface Maker {
  /** What its account is of, as in the facts of accounts. */
  readonly title: string;
  readonly option: string;
}

const MACHINE_CONTROLLER: Maker = { title: 'machine-controller', option: 'WorkerController.MACHINE_CONTROLLER' };
const CLUSTER_API: Maker = { title: 'Cluster API\'s provider', option: 'WorkerController.CLUSTER_API' };

/** Nodes of a cluster that a controller makes in a namespace. */
interface Nodes {
  readonly maker: Maker;
  readonly view: ClusterView;
  readonly namespace: string;
  readonly cluster: string;
  /** What the account is for, after the words that it is missing. */
  readonly need: string;
}

export const WITHOUT_ACCOUNT: BundleRule = {
  id: 'TC012',
  name: 'clusters/without-account',
  on: 'bundle',
  severity: Severity.WARNING,
  title: 'A tenant that states a cluster gives an account to the controller that makes its nodes',
  why: 'The tenant writes accounts for the controllers that it names, with the rights that each needs. One that it '
    + 'does not name has no right to make machines, unless something else gives it.',
  remedy: 'Write workers.',
  source: own('docs/how-to/kubernetes-in-a-tenant.md'),
  acceptable: true,

  *check(inventory) {
    for (const { maker: { option, title }, view, namespace, cluster, need } of nodesOf(inventory)) {
      for (const { clusters = [], where } of view.tenantsOf(namespace)) {
        const stated = clusters.find(({ name }) => name === cluster);
        if (stated === undefined || stated.accounts.some((account) => account.of === title)) continue;
        const problem = `is not ${option}, so ${title} has no account in namespace "${namespace}"${need}`;
        const remedy = `Write workers: ${option}, or accept this finding if ${title} gets its rights in another way.`;
        yield { ...fault(`${stated.prop}.workers`, problem, remedy), where };
      }
    }
  },
};

function* nodesOf(inventory: Inventory): Iterable<Nodes> {
  const { clusters } = inventory;
  const seen = new Set<string>();
  for (const { entry, parts, cluster: { id, infra, namespace } } of deploymentsOfClusters(inventory)) {
    const view = clusters.find(({ where }) => where === infra);
    if (view === undefined || seen.has(id) || !isForKubeVirt(parts)) continue;
    seen.add(id);
    const need = `, and cannot make the nodes of ${entry.where} there`;
    yield { maker: MACHINE_CONTROLLER, view, namespace, cluster: id, need };
  }
  for (const view of clusters) {
    for (const { namespace, object, where } of view.of(INFRASTRUCTURE_GROUP, 'KubevirtCluster')) {
      const { infraClusterSecretRef: secret } = (object?.spec ?? {}) as KubevirtClusterSpec;
      if (namespace === undefined || secret === undefined) continue;
      const need = `. The provider of ${where} runs in another cluster, because infraClusterSecretRef names the Secret `
        + `"${secret.name}", and needs one`;
      yield { maker: CLUSTER_API, view, namespace, cluster: object!.metadata.name, need };
    }
  }
}

interface KubevirtClusterSpec {
  readonly infraClusterSecretRef?: { readonly name?: unknown };
}
