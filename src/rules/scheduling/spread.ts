import { each } from './parts';
import { SchedulingRule, schedulingRule } from './scheduling-rule';
import type { TopologySpreadConstraint } from '../../../imports/kubevirt.io';
import { about, Fault, fault } from '../../findings/rule';
import { notOneOf } from '../../toolkit/one-of';
import { items, repeated } from '../../toolkit/shape';
import { kubernetes, kubevirt } from '../sources';

const file = 'pkg/virt-api/webhooks/validating-webhook/admitters/validate-k8s-utils.go';
const LAUNCHER = 'pkg/apis/core/validation/validation.go';
const IN_LAUNCHER = 'KubeVirt lets it pass, and Kubernetes refuses the launcher pod.';

export const SPREAD_TWICE = schedulingRule({
  id: 'SCHED010',
  name: 'scheduling/spread-twice',
  concerns: ['topologySpreadConstraints'],
  title: 'No two spread constraints have the same topologyKey and whenUnsatisfiable',
  why: 'The API server refuses the machine: these two fields tell constraints apart.',
  remedy: 'Merge the two into one.',
  source: kubevirt(`${file}: validateTopologySpreadConstraints`),
}, function* ({ topologySpreadConstraints }, at) {
  const constraints = items(topologySpreadConstraints);
  const pairs = constraints.map(({ topologyKey, whenUnsatisfiable }) => `${topologyKey}, ${whenUnsatisfiable}`);
  for (const pair of repeated(pairs)) {
    yield fault(`${at}topologySpreadConstraints`,
      `holds two constraints with the same topologyKey and whenUnsatisfiable (${pair}), which the API server refuses`,
      'Merge them into one.');
  }
});

export const SPREAD_SKEW = spreadRule({
  id: 'SCHED011',
  name: 'scheduling/spread-skew',
  concerns: ['topologySpreadConstraints'],
  title: 'maxSkew is at least 1',
  why: 'KubeVirt refuses the machine.',
  remedy: 'Write 1 for a spread as even as can be.',
  source: kubevirt(`${file}: validateTopologySpreadConstraints`),
}, function* ({ maxSkew }, at) {
  if (isCount(maxSkew)) return;
  yield fault(`${at}.maxSkew`, `is ${maxSkew}, but must be a whole number of at least 1`,
    'Write 1 for a spread as even as can be.');
});

export const SPREAD_WHEN = spreadRule({
  id: 'SCHED012',
  name: 'scheduling/spread-when',
  concerns: ['topologySpreadConstraints'],
  title: 'whenUnsatisfiable is DoNotSchedule or ScheduleAnyway',
  why: 'KubeVirt refuses the machine.',
  remedy: 'Write one of the two.',
  source: kubevirt(`${file}: validateTopologySpreadConstraints`),
}, function* ({ whenUnsatisfiable }, at) {
  yield* about(`${at}.whenUnsatisfiable`, notOneOf(whenUnsatisfiable, ['DoNotSchedule', 'ScheduleAnyway']));
});

export const SPREAD_DOMAINS = spreadRule({
  id: 'SCHED013',
  name: 'scheduling/spread-domains',
  concerns: ['topologySpreadConstraints'],
  title: 'minDomains is at least 1, and goes with DoNotSchedule alone',
  why: IN_LAUNCHER,
  remedy: 'Write DoNotSchedule, or leave minDomains out.',
  source: kubernetes(`${LAUNCHER}: validateMinDomains`),
}, function* ({ minDomains, whenUnsatisfiable }, at) {
  if (minDomains === undefined) return;
  if (!isCount(minDomains)) {
    yield fault(`${at}.minDomains`, `is ${minDomains}, but must be a whole number of at least 1`,
      'Write one, or leave it out.');
  }
  if (whenUnsatisfiable !== 'DoNotSchedule') {
    yield fault(`${at}.minDomains`, `is ${minDomains}, but binds only with whenUnsatisfiable DoNotSchedule`,
      'Write that, or leave minDomains out.');
  }
});

export const SPREAD_NODES = spreadRule({
  id: 'SCHED014',
  name: 'scheduling/spread-nodes',
  concerns: ['topologySpreadConstraints'],
  title: 'nodeAffinityPolicy and nodeTaintsPolicy are Honor or Ignore',
  why: IN_LAUNCHER,
  remedy: 'Write one of the two.',
  source: kubernetes(`${LAUNCHER}: validateNodeInclusionPolicy`),
}, function* (constraint, at) {
  for (const field of ['nodeAffinityPolicy', 'nodeTaintsPolicy'] as const) {
    yield* about(`${at}.${field}`, notOneOf(constraint[field], ['Honor', 'Ignore']));
  }
});

/** Rules about topology spread. */
export const SPREAD_RULES: readonly SchedulingRule[] = [
  SPREAD_TWICE,
  SPREAD_SKEW,
  SPREAD_WHEN,
  SPREAD_DOMAINS,
  SPREAD_NODES,
];

function spreadRule(
  info: Parameters<typeof schedulingRule>[0],
  check: (constraint: TopologySpreadConstraint, at: string) => Iterable<Fault>,
): SchedulingRule {
  return schedulingRule(info, function* ({ topologySpreadConstraints }, before) {
    const constraints = each(topologySpreadConstraints, `${before}topologySpreadConstraints`);
    for (const { it, at } of constraints) yield* check(it, at);
  });
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 1;
}
