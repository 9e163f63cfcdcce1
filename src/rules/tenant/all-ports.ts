import { NAMESPACE_NAME_LABEL } from './namespace-metadata';
import { NETWORK_POLICY, PolicyPeer, PolicyRule, rulesOf } from './policy-shape';
import { textsIn } from './shape';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

const SOURCE = kubernetes('pkg/apis/networking/types.go: NetworkPolicyIngressRule, NetworkPolicyEgressRule');

export const RULE_WITHOUT_PORTS: ObjectRule = {
  id: 'TENANT046',
  name: 'tenants/network-rule-ports-empty',
  on: 'object',
  kinds: [NETWORK_POLICY],
  severity: Severity.ERROR,
  title: 'A list of ports of a tenant\'s isolation holds ports',
  why: 'An empty list opens all ports, as if there were none.',
  remedy: 'List the ports, or leave the list out if all are meant.',
  source: SOURCE,
  acceptable: true,

  *check(object, { intent }) {
    for (const { at, listsNoPorts } of rulesOf(object)) {
      if (!listsNoPorts || intent.propOf?.(`${at}.ports`) === undefined) continue;
      yield fault(`${at}.ports`, 'is an empty list, which opens all ports', this.remedy);
    }
  },
};

export const OPENS_ALL_PORTS: ObjectRule = {
  id: 'TENANT070',
  name: 'tenants/policy-opens-all-ports',
  on: 'object',
  kinds: [NETWORK_POLICY],
  severity: Severity.WARNING,
  title: 'A NetworkPolicy that is not of a tenant\'s isolation lists ports, if it has a list of them',
  why: 'An empty list opens all ports. Constructs of cdk8s-plus write one for a rule without ports.',
  remedy: 'Name the ports: in cdk8s-plus by ports of the rule, such as [NetworkPolicyPort.tcp(443)]. If all are meant, '
    + 'accept the finding, or leave the list out of an object of your own.',
  source: SOURCE,
  acceptable: true,

  *check(object, entry) {
    for (const rule of rulesOf(object)) {
      const field = `${rule.at}.ports`;
      if (!rule.listsNoPorts || entry.intent.propOf?.(field) !== undefined || isDecidedThere(rule, entry)) continue;
      yield fault(field, 'is an empty list, which opens all ports', this.remedy);
    }
  },
};

/** Whether a rule leads to tenants of the program alone, whose own policies say which ports they open. */
function isDecidedThere({ direction, peers }: PolicyRule, { cluster, namespace }: Entry): boolean {
  return direction === 'egress' && cluster !== undefined && peers.length > 0
    && peers.every((peer) => isTenant(cluster, namespaceOf(peer, namespace)));
}

function isTenant(cluster: ClusterView, namespace: string | undefined): boolean {
  return namespace !== undefined && cluster.tenantsOf(namespace).length > 0;
}

/** The one namespace whose pods a peer selects; undefined for all others. */
function namespaceOf({ ipBlock, selectsNamespaces, namespaceSelector }: PolicyPeer, own?: string): string | undefined {
  if (ipBlock.cidr !== undefined) return undefined;
  return selectsNamespaces ? textsIn(namespaceSelector.matchLabels)[NAMESPACE_NAME_LABEL] : own;
}
