import type { Duration } from 'cdk8s';
import type { Tenant } from '../tenants/tenant';

/** Props of a schedule of backups. */
export interface BackupScheduleProps {
  /**
   * When backups are made, as a cron expression of five fields, such as `0 3 * * *` for three o'clock every night, or a
   * word such as `@daily`. Hours are those of Velero's pod, usually UTC, unless it begins with `CRON_TZ=Europe/Berlin`.
   */
  readonly schedule: string;
  /**
   * The tenants whose machines are backed up, or names of their namespaces (`cluster-acme`, not the id `acme`), or
   * patterns of such names, such as `cluster-*`. `*` alone is refused: it means every namespace of the cluster.
   * @default - the tenant that the schedule is made in
   */
  readonly tenants?: (Tenant | string)[];
  /**
   * Labels that a machine must have to be backed up. What belongs to it, such as its instance, pod and disks, is added
   * by kubevirt-velero-plugin and needs no labels. Nothing else of the namespace is backed up then.
   * @default - everything in the namespaces
   */
  readonly machineLabels?: { readonly [key: string]: string };
  /**
   * How long each backup is kept: longer than the time between two of them.
   * @default - Velero's own: 30 days, unless its server is told otherwise
   */
  readonly keptFor?: Duration;
  /**
   * Whether the data of the disks is moved to the object storage. Without it, a backup holds snapshots that stay in the
   * storage of the disks, and are lost with it. Velero needs its node agent for it.
   * @default - what Velero's server is told; false otherwise
   */
  readonly moveData?: boolean;
  /**
   * The name of the BackupStorageLocation.
   * @default - Velero's default one
   */
  readonly storageLocation?: string;
  /**
   * Whether no backups are made for now.
   * @default false
   */
  readonly paused?: boolean;
  /**
   * The name of the Schedule, which is that of its backups too, with the time behind it.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * The namespace in which Velero runs. It reads Schedules of that namespace alone.
   * @default "velero" - OpenShift's OADP uses `openshift-adp`
   */
  readonly veleroNamespace?: string;
}
