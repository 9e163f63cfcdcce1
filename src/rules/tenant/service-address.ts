import { PolicyPeer, PolicyRule, rulesOf } from './policy-shape';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { notCidr } from '../../toolkit/cidr';
import { RangeIndex } from '../../toolkit/range-index';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

const REMEDY = 'Select the pods behind the Service with namespaces and podLabels, or name the addresses of its '
  + 'endpoints, with the ports that these listen on.';

export const SERVICE_ADDRESS: ObjectRule = {
  id: 'TENANT059',
  name: 'tenants/isolation-service-address',
  on: 'object',
  kinds: ['networking.k8s.io/NetworkPolicy'],
  severity: Severity.WARNING,
  title: 'A tenant\'s isolation names pods or endpoints, not addresses of Services',
  why: 'The address of a Service is exchanged for that of a pod before most network plugins apply NetworkPolicies, so '
    + 'the policy does not let the traffic through.',
  remedy: REMEDY,
  source: kubernetes('pkg/proxy/iptables/proxier.go: syncProxyRules'),
  acceptable: true,

  *check(object, { cluster, namespace }) {
    if (cluster === undefined || cluster.tenantsOf(namespace).length === 0) return;
    for (const rule of rulesOf(object)) {
      // the address of a Service of name servers may be that of a cache on the node
      if (isOfNameServers(rule)) continue;
      for (const { at, ipBlock: { cidr } } of rule.peers) {
        const services = servicesAround(cidr, cluster.facts.serviceRanges);
        if (services === undefined) continue;
        const problem = rule.direction === 'egress'
          ? `opens nothing: ${cidr} holds addresses of Services (${services}), which are exchanged for those of pods `
            + 'before most network plugins apply policies'
          : `opens nothing: ${cidr} holds addresses of Services (${services}), and no traffic comes from those`;
        yield fault(`${at}.ipBlock.cidr`, problem, REMEDY);
      }
    }
  },
};

/** Whether a rule allows only DNS, as for a name server at an address of the cluster. */
export function isOfNameServers({ ports }: PolicyRule): boolean {
  return ports.length > 0 && ports.every(([, { port, endPort }]) => port === 53 && endPort === undefined);
}

/** Whether a peer is a range that holds nothing but addresses of Services. */
export function isOfServices({ ipBlock: { cidr } }: PolicyPeer, services: readonly string[]): boolean {
  return servicesAround(cidr, services) !== undefined;
}

/** The range of Services around a range. */
function servicesAround(cidr: unknown, services: readonly string[]): string | undefined {
  if (typeof cidr !== 'string' || notCidr(cidr) !== undefined) return undefined;
  const [place] = RangeIndex.of(services).around(cidr);
  return services[place];
}
