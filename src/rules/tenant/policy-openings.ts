import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ObjectRule } from '../rule';
import { NETWORK_POLICY, PolicyPeer, rulesOf } from './policy-shape';
import { mapIn, textList } from './shape';
import { kubernetes } from '../sources';

/** The policy that selects all pods of a tenant and allows nothing, so only what the others allow is allowed. */
export const DEFAULT_DENY = 'default-deny';

const SOURCE = kubernetes('pkg/apis/networking/v1/defaults.go: SetDefaults_NetworkPolicy; types.go: NetworkPolicySpec');

export const DENIES_NOTHING: ObjectRule = {
  id: 'TENANT060',
  name: 'tenants/default-deny',
  on: 'object',
  kinds: [NETWORK_POLICY],
  severity: Severity.WARNING,
  title: 'The policy default-deny of a tenant closes both directions for all its pods',
  why: 'What no policy closes is open, whatever the other policies of the namespace allow.',
  remedy: 'Leave the policy as it is, and open with rules what the tenant needs.',
  source: SOURCE,
  acceptable: true,

  *check(object, { cluster, namespace }) {
    if (object.metadata.name !== DEFAULT_DENY || cluster === undefined) return;
    if (cluster.tenantsOf(namespace).length === 0) return;
    const spec = mapIn(object, 'spec');
    const closed = textList(spec.policyTypes);
    const open = ['Ingress', 'Egress'].filter((direction) => !closed.includes(direction));
    if (open.length > 0) {
      yield fault('spec.policyTypes', `does not list ${open.join(' and ')}, so the tenant's isolation ends there`,
        'Write ["Ingress", "Egress"].');
    }
    if (Object.keys(mapIn(spec, 'podSelector')).length > 0) {
      yield fault('spec.podSelector', 'selects some pods, so the others are not isolated', 'Write {}.');
    }
  },
};

export const OPENS_EVERYTHING: ObjectRule = {
  id: 'TENANT061',
  name: 'tenants/policy-opens-everything',
  on: 'object',
  kinds: [NETWORK_POLICY],
  severity: Severity.WARNING,
  title: 'No NetworkPolicy of a tenant opens everything',
  why: 'Policies add up, so one that opens everything ends the isolation of the pods that it selects.',
  remedy: 'Name what it opens: addresses, or namespaces and pods.',
  source: SOURCE,
  acceptable: true,

  *check(object, { cluster, namespace }) {
    if (cluster === undefined || cluster.tenantsOf(namespace).length === 0) return;
    for (const { direction, at, peers, ports, listsNoPorts } of rulesOf(object)) {
      const allPorts = ports.length === 0 && !listsNoPorts;
      const end = direction === 'ingress' ? 'from' : 'to';
      if (peers.length === 0 && allPorts) {
        yield fault(at, `has neither ${end} nor ports, so it opens everything, other tenants included`, this.remedy);
      }
      for (const peer of peers.filter(isEveryPod)) {
        yield fault(peer.at, 'selects the pods of all namespaces, those of other tenants included', this.remedy);
      }
    }
  },
};

/** Whether a peer is all pods of all namespaces: it has a selector of namespaces, and nothing in any selector. */
function isEveryPod({ selectsNamespaces, namespaceSelector, podSelector }: PolicyPeer): boolean {
  return selectsNamespaces && Object.keys(namespaceSelector).length === 0 && Object.keys(podSelector).length === 0;
}
