import { ACCEPTANCE_RULES } from './acceptance/rules';
import { BUNDLE_RULES } from './bundle/rules';
import { CDI_RULES } from './cdi/rules';
import { CLUSTER_API_RULES } from './cluster-api/rules';
import { DISK_RULES } from './disk/rules';
import { GITOPS_RULES } from './gitops/rules';
import { GUARD_RULES } from './guard/rules';
import { IMAGE_RULES } from './image/rules';
import { INSTANCETYPE_RULES } from './instancetype/rules';
import { REFERENCE_RULES } from './kubernetes/references/rules';
import { KUBERNETES_RULES } from './kubernetes/rules';
import { KUBEVIRT_RULES } from './kubevirt/rules';
import { MACHINE_RULES } from './machine/rules';
import { MACHINE_DEPLOYMENT_RULES } from './machine-deployment/rules';
import { MONITORING_RULES } from './monitoring/rules';
import { NETWORK_RULES } from './network/rules';
import { POOL_RULES } from './pool/rules';
import { PROP_RULES } from './props/rules';
import type { Rule } from './rule';
import { SCALING_RULES } from './scaling/rules';
import { SCHEDULING_RULES } from './scheduling/rules';
import { SNAPSHOT_RULES } from './snapshot/rules';
import { TENANT_RULES } from './tenant/rules';
import { TENANT_CLUSTER_RULES } from './tenant-cluster/rules';

/** All rules, by subject. */
export const RULES: readonly Rule[] = [
  ...ACCEPTANCE_RULES,
  ...BUNDLE_RULES,
  ...GITOPS_RULES,
  ...IMAGE_RULES,
  ...INSTANCETYPE_RULES,
  ...CDI_RULES,
  ...CLUSTER_API_RULES,
  ...DISK_RULES,
  ...GUARD_RULES,
  ...KUBERNETES_RULES,
  ...KUBEVIRT_RULES,
  ...REFERENCE_RULES,
  ...MACHINE_RULES,
  ...MACHINE_DEPLOYMENT_RULES,
  ...MONITORING_RULES,
  ...NETWORK_RULES,
  ...POOL_RULES,
  ...PROP_RULES,
  ...SCALING_RULES,
  ...SCHEDULING_RULES,
  ...SNAPSHOT_RULES,
  ...TENANT_RULES,
  ...TENANT_CLUSTER_RULES,
];

const BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));

/** The rule with an id. */
export function ruleOf(id: string): Rule | undefined {
  return BY_ID.get(id);
}
