import type { ScaleIn, UpdateStrategy } from './strategies';
import type { VirtualMachinePoolSpec } from '../../../imports/pool.kubevirt.io';
import type { DeepPartial } from '../../toolkit/merge';

/** References whose names get the member's number appended: `-0` for the first member. */
export interface IndexedReferences {
  /**
   * Whether Secrets of volumes, including those of cloud-init, are indexed: each member has a Secret of its own.
   * @default false
   */
  readonly secrets?: boolean;
  /**
   * Whether ConfigMaps of volumes are indexed.
   * @default false
   */
  readonly configMaps?: boolean;
}

/** Options that only a VirtualMachinePool has. */
export interface VirtualMachinePoolOptions {
  /**
   * How a change of the template reaches members. From UNMANAGED to another strategy, members get every change since
   * they were created, at once.
   * @default UpdateStrategy.UNMANAGED - members stay as they are, so none loses a volume that was plugged into it;
   * KubeVirt's own default restarts all of them at once
   */
  readonly updateStrategy?: UpdateStrategy;
  /**
   * How many members a proactive update may restart at once: a whole number, or a percentage such as `25%`. It does not
   * bound how many are deleted at once because a disk changed: KubeVirt counts a deleted member as available until its
   * instance ends (KubeVirt v1.9.0, pkg/virt-controller/watch/pool/pool.go: getUnavailableVMICount).
   * @default 1 - KubeVirt's own default is all
   */
  readonly maxUnavailable?: number | string;
  /**
   * How the pool scales in.
   * @default - the highest numbers go first and their disks stay; KubeVirt's own default selects at random and deletes
   * disks
   */
  readonly scaleIn?: ScaleIn;
  /**
   * References whose names get the member's number appended.
   * @default - none; all members share their Secrets and ConfigMaps
   */
  readonly indexedReferences?: IndexedReferences;
  /**
   * Overrides for parts of the pool's spec that have no prop, merged over what the props make. Objects are merged,
   * lists and scalars replaced, `null` removes. For fields of the machine, use the pool's own `overrides`.
   * @default - none
   * @jsii ignore
   */
  readonly overrides?: DeepPartial<VirtualMachinePoolSpec>;
}
