import type { Size } from 'cdk8s';
import type { HorizontalPodAutoscalerSpec } from './autoscaler-spec';
import type { DeepPartial } from '../toolkit/merge';

/** How a HorizontalPodAutoscaler sets the number of machines. */
export interface Autoscale {
  /** The minimum number of machines: at least 1. */
  readonly min: number;
  /** The maximum number of machines. The tenant's quota is checked against it. */
  readonly max: number;
  /**
   * The CPUs that a machine uses on average, such as `3` or `1500m`: `1400m` is 70 % of two CPUs. Above it, machines
   * are added; below it, they are removed. It is not a share of the request: KubeVirt requests a tenth of a guest's
   * CPUs by default, so a share of that would count every machine that does anything as busy. The cluster needs
   * metrics-server.
   * @default - CPUs do not count
   */
  readonly cpu?: number | string;
  /**
   * The memory that a machine uses on average, such as `12Gi`. Memory that a guest has used once mostly stays with its
   * machine, so this rarely removes machines.
   * @default - memory does not count
   */
  readonly memory?: Size | string;
  /**
   * Overrides for parts of the autoscaler's spec that have no prop, such as `behavior` and further `metrics`, merged
   * over what the props make. Objects are merged, lists and scalars replaced, `null` removes.
   * @default - none
   * @jsii ignore
   */
  readonly overrides?: DeepPartial<HorizontalPodAutoscalerSpec>;
}
