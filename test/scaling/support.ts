import { ApiObject } from 'cdk8s';
import type { Autoscale, Tenant } from '../../src';

/** Some props of an autoscaler. */
export type AutoscaleOf = Partial<Autoscale>;

/** What an autoscaler refers to: an object, or something that the bundle does not hold. */
export type Target = Pick<ApiObject, 'apiVersion' | 'kind' | 'name'>;

/** A HorizontalPodAutoscaler of somebody else, below a tenant. */
export function autoscalerFor(tenant: Tenant, name: string, target: Target, spec: object = {}): ApiObject {
  const { apiVersion, kind } = target;
  const metric = { name: 'cpu', target: { type: 'AverageValue', averageValue: '1' } };
  return new ApiObject(tenant, name, {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace: tenant.namespaceName },
    spec: {
      scaleTargetRef: { apiVersion, kind, name: target.name },
      maxReplicas: 4,
      metrics: [{ type: 'Resource', resource: metric }],
      ...spec,
    },
  });
}
