import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const NAMESPACE_OF_TENANT: PropRule = {
  id: 'NET017',
  name: 'networks/namespace-of-tenant',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A network of a tenant is in the tenant\'s namespace',
  why: 'What is made below a tenant belongs to it. A network of another namespace would be written with the tenant, '
    + 'and others would use it.',
  remedy: 'Leave namespaceName out, or make the network below the cluster.',
  source: own('docs/how-to/networks.md'),
  acceptable: false,
};

/** Reports a namespace that a network below a tenant cannot have. */
export function* foreignNamespaceFaults(given: string | undefined, tenants: string | undefined): Iterable<Fault> {
  if (given === undefined || tenants === undefined || given === tenants) return;
  yield fault('namespaceName', `is "${given}", but the network is made below the tenant of "${tenants}"`,
    NAMESPACE_OF_TENANT.remedy);
}
