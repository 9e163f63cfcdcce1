import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import type { VirtualMachineSnapshotSpec } from '../../imports/snapshot.kubevirt.io';
import { takeProps } from '../given/given';
import { intend } from '../inventory/tell';
import { labelled } from '../layout/labels';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { KEPT_WHEN_PRUNED } from '../layout/protection';
import { STAND_IN } from '../props/usable';
import { Tenant } from '../tenants/tenant';
import { goDuration } from '../toolkit/go-duration';
import { defined } from '../toolkit/shape';
import { table } from '../toolkit/table';

/** What becomes of the disks of a snapshot when its VirtualMachineSnapshot is deleted. */
export enum SnapshotDeletionPolicy {
  /** They stay, as VolumeSnapshots that a VirtualMachineSnapshotContent owns. Delete that to free their space. */
  RETAIN = 'Retain',
  /** They are deleted. */
  DELETE = 'Delete',
}

/** Props of a snapshot of a machine. */
export interface VirtualMachineSnapshotProps {
  /**
   * The name of the machine: of a VirtualMachine in the tenant's namespace, such as `db`, or of a member of a pool,
   * such as `workers-0`. It cannot be changed: give each snapshot a name of its own.
   */
  readonly machineName: string;
  /**
   * The name of the VirtualMachineSnapshot. A snapshot is taken once for each name, so write what it is for, or the
   * date: `db-before-upgrade`.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * What becomes of the disks of the snapshot when the VirtualMachineSnapshot is deleted. It cannot be changed later.
   * @default SnapshotDeletionPolicy.RETAIN - deleting an object by mistake must not delete data; KubeVirt's own is
   * `DELETE`
   */
  readonly deletionPolicy?: SnapshotDeletionPolicy;
  /**
   * How long the snapshot may take, counted from its creation, with the time that it waits for the machine and its
   * disks. Then it has failed for good, and another one needs another name. `Duration.seconds(0)` for no limit. It
   * cannot be changed later.
   * @default - KubeVirt's: 5 minutes. A machine whose snapshot does not become ready would stay locked against changes
   * otherwise
   */
  readonly failureDeadline?: Duration;
}

/**
 * A snapshot of a machine's disks and of its spec, taken once, when the object is first applied. It belongs in Git as a
 * point to return to, such as before an upgrade. Restoring it does not belong there: docs/how-to/snapshots.md says how
 * to do it without the next sync undoing it.
 *
 * It is kept when it is no longer in the bundle. Disks whose StorageClass has no VolumeSnapshotClass are left out, as
 * are containerDisks and the like: `status.snapshotVolumes` lists both. A running machine is frozen by its guest agent
 * for a moment; without the agent, the disks are as after a power failure.
 *
 * The feature gate `Snapshot`, which a snapshot in the program turns on, must be on for a restore too. Name
 * `FeatureGate.SNAPSHOT` in `featureGates` of the cluster before the last snapshot leaves the program, and if tenants
 * take snapshots of their own.
 *
 * Snapshots are no backups: they are in the same storage as the disks, and whoever may edit the tenant's machines may
 * delete them. See `BackupSchedule`.
 */
export class VirtualMachineSnapshot extends Construct {
  /** The name of the VirtualMachineSnapshot. */
  public readonly snapshotName: string;
  /** The VirtualMachineSnapshot. */
  public readonly snapshot: ApiObject;

  constructor(scope: Construct, id: string, props: VirtualMachineSnapshotProps) {
    const given = takeProps({
      scope,
      id,
      props,
      struct: 'VirtualMachineSnapshotProps',
      open: new.target !== VirtualMachineSnapshot,
      standIns: { machineName: () => STAND_IN },
    });
    super(scope, given.id);
    given.report(this);
    const { namespaceName, cluster: { kubevirt } } = Tenant.containing(this);
    this.snapshotName = given.props.name ?? given.id;
    place(this, { layer: Layer.WORKLOADS, tenant: namespaceName, file: 'snapshots' });
    this.snapshot = new ApiObject(this, 'VirtualMachineSnapshot', {
      // If the release does not serve the kind, the schema check reports it.
      apiVersion: kubevirt.apiVersion('snapshot.kubevirt.io', 'VirtualMachineSnapshot')
        ?? 'snapshot.kubevirt.io/v1beta1',
      kind: 'VirtualMachineSnapshot',
      metadata: {
        name: this.snapshotName,
        namespace: namespaceName,
        labels: labelled(this),
        annotations: { ...KEPT_WHEN_PRUNED },
      },
      spec: specOf(given.props),
    });
    intend(this.snapshot, { propOf: (field) => PROPS[field] });
  }
}

function specOf(props: VirtualMachineSnapshotProps): VirtualMachineSnapshotSpec {
  const { machineName, deletionPolicy = SnapshotDeletionPolicy.RETAIN, failureDeadline } = props;
  return defined<VirtualMachineSnapshotSpec>({
    source: { apiGroup: 'kubevirt.io', kind: 'VirtualMachine', name: machineName },
    deletionPolicy,
    failureDeadline: failureDeadline && goDuration(failureDeadline),
  });
}

const PROPS: { readonly [field: string]: string } = table({
  'metadata.name': 'name',
  'spec.source.name': 'machineName',
  'spec.deletionPolicy': 'deletionPolicy',
  'spec.failureDeadline': 'failureDeadline',
});
