import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ObjectRule } from '../rule';
import { mapIn, objectsIn, textList } from './shape';
import { kubernetes } from '../sources';

/** The quota that allows a tenant some PriorityClasses, and no others. */
export const PRIORITY_QUOTA = 'priority-classes';

const CRITICAL = ['system-node-critical', 'system-cluster-critical', 'kubevirt-cluster-critical'];

export const CRITICAL_CLASSES: ObjectRule = {
  id: 'TENANT062',
  name: 'tenants/critical-classes',
  on: 'object',
  kinds: ['/ResourceQuota'],
  severity: Severity.WARNING,
  title: 'A tenant may not use the PriorityClasses of the cluster\'s own components',
  why: 'Pods with these classes preempt those of all tenants, and those of the cluster. What one machine of the '
    + 'program uses, everyone who writes machines in the namespace may use.',
  remedy: 'Give the machines a PriorityClass of their own, by priorityClass of a SchedulingPolicy.',
  source: kubernetes('pkg/apis/scheduling/types.go: SystemCriticalPriority; pkg/scheduler/framework/preemption'),
  acceptable: true,

  *check(object, { cluster, namespace }) {
    if (object.metadata.name !== PRIORITY_QUOTA || cluster === undefined) return;
    if (cluster.tenantsOf(namespace).length === 0) return;
    const scopes = objectsIn(mapIn(mapIn(object, 'spec'), 'scopeSelector').matchExpressions, 'spec.scopeSelector');
    for (const [, { values }] of scopes) {
      const critical = textList(values).filter((name) => CRITICAL.includes(name));
      if (critical.length === 0) continue;
      yield fault('spec.scopeSelector', `allows ${critical.map((name) => `"${name}"`).join(' and ')}, because `
        + 'priorityClasses, a policy or a machine of the tenant names it: the tenant\'s pods then preempt those of '
        + 'others', this.remedy);
    }
  },
};
