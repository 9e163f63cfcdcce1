import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { NamedCidr, within } from '../../toolkit/cidr';
import { RangeIndex } from '../../toolkit/range-index';
import type { ClusterRule, ObjectRule, PropRule } from '../rule';
import { PolicyPeer, rulesOf } from './policy-shape';
import { isOfNameServers, isOfServices } from './service-address';
import { textList } from './shape';
import { kubernetes, own } from '../sources';

export const ISOLATION_PRESET: PropRule = {
  id: 'TENANT034',
  name: 'tenants/isolation-preset',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The preset of a tenant\'s isolation is known, and lets something through only where it isolates',
  why: 'No object holds the preset. Without NetworkPolicies everything is let through, whatever else is said.',
  remedy: 'Choose Isolation.STRICT or Isolation.ALLOW_INTERNET, or leave the rest out.',
  source: own('docs/defaults.md'),
  acceptable: false,
};

export const INTERNET_EXCEPT: PropRule = {
  id: 'TENANT035',
  name: 'tenants/isolation-blocked',
  on: 'props',
  severity: Severity.ERROR,
  title: 'What is left out of the Internet is an address range',
  why: 'Only an address range can be left out of the ranges that are opened.',
  remedy: 'Write an address and a prefix length, without address bits behind it.',
  source: kubernetes('pkg/apis/networking/validation/validation.go: ValidateIPBlock'),
  acceptable: false,
};

const NETWORK_POLICY = ['networking.k8s.io', 'NetworkPolicy'] as const;

export const NO_ISOLATION: ClusterRule = {
  id: 'TENANT036',
  name: 'tenants/isolation-none',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'A tenant\'s namespace has NetworkPolicies',
  why: 'Without any, its machines reach every other tenant and are reached by them.',
  remedy: 'Make sure that something else isolates tenants in this cluster.',
  source: kubernetes('pkg/apis/networking/types.go: NetworkPolicySpec'),
  acceptable: true,

  *check(cluster) {
    for (const { namespace, isComplete, where } of cluster.tenants) {
      if (!isComplete || cluster.ofIn(...NETWORK_POLICY, namespace).length > 0) continue;
      yield {
        ...fault('isolation',
          'leaves the tenant without NetworkPolicies, so its machines reach every other tenant and are reached by them',
          'Make sure that something else isolates tenants in this cluster.'),
        where,
      };
    }
  },
};

export const OPENS_CLUSTER: ObjectRule = {
  id: 'TENANT037',
  name: 'tenants/isolation-opens-cluster',
  on: 'object',
  kinds: [NETWORK_POLICY.join('/')],
  severity: Severity.WARNING,
  title: 'A tenant\'s isolation opens no address of the infra cluster',
  why: 'Machines of the tenant would reach pods and services of the infra cluster, those of other tenants included.',
  remedy: 'Add the cluster\'s ranges to except unless the tenant is meant to reach them.',
  source: own('docs/defaults.md'),
  acceptable: true,

  *check(object, { cluster, namespace }) {
    if (cluster === undefined || cluster.tenantsOf(namespace).length === 0) return;
    for (const rule of rulesOf(object)) {
      if (rule.direction === 'ingress' || isOfNameServers(rule)) continue;
      for (const peer of rule.peers) {
        if (!isOfServices(peer, cluster.facts.serviceRanges)) yield* openings(peer, cluster.facts.ranges);
      }
    }
  },
};

function* openings({ at, ipBlock: { cidr, except } }: PolicyPeer, networks: readonly NamedCidr[]): Iterable<Fault> {
  if (typeof cidr !== 'string') return;
  const field = `${at}.ipBlock.cidr`;
  const closed = RangeIndex.of(holesIn(except));
  for (const place of indexOf(networks).overlapping(cidr)) {
    const network = networks[place];
    if (!opens(cidr, closed, network.cidr)) continue;
    if (within(network.cidr, cidr)) {
      yield fault(field, `opens ${cidr}, and with it the ${network.what}, ${network.cidr}`,
        'Add that to its except unless the tenant is meant to reach it.');
    } else {
      yield fault(field, `opens ${cidr}, which lies in the ${network.what}, ${network.cidr}`,
        'Leave it out unless the tenant is meant to reach it.');
    }
  }
}

/** Whether a range opens a network that it shares addresses with, given the holes in it. */
function opens(range: string, holes: RangeIndex, network: string): boolean {
  return holes.around(within(network, range) ? network : range).length === 0;
}

const NO_HOLES: readonly string[] = [];

/** The holes, as the list itself if it holds texts alone: tenants share long lists. */
function holesIn(except: unknown): readonly string[] {
  if (except === undefined) return NO_HOLES;
  return Array.isArray(except) && except.every((hole) => typeof hole === 'string') ? except : textList(except);
}

const INDEXES = new WeakMap<readonly NamedCidr[], RangeIndex>();

function indexOf(networks: readonly NamedCidr[]): RangeIndex {
  let index = INDEXES.get(networks);
  if (index === undefined) INDEXES.set(networks, index = new RangeIndex(networks.map(({ cidr }) => cidr)));
  return index;
}
