import * as fc from 'fast-check';
import type { Described } from './description';
import { props } from './props';
import { className, label, labelKey, labels, labelValue, oneOf, several, text } from './texts';
import {
  NodeAffinityPreset,
  NodeInclusion,
  NodeToleration,
  PreemptionPolicy,
  Preset,
  PriorityClassProps,
  SchedulingPolicyProps,
  TaintEffect,
  TolerationOperator,
  TopologySpread,
  WhenUnsatisfiable,
} from '../../src';

/** A toleration, its parts made to go together. */
export const toleration: fc.Arbitrary<Described<NodeToleration>> = props<NodeToleration>({
  key: labelKey,
  operator: oneOf(TolerationOperator),
  value: labelValue,
  effect: oneOf(TaintEffect),
  tolerationSeconds: fc.nat(100_000).map((seconds) => ({ $seconds: seconds })),
}).map(({ key, operator, value, effect, tolerationSeconds }) => {
  const exists = key === undefined || operator === TolerationOperator.EXISTS;
  return {
    ...(key !== undefined && { key }),
    ...(exists
      ? operator !== undefined && { operator: TolerationOperator.EXISTS }
      : operator !== undefined && { operator }),
    ...(!exists && value !== undefined && { value }),
    ...(effect !== undefined && { effect }),
    ...(effect === TaintEffect.NO_EXECUTE && tolerationSeconds !== undefined && { tolerationSeconds }),
  };
});

/** An affinity in the form of a pod's spec. */
export const affinity: fc.Arbitrary<object> = fc.record(
  {
    nodeAffinity: fc.record(
      {
        requiredDuringSchedulingIgnoredDuringExecution: fc
          .tuple(labelKey, several(labelValue, 1))
          .map(([key, values]) => ({ nodeSelectorTerms: [{ matchExpressions: [{ key, operator: 'In', values }] }] })),
        preferredDuringSchedulingIgnoredDuringExecution: fc
          .tuple(labelKey, fc.integer({ min: 1, max: 100 }))
          .map(([key, weight]) => [{ weight, preference: { matchExpressions: [{ key, operator: 'DoesNotExist' }] } }]),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
    podAntiAffinity: fc
      .tuple(labelKey, labels)
      .map(([topologyKey, matchLabels]) => ({
        requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey, labelSelector: { matchLabels } }],
      })),
  },
  { requiredKeys: [], noNullPrototype: true },
);

/** A policy's props; which of those that exclude each other stays is decided here. */
export function schedulingPolicyProps(): fc.Arbitrary<Described<SchedulingPolicyProps>> {
  return props<SchedulingPolicyProps>({
    podAffinityPreset: oneOf(Preset),
    podAntiAffinityPreset: oneOf(Preset),
    nodeAffinityPreset: props<NodeAffinityPreset>({ type: oneOf(Preset), key: labelKey, values: several(labelValue) }, [
      'type',
      'key',
    ]),
    topologyKey: labelKey,
    topologySpread: fc.uniqueArray(spread(), {
      maxLength: 3,
      selector: ({ topologyKey, whenUnsatisfiable = WhenUnsatisfiable.SCHEDULE_ANYWAY }) =>
        `${topologyKey} ${whenUnsatisfiable}`,
    }),
    podLabels: fc.dictionary(labelKey, labelValue, { maxKeys: 3, noNullPrototype: true }),
    nodeSelector: fc.dictionary(labelKey, labelValue, { maxKeys: 3, noNullPrototype: true }),
    schedulerName: label(),
    tolerations: fc.array(toleration, { maxLength: 3 }),
    priorityClass: props<PriorityClassProps>(
      {
        value: fc.oneof(
          fc.integer({ min: -2_147_483_648, max: 1_000_000_000 }),
          fc.constantFrom(-2_147_483_648, 1_000_000_000, 0),
        ),
        name: className().map((name) => name.replace(/^system-/, 'sys-')),
        preemptionPolicy: oneOf(PreemptionPolicy),
        description: text,
      },
      ['value'],
    ),
    priorityClassName: fc.oneof(
      className(),
      fc.constantFrom('system-cluster-critical', 'system-node-critical'),
      label(),
    ),
  }).map(({ podAffinityPreset, podAntiAffinityPreset, priorityClass, priorityClassName, ...others }) => ({
    ...others,
    ...(podAffinityPreset === undefined
      ? podAntiAffinityPreset !== undefined && { podAntiAffinityPreset }
      : { podAffinityPreset }),
    ...(priorityClass === undefined ? priorityClassName !== undefined && { priorityClassName } : { priorityClass }),
  }));
}

function spread(): fc.Arbitrary<Described<TopologySpread>> {
  return props<TopologySpread>(
    {
      topologyKey: labelKey,
      maxSkew: fc.integer({ min: 1, max: 10 }),
      whenUnsatisfiable: oneOf(WhenUnsatisfiable),
      minDomains: fc.integer({ min: 1, max: 10 }),
      nodeAffinityPolicy: oneOf(NodeInclusion),
      nodeTaintsPolicy: oneOf(NodeInclusion),
    },
    ['topologyKey'],
  ).map(({ minDomains, ...others }) => ({
    ...others,
    ...(others.whenUnsatisfiable === WhenUnsatisfiable.DO_NOT_SCHEDULE && minDomains !== undefined && { minDomains }),
  }));
}
