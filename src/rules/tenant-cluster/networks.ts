import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { isAddress, NamedCidr, overlap, rangeOf } from '../../toolkit/cidr';
import { overlapping, overlappingAmong } from '../../toolkit/overlaps';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const RANGES: PropRule = {
  id: 'TC003',
  name: 'clusters/networks',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Address ranges of a tenant\'s cluster are CIDRs',
  why: 'No object of the bundle holds them, but nothing can be compared with what is not a range.',
  remedy: 'Write an address and a prefix length, without address bits behind it.',
  source: own('docs/defaults.md'),
  acceptable: false,
};

export const INFRA_RANGES_OVERLAP: PropRule = {
  id: 'TC004',
  name: 'clusters/networks-overlap',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Address ranges of a tenant\'s cluster overlap neither each other nor those of the infra cluster',
  why: 'A node has an address of the infra cluster and routes for its own cluster. An address in both, such as that of '
    + 'the DNS Service, leads to the wrong cluster.',
  remedy: 'Choose a range that shares no address with the other.',
  source: own('docs/how-to/kubernetes-workers.md'),
  acceptable: true,
};

/** Ranges that share addresses with others of the same cluster or with those of the infra cluster. */
export function infraOverlaps<T extends NamedCidr & { readonly prop: string }>(
  these: readonly T[], infra: readonly NamedCidr[],
): Fault[] {
  const pairs = [...overlapping(these, infra), ...overlappingAmong(these)];
  return pairs.map(([range, other]) => fault(range.prop,
    `${range.cidr} overlaps ${other.what} ${other.cidr}, so a node cannot tell which cluster an address is in`,
    INFRA_RANGES_OVERLAP.remedy));
}

export const INFRA_RANGES: PropRule = {
  id: 'TC005',
  name: 'clusters/unknown-infra-networks',
  on: 'props',
  severity: Severity.WARNING,
  title: 'The ranges of an infra cluster with tenants\' clusters are known',
  why: 'An overlap with the ranges of a tenant\'s cluster is found only then.',
  remedy: 'Write networks, with pods and services, of the infra cluster.',
  source: own('docs/how-to/kubernetes-workers.md'),
  acceptable: true,
};

/** What is not known of an infra cluster. */
export interface InfraNetworks {
  readonly clusterName: string;
  readonly networks: { readonly pods?: readonly string[]; readonly services?: readonly string[] };
}

/** Reports an infra cluster with ranges that are not known. */
export function* unknownInfraRanges({ clusterName, networks }: InfraNetworks): Iterable<Fault> {
  const missing = (['pods', 'services'] as const).filter((of) => (networks[of] ?? []).length === 0);
  if (missing.length === 0) return;
  yield fault('networks', `cannot be compared with those of ${missing.join(' and ')} of ${clusterName}, which are not `
    + 'known', `Write networks.${missing.join(' and networks.')} of ${clusterName}.`);
}

export const DNS_SERVICE: PropRule = {
  id: 'TC006',
  name: 'clusters/dns-service',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The DNS Service of a tenant\'s cluster has an address of its Services',
  why: 'Kubernetes gives a Service no other address, so nodes would ask somebody else.',
  remedy: 'Write an address in a range of networks.services, such as the tenth.',
  source: own('docs/how-to/kubernetes-workers.md'),
  acceptable: false,
};

/** Reports an address that the DNS Service cannot have. */
export function* dnsServiceFaults(address: string | undefined, services: readonly string[]): Iterable<Fault> {
  if (address === undefined) return;
  if (!isAddress(address)) {
    yield* about('dnsServiceIp', { problem: `"${address}" is not an address`, remedy: DNS_SERVICE.remedy });
    return;
  }
  const known = services.filter((range) => rangeOf(range) !== undefined);
  const host = `${address}/${address.includes(':') ? 128 : 32}`;
  if (known.length === 0 || known.some((range) => overlap(host, range))) return;
  yield fault('dnsServiceIp', `"${address}" is in no range of the cluster's Services (${known.join(', ')})`,
    DNS_SERVICE.remedy);
}
