import type { ScaleIn, UpdateStrategy } from './strategies';
import type { VirtualMachinePoolSpec } from '../../../imports/pool.kubevirt.io';
import type { DeepPartial } from '../../toolkit/merge';

/** References whose names get a member's number appended: `-0` for the first member. */
export interface IndexedReferences {
  /**
   * Secrets of volumes, those of cloud-init among them: each member has a Secret of its own.
   * @default false
   */
  readonly secrets?: boolean;
  /**
   * ConfigMaps of volumes.
   * @default false
   */
  readonly configMaps?: boolean;
}

/** What only a VirtualMachinePool can be given. */
export interface VirtualMachinePoolOptions {
  /**
   * What a change of the template does to members.
   * @default UpdateStrategy.OPPORTUNISTIC - running guests go on; KubeVirt's own default restarts all of them at once
   */
  readonly updateStrategy?: UpdateStrategy;
  /**
   * How many members a proactive update may take down at once: a whole number, or a percentage such as `25%`.
   * @default 1 - KubeVirt's own default is all
   */
  readonly maxUnavailable?: number | string;
  /**
   * How the pool gets smaller.
   * @default - the highest numbers go first and their disks stay; KubeVirt's own default is random and with the disks
   */
  readonly scaleIn?: ScaleIn;
  /**
   * Names that get a member's number appended.
   * @default - none; all members share their Secrets and ConfigMaps
   */
  readonly indexedReferences?: IndexedReferences;
  /**
   * Any part of the pool's spec that has no prop of its own, laid over what the props make. Objects are merged, lists
   * and single
   * values are replaced, `null` removes. What is about the machine goes into the pool's own `overrides`.
   * @default - nothing
   * @jsii ignore
   */
  readonly overrides?: DeepPartial<VirtualMachinePoolSpec>;
}
