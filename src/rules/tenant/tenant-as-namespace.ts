import { NAMESPACE_NAME_LABEL } from './namespace-metadata';
import { NETWORK_POLICY, rulesOf } from './policy-shape';
import { textsIn } from './shape';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { fieldBelow } from '../../toolkit/path';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

export const TENANT_AS_NAMESPACE: ObjectRule = {
  id: 'TENANT072',
  name: 'tenants/tenant-as-namespace',
  on: 'object',
  kinds: [NETWORK_POLICY],
  severity: Severity.WARNING,
  title: 'A NetworkPolicy selects a tenant by its namespace, not by its id',
  why: 'NetworkPolicies know namespaces alone, so one that has the id of a tenant selects nobody.',
  remedy: 'Write the namespaceName of the tenant.',
  source: kubernetes('pkg/apis/networking/types.go: NetworkPolicyPeer'),
  acceptable: true,

  *check(object, { cluster }) {
    if (cluster === undefined) return;
    for (const { peers } of rulesOf(object)) {
      for (const { at, namespaceSelector } of peers) {
        const name = textsIn(namespaceSelector.matchLabels)[NAMESPACE_NAME_LABEL];
        const meant = `cluster-${name}`;
        if (name === undefined || cluster.tenantsOf(meant).length === 0) continue;
        if (cluster.tenantsOf(name).length > 0 || cluster.find('', 'Namespace', name) !== undefined) continue;
        yield fault(fieldBelow(`${at}.namespaceSelector.matchLabels`, NAMESPACE_NAME_LABEL),
          `is "${name}", a namespace that the bundle does not hold; that of the tenant "${name}" is "${meant}"`,
          `Write "${meant}", the namespaceName of the tenant.`);
      }
    }
  },
};
