import { OTHER_CLUSTER_NAME } from './cluster-name';
import { FOREIGN_TENANT } from './foreign-tenant';
import { HEADER_SECRET_UNREADABLE } from './header-secret';
import { CLUSTER_ID, NAMESPACE_OF_TWO, UNSTATED } from './identity';
import { DNS_SERVICE, INFRA_RANGES, INFRA_RANGES_OVERLAP, RANGES } from './networks';
import { SAME_POOL } from './same-pool';
import { CONTROL_PLANE, KUBELET_SKEW } from './versions';
import { WITHOUT_ACCOUNT } from './without-account';
import type { Rule } from '../rule';

/** Rules about the Kubernetes clusters of tenants. */
export const TENANT_CLUSTER_RULES: readonly Rule[] = [
  CLUSTER_ID,
  CONTROL_PLANE,
  RANGES,
  INFRA_RANGES_OVERLAP,
  INFRA_RANGES,
  DNS_SERVICE,
  NAMESPACE_OF_TWO,
  KUBELET_SKEW,
  FOREIGN_TENANT,
  UNSTATED,
  OTHER_CLUSTER_NAME,
  WITHOUT_ACCOUNT,
  HEADER_SECRET_UNREADABLE,
  SAME_POOL,
];
