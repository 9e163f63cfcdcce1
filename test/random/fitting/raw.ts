import type {
  BundleAppProps, DeletionGuardProps, ExistingClusterProps, ImageNamespaceProps, KubeVirtClusterProps,
  MigrationPolicyProps, MonitoringProps, SchedulingPolicyProps, StorageProfileProps,
} from '../../../src';
import type { RawDeliveries } from '../deliveries';
import type { Described } from '../description';
import type { RawImage } from '../images';
import type { RawAttachment } from '../networks';
import type { RawObject } from '../objects';
import type { RawTenant } from '../tenants';

/** A guard against deletion, and whether what the cluster holds is protected. */
export interface RawGuard {
  readonly id: string;
  readonly props: Described<DeletionGuardProps>;
  readonly protects: boolean;
}

/** All that was drawn, each part for itself. */
export interface Raw {
  readonly app: Described<BundleAppProps>;
  readonly id: string;
  readonly existing: boolean;
  readonly cluster: Described<KubeVirtClusterProps>;
  readonly existingCluster: Described<ExistingClusterProps>;
  readonly namespaces: readonly { readonly id: string; readonly props: Described<ImageNamespaceProps> }[];
  readonly profiles: readonly { readonly id: string; readonly props: Described<StorageProfileProps> }[];
  readonly migrationPolicies: readonly { readonly id: string; readonly props: Described<MigrationPolicyProps> }[];
  readonly guards: readonly RawGuard[];
  readonly monitorings: readonly { readonly id: string; readonly props: Described<MonitoringProps> }[];
  readonly images: readonly RawImage[];
  readonly tenants: readonly RawTenant[];
  readonly policies: readonly { readonly id: string; readonly props: Described<SchedulingPolicyProps> }[];
  readonly objects: readonly RawObject[];
  readonly attachments: readonly RawAttachment[];
  readonly patched: boolean;
  readonly deliveries: RawDeliveries;
}
