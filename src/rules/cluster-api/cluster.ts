import { CLUSTER } from './kinds';
import { capi } from './names';
import { Severity } from '../../findings/finding';
import { about, Fault, fault, wholeFault } from '../../findings/rule';
import { notCidr, overlap } from '../../toolkit/cidr';
import { present, texts } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { own } from '../sources';

export const CLUSTER_OF_NOTHING: ObjectRule = {
  id: 'CAPI022',
  name: 'cluster-api/cluster-of-nothing',
  on: 'object',
  kinds: [CLUSTER],
  severity: Severity.ERROR,
  title: 'A Cluster names its control plane, its infrastructure or its topology',
  why: 'Cluster API\'s webhook refuses a Cluster without any of them.',
  remedy: 'Write infrastructureRef.',
  source: capi('core/webhooks/admission/cluster.go: validate'),
  acceptable: false,

  *check({ spec }) {
    const parts = [spec?.controlPlaneRef, spec?.infrastructureRef, spec?.topology];
    if (parts.some((part) => present(part).length > 0)) return;
    yield wholeFault('has no controlPlaneRef, no infrastructureRef and no topology', this.remedy);
  },
};

const RANGES = ['pods', 'services'] as const;

export const CLUSTER_RANGES: ObjectRule = {
  id: 'CAPI023',
  name: 'cluster-api/cluster-ranges',
  on: 'object',
  kinds: [CLUSTER],
  severity: Severity.ERROR,
  title: 'The address ranges of a Cluster are valid, and overlap neither each other nor those of the infra cluster',
  why: 'Its nodes are pods of the infra cluster. An address in both ranges, such as that of the name server, is '
    + 'taken for one of their own.',
  remedy: 'Choose a range that shares no address with it.',
  source: own('docs/how-to/cluster-api.md'),
  acceptable: true,

  *check({ spec }, { cluster }) {
    const network = spec?.clusterNetwork ?? {};
    const ranges = RANGES.flatMap((part) => texts(network[part]?.cidrBlocks).map((cidr, index) => (
      { cidr, field: `spec.clusterNetwork.${part}.cidrBlocks[${index}]` })));
    for (const { cidr, field } of ranges) yield* about(field, notCidr(cidr));
    for (const [index, { cidr, field }] of ranges.entries()) {
      const others = ranges.slice(0, index).map((each) => ({ cidr: each.cidr, what: each.field }));
      yield* overlapsOf(field, cidr, [...others, ...cluster?.facts.ranges ?? []], this.remedy);
    }
  },
};

function* overlapsOf(
  field: string, cidr: string, others: readonly { readonly what: string; readonly cidr: string }[], remedy: string,
): Iterable<Fault> {
  for (const other of others) {
    if (notCidr(cidr) !== undefined || notCidr(other.cidr) !== undefined || !overlap(cidr, other.cidr)) continue;
    yield fault(field, `is ${cidr}, which overlaps ${other.what} ${other.cidr}`, remedy);
  }
}
