import { ApiObject, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Autoscale } from './autoscale';
import type { HorizontalPodAutoscalerSpec, ScaleTarget } from './autoscaler-spec';
import type { ExternalScaling } from './external-scaling';
import { intend } from '../inventory/tell';
import { labelled } from '../layout/labels';
import { isUnchanged } from '../machines/machine-fields';
import { mergeDeep } from '../toolkit/merge';
import { sizeText } from '../toolkit/quantity';
import { unlessEmpty } from '../toolkit/shape';
import { table } from '../toolkit/table';

/** A metric that a prop makes, by its place. Overrides replace all metrics. */
function metricAt({ cpu, memory }: Autoscale, index: number): string | undefined {
  const given = [cpu === undefined ? [] : ['cpu'], memory === undefined ? [] : ['memory']].flat();
  return given[index] && `autoscale.${given[index]}`;
}

const METRIC = /^spec\.metrics\[(\d+)\]\.resource\.target\.averageValue$/;

const PROPS: { readonly [field: string]: string } = table({
  'metadata.name': 'name',
  'spec.minReplicas': 'autoscale.min',
  'spec.maxReplicas': 'autoscale.max',
  'spec.scaleTargetRef.name': 'name',
  'spec.metrics': 'autoscale',
});

/** Writes the HorizontalPodAutoscaler that sets the number of machines of an object, below the object's construct. */
export function writeAutoscaler(scope: Construct, autoscale: Autoscale, target: ApiObject): ApiObject {
  const { apiVersion, kind, name } = target;
  const { namespace } = target.metadata;
  const made = autoscalerSpec(autoscale, { apiVersion, kind, name });
  const autoscaler = new ApiObject(scope, 'HorizontalPodAutoscaler', {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace, labels: labelled(scope) },
    spec: made,
  });
  intend(autoscaler, {
    propOf: (field, written) => {
      if (!isUnchanged(field, { metadata: { name }, spec: made }, written)) return undefined;
      const [, index] = METRIC.exec(field) ?? [];
      if (index === undefined) return PROPS[field];
      return autoscale.overrides?.metrics === undefined ? metricAt(autoscale, Number(index)) : undefined;
    },
  });
  return autoscaler;
}

/** The spec of the autoscaler of an object. */
function autoscalerSpec(autoscale: Autoscale, target: ScaleTarget): HorizontalPodAutoscalerSpec {
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

/** Who sets the number of machines of an object that has an autoscaler. */
export function scalingOf(autoscale: Autoscale, name: string): ExternalScaling {
  return { by: `HorizontalPodAutoscaler ${name}`, maxReplicas: autoscale.max };
}
