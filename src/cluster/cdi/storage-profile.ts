import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { CloneStrategy } from './cdi-config';
import type { StorageProfileSpec } from '../../../imports/cdi.kubevirt.io';
import { takeProps } from '../../given/given';
import { intend } from '../../inventory/tell';
import { Layer } from '../../layout/layer';
import { place } from '../../layout/placement';
import { APPLIED_FIRST, KEPT_WHEN_PRUNED } from '../../layout/protection';
import type { AccessMode, VolumeMode } from '../../machines/disks/disk';
import { defined } from '../../toolkit/shape';
import { table } from '../../toolkit/table';
import { InfraCluster } from '../infra-cluster';

/** The form in which CDI keeps the imports of refreshed images. */
export enum ImportFormat {
  /** As PersistentVolumeClaims. */
  PVC = 'pvc',
  /** As VolumeSnapshots, which many disks can be cloned from at a time. */
  SNAPSHOT = 'snapshot',
}

/** Access modes and a volume mode that a StorageClass offers together. */
export interface ClaimModes {
  /** The access modes, the best ones first. At least one. */
  readonly accessModes: AccessMode[];
  /** The volume mode. */
  readonly volumeMode: VolumeMode;
}

/** Props of a StorageProfile. */
export interface StorageProfileProps {
  /**
   * The name of the StorageClass, which is the StorageProfile's own name. The class must exist: CDI deletes the profile
   * of a class that does not.
   * @default - the construct's id
   */
  readonly storageClassName?: string;
  /**
   * The modes that the class offers, the best ones first: disks and images that state none get the first. At most 8.
   * @default - those that CDI knows for the driver of the class; none for drivers that it does not know
   */
  readonly modes?: ClaimModes[];
  /**
   * How disks of the class are cloned. `cloneStrategy` of `cdiConfig` has precedence.
   * @default - the one that CDI knows for the driver of the class
   */
  readonly cloneStrategy?: CloneStrategy;
  /**
   * The VolumeSnapshotClass with which CDI takes snapshots of volumes of the class.
   * @default - one of the driver that CDI finds
   */
  readonly snapshotClassName?: string;
  /**
   * The form in which CDI keeps imports of refreshed images in the class.
   * @default - the one that CDI knows for the driver of the class
   */
  readonly importFormat?: ImportFormat;
}

/**
 * What CDI should know about a StorageClass: which modes it offers and how its volumes are cloned. It is needed for
 * classes whose driver CDI does not know, because disks and images without `accessModes` get none there.
 *
 * CDI makes an empty StorageProfile for each StorageClass itself, with the name of the class. Server-side apply, as of
 * Argo CD and Flux, adds the fields of this one to it, and CDI leaves them alone (CDI v1.65.0,
 * pkg/controller/storageprofile-controller.go). It is kept when it is no longer in the bundle, with what it says: CDI
 * would make an empty one at once. To let CDI decide again, remove the fields of its spec by hand.
 */
export class StorageProfile extends Construct {
  /** The name of the StorageClass. */
  public readonly storageClassName: string;
  /** The StorageProfile. */
  public readonly profile: ApiObject;

  constructor(scope: Construct, id: string, props: StorageProfileProps = {}) {
    const given = takeProps({ scope, id, props, struct: 'StorageProfileProps', open: new.target !== StorageProfile });
    super(scope, given.id);
    given.report(this);
    const { cdi } = InfraCluster.containing(this);
    this.storageClassName = given.props.storageClassName ?? given.id;
    place(this, { layer: Layer.CATALOG, file: 'storage-profiles' });
    this.profile = new ApiObject(this, 'StorageProfile', {
      // If the release does not serve the kind, the schema check reports it.
      apiVersion: cdi.apiVersion('cdi.kubevirt.io', 'StorageProfile') ?? 'cdi.kubevirt.io/v1beta1',
      kind: 'StorageProfile',
      // CDI copies the modes of a class into each claim when it makes the claim.
      metadata: { name: this.storageClassName, annotations: { ...APPLIED_FIRST, ...KEPT_WHEN_PRUNED } },
      spec: specOf(given.props),
    });
    intend(this.profile, { propOf });
  }
}

function specOf({ modes, cloneStrategy, snapshotClassName, importFormat }: StorageProfileProps): StorageProfileSpec {
  return defined<StorageProfileSpec>({
    claimPropertySets: modes?.map(({ accessModes, volumeMode }) => ({ accessModes, volumeMode })),
    cloneStrategy,
    dataImportCronSourceFormat: importFormat,
    snapshotClass: snapshotClassName,
  });
}

const PROPS: { readonly [field: string]: string } = table({
  'metadata.name': 'storageClassName',
  'spec.cloneStrategy': 'cloneStrategy',
  'spec.dataImportCronSourceFormat': 'importFormat',
  'spec.snapshotClass': 'snapshotClassName',
});

function propOf(field: string): string | undefined {
  return PROPS[field] ?? (field.startsWith('spec.claimPropertySets') ? field.replace('spec.claimPropertySets', 'modes')
    : undefined);
}
