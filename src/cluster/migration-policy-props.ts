import type { Duration, Size } from 'cdk8s';
import type { MigrationPolicySpec } from '../../imports/migrations.kubevirt.io';
import type { DeepPartial } from '../toolkit/merge';

/** Props of a policy for migrations. What is left out is decided by the KubeVirt custom resource. */
export interface MigrationPolicyProps {
  /**
   * The name of the MigrationPolicy. If two policies match a machine equally well, that with the first name in the
   * order of the alphabet wins.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Labels that the machine's namespace must have, all of them. Each namespace has its own name as
   * `kubernetes.io/metadata.name`.
   * @default - any namespace
   */
  readonly namespaceLabels?: { readonly [key: string]: string };
  /**
   * Labels that the machine's instance must have, all of them: those of the machine, such as `machineLabels` of a
   * `VirtualMachine` or `memberLabels` of a pool.
   * @default - any machine
   */
  readonly machineLabels?: { readonly [key: string]: string };
  /**
   * Whether a guest may be slowed down until its migration converges.
   * @default - what the cluster says; false otherwise
   */
  readonly allowAutoConverge?: boolean;
  /**
   * Whether a guest may resume on its target before all memory is copied, if its migration takes too long. If a node
   * fails in the meantime, the guest is lost. It also sets `allowWorkloadDisruption`, unless that is given; if that is
   * false, KubeVirt never does it. From v1.9 on, it does not do it for machines with SR-IOV, GPUs or host devices
   * either.
   * @default - what the cluster says; false otherwise
   */
  readonly allowPostCopy?: boolean;
  /**
   * Whether a migration that takes too long may pause the guest until it is copied, or resume it on its target with
   * `allowPostCopy`. Otherwise such a migration is aborted. A paused guest is given as much time again; then its
   * migration is aborted too.
   * @default - the value of `allowPostCopy`, if that is given; otherwise what the cluster says, or false
   */
  readonly allowWorkloadDisruption?: boolean;
  /**
   * The maximum that one migration may send per second, such as `Size.mebibytes(64)` or `64Mi`. `0` for no limit.
   * @default - what the cluster says; no limit otherwise
   */
  readonly bandwidthPerMigration?: Size | string;
  /**
   * How long a migration may take for each GiB of memory and disk, before it is aborted or the guest is disrupted. A
   * whole number of seconds.
   * @default - what the cluster says; 150 seconds otherwise
   */
  readonly completionTimeoutPerGiB?: Duration;
  /**
   * How long a guest may be paused at the end of its migration, up to 2,000 seconds. From KubeVirt v1.9 on; turns on
   * the feature gate MigrationStallDetection.
   * @default - what the cluster says; 900 milliseconds otherwise
   */
  readonly maxDowntime?: Duration;
  /**
   * Labels of the MigrationPolicy, in addition to those that name the cluster.
   * @default {} - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the MigrationPolicy.
   * @default {} - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * Other fields of the spec, such as `experimental`, merged over what the props make. Objects are merged, lists and
   * scalars replaced, `null` removes.
   * @default - none
   * @jsii ignore
   */
  readonly overrides?: DeepPartial<MigrationPolicySpec>;
}
