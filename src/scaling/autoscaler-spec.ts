import { Size } from 'cdk8s';
import type { Autoscale } from './autoscale';
import { mergeDeep } from '../toolkit/merge';
import { sizeText } from '../toolkit/quantity';
import { unlessEmpty } from '../toolkit/shape';

/** The spec of a HorizontalPodAutoscaler (autoscaling/v2 of Kubernetes v1.35), as far as it is written here. */
export interface HorizontalPodAutoscalerSpec {
  readonly scaleTargetRef: ScaleTarget;
  readonly minReplicas?: number;
  readonly maxReplicas: number;
  readonly metrics?: readonly object[];
  readonly behavior?: ScalingBehavior;
}

/** The object whose number of replicas is set. */
export interface ScaleTarget {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly name: string;
}

/** How fast the number changes. */
export interface ScalingBehavior {
  readonly scaleUp?: ScalingRules;
  readonly scaleDown?: ScalingRules;
}

/** How fast the number changes in one direction. */
export interface ScalingRules {
  readonly policies?: readonly { readonly type: string; readonly value: number; readonly periodSeconds: number }[];
  readonly selectPolicy?: string;
  readonly stabilizationWindowSeconds?: number;
  readonly tolerance?: string;
}

/** The spec of the autoscaler of an object. */
export function autoscalerSpec(autoscale: Autoscale, target: ScaleTarget): HorizontalPodAutoscalerSpec {
  const { min, max, cpu, memory, overrides } = autoscale;
  const metrics = [
    ...(cpu === undefined ? [] : [average('cpu', String(cpu))]),
    ...(memory === undefined ? [] : [average('memory', memory instanceof Size ? sizeText(memory) : memory)]),
  ];
  const spec = { scaleTargetRef: target, minReplicas: min, maxReplicas: max, metrics: unlessEmpty(metrics) };
  return mergeDeep<HorizontalPodAutoscalerSpec>(spec, overrides);
}

function average(name: string, averageValue: string): object {
  return { type: 'Resource', resource: { name, target: { type: 'AverageValue', averageValue } } };
}
