import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { BackupScheduleProps } from './backup-schedule-props';
import type { VeleroScheduleSpec } from './velero';
import { InfraCluster } from '../cluster/infra-cluster';
import { report } from '../findings/findings';
import { Fault, fault, wholeFault } from '../findings/rule';
import { takeProps } from '../given/given';
import { scopesAround } from '../given/id';
import { intend } from '../inventory/tell';
import { labelled } from '../layout/labels';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { STAND_IN } from '../props/usable';
import { SCHEDULE_OF_NOBODY } from '../rules/snapshot/schedule';
import { Tenant } from '../tenants/tenant';
import { goDuration } from '../toolkit/go-duration';
import { defined, unlessEmpty } from '../toolkit/shape';
import { table } from '../toolkit/table';

/**
 * A Schedule of Velero, which backs up machines with everything that belongs to them. Velero must run in the infra
 * cluster, with CSI snapshots and the plugin kubevirt-velero-plugin, which adds a machine's instance, pod, disks,
 * Secrets and sizes to the backup. KubeVirt itself gives each launcher the hooks that freeze the guest meanwhile; from
 * KubeVirt v1.8 on, the annotation `kubevirt.io/skip-backup-hooks: "true"` of a machine leaves them out. The CRDs of
 * Velero must be there before the layer of tenants is applied.
 *
 * Backups stay when the Schedule is deleted, until their time is over: `useOwnerReferencesInBackup` is never set. A
 * restore leaves objects alone that exist, so suspend the sync first: docs/how-to/snapshots.md.
 */
export class BackupSchedule extends Construct {
  /** The name of the Schedule. */
  public readonly scheduleName: string;
  /** The Schedule. */
  public readonly schedule: ApiObject;

  constructor(scope: Construct, id: string, props: BackupScheduleProps) {
    const given = takeProps({
      scope,
      id,
      props,
      struct: 'BackupScheduleProps',
      open: new.target !== BackupSchedule,
      standIns: { schedule: () => '@daily', tenants: () => [STAND_IN] },
    });
    super(scope, given.id);
    given.report(this);
    InfraCluster.containing(this);
    const { name, veleroNamespace = 'velero', tenants } = given.props;
    this.scheduleName = name ?? given.id;
    const namespaces = this.namespacesOf(tenants);
    report(this, SCHEDULE_OF_NOBODY, ofEveryone(namespaces));
    place(this, { layer: Layer.TENANTS, file: 'backups', outsideTenant: true });
    this.schedule = new ApiObject(this, 'Schedule', {
      apiVersion: 'velero.io/v1',
      kind: 'Schedule',
      metadata: { name: this.scheduleName, namespace: veleroNamespace, labels: labelled(this) },
      spec: specOf(given.props, namespaces.filter((each) => each !== EVERYONE)),
    });
    intend(this.schedule, { propOf });
  }

  private namespacesOf(tenants: readonly (Tenant | string)[] | undefined): string[] {
    const around = scopesAround(this).find((scope): scope is Tenant => scope instanceof Tenant);
    const named = tenants ?? (around === undefined ? [] : [around]);
    const names = named.map((tenant) => (typeof tenant === 'string' ? tenant : tenant.namespaceName));
    return [...new Set(names)].sort();
  }
}

function* ofEveryone(namespaces: readonly string[]): Iterable<Fault> {
  if (namespaces.length === 0) {
    yield wholeFault('names no tenant and is not made in one, and Velero would back up every namespace of the cluster',
      SCHEDULE_OF_NOBODY.remedy);
  } else if (namespaces.includes(EVERYONE)) {
    yield fault('tenants', `holds "${EVERYONE}", with which Velero backs up every namespace of the cluster`,
      'Write the tenants, or a pattern such as "cluster-*".');
  }
}

const EVERYONE = '*';

function specOf(props: BackupScheduleProps, includedNamespaces: readonly string[]): VeleroScheduleSpec {
  const { schedule, paused, machineLabels, keptFor, storageLocation, moveData } = props;
  const matchLabels = unlessEmpty(machineLabels);
  return defined<VeleroScheduleSpec>({
    schedule,
    paused,
    template: defined({
      includedNamespaces,
      labelSelector: matchLabels && { matchLabels },
      ttl: keptFor && goDuration(keptFor),
      storageLocation,
      snapshotMoveData: moveData,
    }),
  });
}

const PROPS: { readonly [field: string]: string } = table({
  'metadata.name': 'name',
  'metadata.namespace': 'veleroNamespace',
  'spec.schedule': 'schedule',
  'spec.template.ttl': 'keptFor',
  'spec.template.storageLocation': 'storageLocation',
});

function propOf(field: string): string | undefined {
  if (field.startsWith('spec.template.includedNamespaces')) return 'tenants';
  return PROPS[field] ?? (field.startsWith('spec.template.labelSelector') ? 'machineLabels' : undefined);
}
