import type { Size } from 'cdk8s';
import { sizeText } from '../toolkit/quantity';

/**
 * What a container requests if it has no requests of its own. A quota refuses containers without requests, and a few of
 * KubeVirt's helpers have none, such as hook sidecars (KubeVirt v1.9.0,
 * pkg/virt-controller/services/renderresources.go: sidecarResources).
 */
export interface ContainerDefaults {
  /**
   * CPU, as a Kubernetes quantity.
   * @default "10m" - what KubeVirt gives its own helper containers
   */
  readonly cpu?: string;
  /**
   * Memory: a `Size`, or a Kubernetes quantity.
   * @default "64Mi" - about what KubeVirt gives a sidecar of a machine with dedicated CPUs
   */
  readonly memory?: Size | string;
}

/** The spec of a core LimitRange. */
export interface LimitRangeSpec {
  readonly limits: readonly {
    readonly type: string;
    readonly default?: { readonly [resource: string]: string };
    readonly defaultRequest?: { readonly [resource: string]: string };
    readonly max?: { readonly [resource: string]: string };
    readonly maxLimitRequestRatio?: { readonly [resource: string]: string };
    readonly min?: { readonly [resource: string]: string };
  }[];
}

/**
 * The LimitRange sets default requests only. A default limit would apply to launchers, which request the guest's whole
 * memory and set no limit; the API server refuses a request above its limit. `max` becomes a default limit (Kubernetes
 * v1.35, pkg/apis/core/v1/defaults.go: SetDefaults_LimitRangeItem). A ratio would refuse CDI's pods, whose limits are
 * up to ten times their requests.
 */
export function limitRangeSpec(defaults: ContainerDefaults = {}): LimitRangeSpec {
  const { cpu = '10m', memory = '64Mi' } = defaults;
  return { limits: [{ type: 'Container', defaultRequest: { cpu, memory: sizeText(memory) } }] };
}
