import type { Feature } from '../../../imports/kubevirt.io';
import { defined } from '../../toolkit/shape';

/** What happens if a node lacks a feature of the CPU. */
export enum CpuFeaturePolicy {
  /** The guest sees the feature, whether or not the node has it. */
  FORCE = 'force',
  /** The machine runs only on nodes that have the feature. */
  REQUIRE = 'require',
  /** The guest sees the feature if the node has it. */
  OPTIONAL = 'optional',
  /** The guest does not see the feature. */
  DISABLE = 'disable',
  /** The machine runs only on nodes that do not have the feature. */
  FORBID = 'forbid',
}

/** A feature of the CPU, such as `vmx`. */
export interface CpuFeature {
  /** The feature's name, as libvirt knows it. */
  readonly name: string;
  /**
   * What happens if a node lacks it.
   * @default CpuFeaturePolicy.REQUIRE - KubeVirt's default
   */
  readonly policy?: CpuFeaturePolicy;
}

/** The features in a machine's spec. */
export function cpuFeatures(features: readonly CpuFeature[]): Feature[] {
  return features.map(({ name, policy }) => defined({ name, policy }));
}
