import type { Construct } from 'constructs';
import { clonedInto } from './clone-namespaces';
import type { ResourceQuotaSpec } from './quota';
import type { ClusterView } from '../inventory/cluster-view';
import { classesUsedIn, globalDefaults } from '../inventory/priority-classes';
import { SchedulingPolicy } from '../scheduling/scheduling-policy';

const SCOPE = 'PriorityClass';

/**
 * A quota for no pods, which counts only pods that have a PriorityClass other than the allowed ones. Pods without one
 * do not count, nor do those that the cluster's own components run elsewhere.
 */
export function priorityQuota(allowed: readonly string[]): ResourceQuotaSpec {
  const others = allowed.length === 0 ? [] : [{ scopeName: SCOPE, operator: 'NotIn', values: allowed }];
  return {
    hard: { pods: 0 },
    scopeSelector: { matchExpressions: [{ scopeName: SCOPE, operator: 'Exists' }, ...others] },
  };
}

/**
 * The PriorityClasses that pods of a tenant may have: those given, those of policies below the tenant, those that the
 * program itself uses in the namespace, and those of pods by which CDI clones images of the tenant into another
 * namespace, which have the class of the machine there.
 */
export function allowedClasses(
  tenant: Construct, namespace: string, given: readonly string[], view: ClusterView | undefined,
): string[] {
  const policies = tenant.node.findAll().filter((each) => each instanceof SchedulingPolicy);
  const used = view === undefined ? [] : [namespace, ...clonedInto(view, namespace)]
    .flatMap((each) => [...classesUsedIn(view, each)]);
  const names = [
    ...given, ...policies.map(({ priorityClassName }) => priorityClassName), ...used,
    ...(view === undefined ? [] : globalDefaults(view)),
  ];
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}
