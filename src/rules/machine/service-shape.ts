import type { Labels } from '../../toolkit/label-selector';
import { mapIn, objectsIn, textsIn } from '../tenant/shape';

type Part = { readonly [key: string]: unknown };

/** The kind of Services. */
export const SERVICE = '/Service';

/** The spec of a Service, with its ports, each with its path. */
export interface ServiceShape {
  readonly spec: Part;
  /** The type; that of Kubernetes if none is stated. */
  readonly type: unknown;
  readonly isHeadless: boolean;
  readonly ports: readonly [path: string, port: Part][];
}

/** Reads a Service. The inventory has no schema of Services, so it may hold anything. */
export function serviceOf(object: unknown): ServiceShape {
  const spec = mapIn(object, 'spec');
  const { type = 'ClusterIP', clusterIP, ports } = spec;
  return { spec, type, isHeadless: clusterIP === 'None', ports: objectsIn(ports, 'spec.ports') };
}

/** The labels of the pods that a Service stands for; undefined if it selects none by labels. */
export function selectorOf({ spec, type }: ServiceShape): Labels | undefined {
  const labels = textsIn(spec.selector);
  return type === 'ExternalName' || Object.keys(labels).length === 0 ? undefined : labels;
}

/** The protocol of a port of a Service. */
export function protocolOf({ protocol = 'TCP' }: Part): unknown {
  return protocol;
}

/** Whether a Service is reached from outside of the cluster. */
export function isForOutside({ type }: ServiceShape): boolean {
  return type === 'NodePort' || type === 'LoadBalancer';
}
