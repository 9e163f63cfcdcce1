import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { VMI } from '../../machines/machine';
import { items } from '../../toolkit/shape';
import { ClusterRule, faultOf } from '../rule';
import { kubernetes } from '../sources';

export const SHARED_NETWORK: ClusterRule = {
  id: 'TENANT058',
  name: 'tenants/shared-network',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'A network besides the pod network belongs to one tenant',
  why: 'NetworkPolicies are about the pod network. Machines of different tenants that share another network reach each '
    + 'other there, whatever the tenants\' isolation says.',
  remedy: 'Give each tenant a network of its own, or accept this if they are meant to reach each other.',
  source: kubernetes('staging/src/k8s.io/api/networking/v1/types.go: NetworkPolicySpec; Multus v4.2.2 docs/'
    + 'quickstart.md'),
  acceptable: true,

  *check(cluster) {
    for (const [network, users] of usersOfNetworks(cluster)) {
      const owner = network.slice(0, network.indexOf('/'));
      const others = [...users.keys()].filter((namespace) => namespace !== owner);
      const isShared = others.length > 1 || (others.length === 1 && cluster.tenantsOf(owner).length > 0);
      if (!isShared) continue;
      const { entry, field } = users.get(others.at(-1)!)!;
      const sharing = [...new Set([...cluster.tenantsOf(owner).map(({ namespace }) => namespace), ...users.keys()])];
      yield faultOf(entry, fault(field, `"${network}" is a network of ${named(sharing.sort())}, whose machines reach `
        + 'each other there: NetworkPolicies, and so the isolation of tenants, do not hold for it', this.remedy));
    }
  },
};

interface User {
  readonly entry: Entry;
  readonly field: string;
}

/** The first machine of each tenant on each NetworkAttachmentDefinition, by `namespace/name`. */
function usersOfNetworks(cluster: ClusterView): Map<string, Map<string, User>> {
  const found = new Map<string, Map<string, User>>();
  for (const entry of cluster.machines) {
    const { machine, namespace } = entry;
    if (machine === undefined || namespace === undefined || cluster.tenantsOf(namespace).length === 0) continue;
    for (const [index, { multus }] of items(machine.vmi.networks).entries()) {
      if (typeof multus?.networkName !== 'string' || multus.networkName === '') continue;
      const name: string = multus.networkName;
      const network = name.includes('/') ? name : `${namespace}/${name}`;
      const users: Map<string, User> = found.get(network) ?? new Map<string, User>();
      found.set(network, users);
      if (users.has(namespace)) continue;
      const field = machine.fieldIn(`${VMI}.networks[${index}].multus.networkName`);
      users.set(namespace, { entry, field });
    }
  }
  return found;
}

/** A few namespaces by name, and how many there are besides. */
function named(namespaces: readonly string[]): string {
  const shown = namespaces.slice(0, 3);
  const more = namespaces.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more tenants` : shown.join(' and ');
}
