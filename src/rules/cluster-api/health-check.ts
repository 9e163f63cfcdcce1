import { notIntOrPercent } from './int-or-percent';
import { CLUSTER_LABEL, HEALTH_CHECK } from './kinds';
import { capi } from './names';
import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { items, present } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';

const SOURCE = capi('core/webhooks/admission/machinehealthcheck.go: validate');

export const HEALTH_CHECK_SELECTOR: ObjectRule = {
  id: 'CAPI013',
  name: 'cluster-api/health-check-selector',
  on: 'object',
  kinds: [HEALTH_CHECK],
  severity: Severity.ERROR,
  title: 'A MachineHealthCheck selects machines of its Cluster',
  why: 'Cluster API\'s webhook refuses an empty selector, and one of another Cluster.',
  remedy: 'Select by the labels of one MachineDeployment.',
  source: SOURCE,
  acceptable: false,

  *check({ spec: { clusterName, selector } }) {
    const { matchLabels, matchExpressions } = selector;
    if (present(matchLabels).length === 0 && (matchExpressions ?? []).length === 0) {
      yield fault('spec.selector', 'is empty', this.remedy);
    }
    const other = matchLabels?.[CLUSTER_LABEL];
    if (other === undefined || other === clusterName) return;
    yield fault(`spec.selector.matchLabels["${CLUSTER_LABEL}"]`,
      `is "${other}", but spec.clusterName is "${clusterName}"`, 'Write the same name.');
  },
};

/** The least time that the webhook takes; 0 turns it off. */
const LEAST = 30;

export const HEALTH_CHECK_BOUNDS: ObjectRule = {
  id: 'CAPI014',
  name: 'cluster-api/health-check-bounds',
  on: 'object',
  kinds: [HEALTH_CHECK],
  severity: Severity.ERROR,
  title: 'A MachineHealthCheck gives machines at least 30 seconds, and its bound is a number or a percentage',
  why: 'Cluster API\'s webhook refuses anything else.',
  remedy: 'Write at least 30 seconds, and a bound such as "40%".',
  source: SOURCE,
  acceptable: false,

  *check({ spec }) {
    const seconds = spec.checks?.nodeStartupTimeoutSeconds;
    if (seconds !== undefined && seconds !== 0 && seconds < LEAST) {
      yield fault('spec.checks.nodeStartupTimeoutSeconds', `is ${seconds}, but no machine becomes a node in that time`,
        `Write at least ${LEAST}, or 0 to wait for ever.`);
    }
    const bound = spec.remediation?.triggerIf?.unhealthyLessThanOrEqualTo;
    yield* about('spec.remediation.triggerIf.unhealthyLessThanOrEqualTo', notIntOrPercent(bound));
    yield* about('spec.maxUnhealthy', notIntOrPercent(spec.maxUnhealthy));
  },
};

/** A number of machines that no pool has, so as a bound it bounds nothing. */
const MANY = 1000;

export const UNBOUNDED_REMEDIATION: ObjectRule = {
  id: 'CAPI015',
  name: 'cluster-api/unbounded-remediation',
  on: 'object',
  kinds: [HEALTH_CHECK],
  severity: Severity.WARNING,
  title: 'A MachineHealthCheck replaces no machine while many are unhealthy',
  why: 'Without a bound, an outage of the network or of the control plane deletes every machine, with its disks.',
  remedy: 'Write remediation.triggerIf.unhealthyLessThanOrEqualTo, such as "40%".',
  source: capi('core/reconcilers/machinehealthcheck/machinehealthcheck_controller.go: isAllowedRemediation'),
  acceptable: true,

  *check({ spec }) {
    const { unhealthyLessThanOrEqualTo, unhealthyInRange } = spec.remediation?.triggerIf ?? {};
    const stated = [unhealthyLessThanOrEqualTo ?? spec.maxUnhealthy, unhealthyInRange ?? spec.unhealthyRange]
      .filter((bound) => bound !== undefined && !isAll(bound));
    if (stated.length > 0) return;
    yield fault('spec.remediation', 'has no bound, so an outage would delete all machines that are checked',
      this.remedy);
  },
};

const CONDITIONS = [
  ['unhealthyNodeConditions', 'a node that is unready for a moment loses its machine'],
  ['unhealthyMachineConditions', 'a machine in that condition for a moment is replaced'],
] as const;

export const NO_PATIENCE: ObjectRule = {
  id: 'CAPI036',
  name: 'cluster-api/no-patience',
  on: 'object',
  kinds: [HEALTH_CHECK],
  severity: Severity.WARNING,
  title: 'A MachineHealthCheck gives an unhealthy node or machine some time',
  why: 'With 0 seconds, a kubelet that is restarted costs its machine, with its disks.',
  remedy: 'Write some minutes.',
  source: capi('core/reconcilers/machinehealthcheck/machinehealthcheck_targets.go: nodeChecks, '
    + 'machineChecks'),
  acceptable: true,

  *check({ spec }) {
    for (const [conditions, what] of CONDITIONS) {
      for (const [index, { timeoutSeconds }] of items<any>(spec.checks?.[conditions]).entries()) {
        if (timeoutSeconds !== 0) continue;
        yield fault(`spec.checks.${conditions}[${index}].timeoutSeconds`, `is 0, so ${what}`, this.remedy);
      }
    }
  },
};

/** Whether a bound is met whatever happens: all machines, or more than anybody has. */
function isAll(bound: unknown): boolean {
  return typeof bound === 'number' ? bound >= MANY : Number(/^(\d+)%$/.exec(String(bound))?.[1] ?? 0) >= 100;
}
