import { deploymentsOfClusters } from './deployments';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { Inventory } from '../../inventory/inventory';
import type { AccountFacts, KubernetesClusterFacts, TenantClusterFacts } from '../../inventory/known';
import { textOf } from '../../machine-controller/config-var';
import { isForKubeVirt, PRIMARY_DISK } from '../../machine-controller/parts';
import { BundleRule, faultOf } from '../rule';
import { machineController } from '../sources';

export const HEADER_SECRET_UNREADABLE: BundleRule = {
  id: 'TC013',
  name: 'clusters/header-secret-unreadable',
  on: 'bundle',
  severity: Severity.ERROR,
  title: 'machine-controller\'s account may read the Secret with the headers of an image',
  why: 'It reads the Secret before it makes a machine. Without the right it makes none.',
  remedy: 'Name the Secret in imageHeaderSecrets of the tenant\'s cluster.',
  source: machineController('pkg/cloudprovider/provider/kubevirt/provider.go: getHTTPExtraHeaders'),
  acceptable: true,

  *check(inventory) {
    for (const { entry, parts, cluster } of deploymentsOfClusters(inventory)) {
      const name = isForKubeVirt(parts) ? textOf(parts.primaryDisk.extraHeadersSecretRef) : undefined;
      if (!name) continue;
      for (const { accounts, prop } of statedAs(cluster, inventory)) {
        const account = accounts.find(({ of }) => of === 'machine-controller');
        if (account === undefined || mayRead(account, name)) continue;
        const remedy = `Write it in ${prop}.imageHeaderSecrets of the tenant too.`;
        yield faultOf(entry, fault(`${PRIMARY_DISK}.extraHeadersSecretRef`, `is "${name}", which the account `
          + `"${account.name}" may not read, so machine-controller makes no machine`, remedy));
      }
    }
  },
};

/** A cluster as the tenant of its namespace states it. */
function statedAs({ id, infra, namespace }: KubernetesClusterFacts, { clusters }: Inventory): TenantClusterFacts[] {
  const tenants = clusters.find(({ where }) => where === infra)?.tenantsOf(namespace) ?? [];
  return tenants.flatMap((tenant) => tenant.clusters ?? []).filter(({ name }) => name === id);
}

function mayRead({ rights }: AccountFacts, secret: string): boolean {
  return rights.some(({ resources, verbs, resourceNames }) => (
    resources.includes('secrets') && verbs.includes('get') && resourceNames?.includes(secret) === true));
}
