import type { Tenant } from '../tenants/tenant';

/** The name of a namespace, given as a string or as its tenant. */
export function namespaceNameOf(tenant: Tenant | string): string {
  return typeof tenant === 'string' ? tenant : tenant.namespaceName;
}
