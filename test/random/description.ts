import type { Duration, IResolver, Size } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type {
  Boot,
  CdiRelease,
  CloudInit,
  ClusterApiBootstrap,
  CniConfig,
  CniIpam,
  DiskBlockSize,
  DiskContent,
  Firmware,
  Guest,
  GuestPasswords,
  ImageSource,
  InfraKubeconfig,
  IoThreads,
  KubeVirtRelease,
  LaunchSecurity,
  MachinePreference,
  MachineProbe,
  MachineSize,
  NodeOperatingSystem,
  PoolBackend,
  Scraping,
  SshKeys,
  Sysprep,
  VolumeSource,
} from '../../src';

/**
 * A program as plain data, so that a counter-example can be read, and pasted into a test: `build(app, description)`
 * makes it.
 */
export interface Description {
  readonly app?: Described<import('../../src').BundleAppProps>;
  readonly steps: readonly Step[];
}

/** One construct, or one call of a method of a construct that was made before. */
export type Step = Making | Calling;

export interface Making {
  /** What is made: a class, or `Class.existing`. */
  readonly make: Noun;
  /** The path of the construct; all but its last part is the scope. */
  readonly at: string;
  readonly props: Readonly<Record<string, unknown>>;
}

export interface Calling {
  readonly call: Verb;
  /** The path of the construct whose method it is. */
  readonly on: string;
  readonly with: readonly unknown[];
}

export type Noun =
  | 'KubeVirtCluster'
  | 'KubeVirtCluster.existing'
  | 'ImageNamespace'
  | 'GoldenImage'
  | 'GoldenImage.existing'
  | 'TenantCluster'
  | 'TenantNamespace'
  | 'TenantNamespace.existing'
  | 'SchedulingPolicy'
  | 'StorageProfile'
  | 'VirtualMachine'
  | 'VirtualMachineReplicaSet'
  | 'VirtualMachineSnapshot'
  | 'MigrationPolicy'
  | 'DeletionGuard'
  | 'Monitoring'
  | 'BackupSchedule'
  | 'NetworkAttachment'
  | 'WorkerPool'
  | 'ClusterApiCluster'
  | 'Disk'
  | 'MachineService'
  | 'Instancetype'
  | 'Preference'
  | 'VirtualMachineInstancePreset'
  | 'VirtualMachineInstancePreset.toInstancetype'
  | 'VirtualMachineInstancePreset.toPreference'
  | 'Construct'
  | 'ApiObject';
export type Verb =
  | 'BundleApp.place'
  | 'DeletionGuard.protect'
  | 'Delivery.argoCd'
  | 'Delivery.flux'
  | 'Delivery.split'
  | 'expose'
  | 'grantClone'
  | 'allowClone'
  | 'requireFeatureGate'
  | 'addJsonPatch';

/** A value object made by a static method, such as `ImageSource.http`. */
export interface Call {
  readonly $call: string;
  readonly with: readonly unknown[];
}

/** A construct, by its path. */
export interface Reference {
  readonly $construct: string;
}

export type SizeOf = { readonly $gibibytes: number } | { readonly $mebibytes: number };
export type DurationOf = { readonly $seconds: number } | { readonly $milliseconds: number };
export type ReleaseOf = { readonly $kubevirt: string } | { readonly $cdi: string };

/** What static methods make. */
type ValueObject =
  | Boot
  | CloudInit
  | ClusterApiBootstrap
  | CniConfig
  | CniIpam
  | DiskBlockSize
  | DiskContent
  | Firmware
  | Guest
  | GuestPasswords
  | ImageSource
  | InfraKubeconfig
  | IoThreads
  | IResolver
  | LaunchSecurity
  | MachinePreference
  | MachineProbe
  | MachineSize
  | NodeOperatingSystem
  | PoolBackend
  | Scraping
  | SshKeys
  | Sysprep
  | VolumeSource;

/** Parts of specs, which are plain data already. */
type Opaque = 'overrides' | 'affinity';

/** Props with plain data instead of everything that is not plain. */
export type Described<T> = T extends Size
  ? SizeOf
  : T extends Duration
    ? DurationOf
    : T extends KubeVirtRelease | CdiRelease
      ? ReleaseOf
      : T extends IConstruct
        ? Reference
        : T extends ValueObject
          ? Call
          : T extends readonly (infer U)[]
            ? readonly Described<U>[]
            : T extends object
              ? { readonly [K in keyof T]: K extends Opaque ? object : Described<T[K]> }
              : T;

export function isMaking(step: Step): step is Making {
  return 'make' in step;
}

export function reference(path: string): Reference {
  return { $construct: path };
}

export function call(factory: string, ...args: readonly unknown[]): Call {
  return { $call: factory, with: args.filter((arg) => arg !== undefined) };
}
