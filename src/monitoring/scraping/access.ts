import { METRICS_PORT, Target } from './targets';
import type { PlainObject } from '../plain-object';

const RBAC = 'rbac.authorization.k8s.io';

/** An account, by its namespace and name. */
export interface Account {
  readonly namespace: string;
  readonly name: string;
}

/** Lets an account find the pods of a target. */
export function discoveryRights(name: string, { end, namespace }: Target, account: Account): PlainObject[] {
  const metadata = { name: `${name}-${end}`, namespace };
  const verbs = ['get', 'list', 'watch'];
  return [
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'Role',
      metadata,
      rules: [
        { apiGroups: [''], resources: ['services', 'endpoints', 'pods'], verbs },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs },
      ],
    },
    binding('Role', metadata, account),
  ];
}

/** Gives an account a role, or a ClusterRole of the same name. */
export function binding(
  kind: 'Role' | 'ClusterRole', metadata: PlainObject['metadata'], account: Account,
): PlainObject {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: `${kind}Binding`,
    metadata,
    roleRef: { apiGroup: RBAC, kind, name: metadata.name },
    subjects: [{ kind: 'ServiceAccount', ...account }],
  };
}

/** A ClusterRole. */
export function clusterRole(name: string, rules: readonly object[]): PlainObject {
  return { apiVersion: `${RBAC}/v1`, kind: 'ClusterRole', metadata: { name }, rules };
}

/** Lets the pods of Prometheus' namespace reach the metrics of a target. */
export function scraperPolicy(name: string, { end, namespace, labels }: Target, from: string): PlainObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `${name}-${end}`, namespace },
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress'],
      ingress: [{
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': from } } }],
        ports: [{ port: METRICS_PORT, protocol: 'TCP' }],
      }],
    },
  };
}
