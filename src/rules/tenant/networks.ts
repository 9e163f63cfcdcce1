import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const TENANT_NETWORKS: PropRule = {
  id: 'TENANT010',
  name: 'tenants/networks',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Address ranges of a tenant\'s own cluster are CIDRs',
  why: 'No object of the bundle holds them, but nothing can be compared with what is not a range.',
  remedy: 'Write an address and a prefix length, without address bits behind it.',
  source: own('docs/defaults.md'),
  acceptable: false,
};

export const TENANT_NETWORKS_OVERLAP: PropRule = {
  id: 'TENANT011',
  name: 'tenants/networks-overlap',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Address ranges of a tenant\'s own cluster overlap neither each other nor those of the infra cluster',
  why: 'Addresses in both ranges cannot be told apart, so routing between the clusters breaks.',
  remedy: 'Choose a range that shares no address with the other.',
  source: own('docs/defaults.md'),
  acceptable: true,
};
