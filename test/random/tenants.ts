import * as fc from 'fast-check';
import { backupSchedule, RawBackup, snapshot } from './backups';
import { networks } from './cluster';
import { clusterApiCluster, RawCluster } from './cluster-api';
import { Described } from './description';
import { disk, RawDisk } from './disks';
import { image, RawImage, size } from './images';
import { attachment, RawAttachment } from './networks';
import { ownObject, RawObject } from './objects';
import { ForEach, props, Setting, stated } from './props';
import { schedulingPolicyProps } from './scheduling';
import { machineService, RawService } from './services';
import { RawMachine, RawReplicaSet, replicaSet, singleMachine } from './single-machines';
import { instancetype, oftenFitting, preference, preset, RawPreset, RawSize } from './sizes';
import { nodes, RawNodes } from './tenant-clusters';
import { clusters, withFittingClusters } from './tenant-kubernetes';
import { isolation, naming, sourceModel } from './tenant-networks';
import { quota } from './tenant-quota';
import { annotations, filledText, label, labels, oneOf, several, subdomain } from './texts';
import { pool, RawPool } from './workers';
import {
  BackupScheduleProps, ContainerDefaults, ExistingTenantProps, InstancetypeProps, NetworkSource, PodSecurityLevel,
  PreferenceProps, SchedulingPolicyProps, TenantAccess, TenantGrant, TenantNamespaceProps, TenantOverrides,
  TenantPodSecurity, TenantSize, TenantSubjects, VirtualMachineSnapshotProps,
} from '../../src';

/** A tenant with what stands below it, before it is known what else there is. */
export interface RawTenant {
  readonly existing: boolean;
  readonly id: string;
  readonly props: Described<TenantNamespaceProps>;
  readonly existingProps: Described<ExistingTenantProps>;
  readonly images: readonly RawImage[];
  readonly policies: readonly { readonly id: string; readonly props: Described<SchedulingPolicyProps> }[];
  readonly pools: readonly RawPool[];
  readonly clusters: readonly RawCluster[];
  readonly machines: readonly RawMachine[];
  readonly replicaSets: readonly RawReplicaSet[];
  readonly disks: readonly RawDisk[];
  readonly objects: readonly RawObject[];
  readonly snapshots: readonly RawBackup<VirtualMachineSnapshotProps>[];
  readonly backups: readonly RawBackup<BackupScheduleProps>[];
  readonly services: readonly RawService[];
  /** Whether its machines may have disks of the node. */
  readonly hostDisks: boolean;
  readonly instancetypes: readonly RawSize<InstancetypeProps>[];
  readonly preferences: readonly RawSize<PreferenceProps>[];
  readonly presets: readonly RawPreset[];
  readonly attachments: readonly RawAttachment[];
  readonly nodes: readonly RawNodes[];
}

export function tenant(setting: Setting): fc.Arbitrary<RawTenant> {
  return fc.record({
    existing: fc.nat(3).map((one) => one === 0),
    id: label(50),
    props: tenantNamespaceProps(),
    existingProps: props<ExistingTenantProps>({ namespaceName: label() }, ['namespaceName']),
    images: fc.array(image(setting), { maxLength: 1 }),
    policies: fc.array(fc.record({ id: label(), props: schedulingPolicyProps() }), { maxLength: 2 }),
    pools: fc.array(pool(), { maxLength: 2 }),
    clusters: fc.array(clusterApiCluster, { maxLength: 1 }),
    machines: fc.array(singleMachine, { maxLength: 1 }),
    replicaSets: fc.array(replicaSet, { maxLength: 1 }),
    disks: fc.array(disk(setting), { maxLength: 1 }),
    objects: fc.array(ownObject(setting), { maxLength: 1 }),
    snapshots: fc.array(snapshot, { maxLength: 1 }),
    backups: fc.array(backupSchedule, { maxLength: 1 }),
    services: fc.array(machineService(props<NetworkSource>(sourceModel()).map(naming)), { maxLength: 1 }),
    hostDisks: fc.nat(1).map((one) => one === 0),
    instancetypes: fc.array(instancetype, { maxLength: 1 }),
    preferences: fc.array(oftenFitting(preference(setting.kubevirt._atLeast('v1.9.0'))), { maxLength: 1 }),
    presets: fc.array(preset, { maxLength: 1 }),
    attachments: fc.array(attachment(fc.constant(undefined)), { maxLength: 2 }),
    nodes: fc.array(nodes, { maxLength: 1 }),
  });
}

function tenantNamespaceProps(): fc.Arbitrary<Described<TenantNamespaceProps>> {
  return props<TenantNamespaceProps>({
    id: label(50),
    namespaceName: label().map((name) => (/^(default$|kube-|openshift-)/.test(name) ? `t-${name}`.slice(0, 63) : name)),
    labels,
    annotations,
    podSecurity: props<TenantPodSecurity>({
      enforce: oneOf(PodSecurityLevel),
      audit: oneOf(PodSecurityLevel),
      warn: oneOf(PodSecurityLevel),
      version: fc.constantFrom('latest', 'v1.0', 'v1.33'),
    }),
    networks: networks(172),
    quota,
    priorityClasses: fc.uniqueArray(label(), { maxLength: 2 }),
    anyPriorityClass: fc.boolean(),
    containerDefaults: props<ContainerDefaults>({ cpu: fc.constantFrom('0', '10m', '0.5', '1e-1', '2'), memory: size }),
    isolation: isolation(),
    access: access(),
    kubernetes: clusters,
    sharedByClusters: fc.boolean(),
    standardSizes: fc.boolean(),
    sizes: fc.uniqueArray(tenantSize, { maxLength: 3, selector: ({ name }) => name }),
    overrides: props<Plain<TenantOverrides>>({
      resourceQuota: fc.constantFrom<object>(
        {},
        SCOPED,
        { hard: { 'services.nodeports': '0' } },
        { hard: { 'requests.ephemeral-storage': '1.5Ti' } },
      ),
      limitRange: fc.constantFrom<object>(
        {},
        { limits: [{ type: 'PersistentVolumeClaim', min: { storage: '1Mi' } }] },
        { limits: [] },
      ),
    }),
  })
    .map(alone)
    .map(withFittingClusters);
}

/** A quota on pods alone, beside which there can be no other limits. */
const SCOPED = { hard: { 'pods': 100_000, 'requests.cpu': '1M' }, scopes: ['NotTerminating'] };

function alone(given: Described<TenantNamespaceProps>): Described<TenantNamespaceProps> {
  return (given.overrides as { resourceQuota?: object } | undefined)?.resourceQuota === SCOPED
    ? stated({ ...given, quota: undefined })
    : given;
}

type Plain<T> = { readonly [K in keyof T]: object };

function subjectsModel(): ForEach<TenantSubjects> {
  return {
    users: several(filledText),
    groups: several(filledText),
    serviceAccounts: several(
      fc.oneof(
        subdomain(),
        fc.tuple(label(), subdomain()).map((parts) => parts.join('/')),
      ),
    ),
  };
}

function access(): fc.Arbitrary<Described<TenantAccess>> {
  const subjects = props<TenantSubjects>(subjectsModel());
  const clusterRole = fc.oneof(
    fc.constantFrom('kubevirt.io:view', 'view', 'yes', '1e3', 'system:node-reader', 'A B', '${x}', 'null', 'ä:1'),
    subdomain(),
  );
  return props<TenantAccess>({
    admins: subjects,
    editors: subjects,
    viewers: subjects,
    migrators: subjects,
    grants: fc.array(props<TenantGrant>({ ...subjectsModel(), clusterRole }, ['clusterRole']), { maxLength: 2 }),
  });
}

const tenantSize: fc.Arbitrary<Described<TenantSize>> = props<TenantSize>(
  {
    name: label(),
    cpu: fc.integer({ min: 1, max: 64 }),
    memory: fc.oneof(
      fc.integer({ min: 1, max: 256 }).map((gibibytes) => ({ $gibibytes: gibibytes })),
      fc.constantFrom('2Gi', '4096Mi', '8e9', '1.5Gi'),
    ),
    overrides: fc.constantFrom(
      {},
      { cpu: { dedicatedCPUPlacement: true } },
      { memory: { overcommitPercent: 25 } },
      { annotations: { 'example.org/of-the-size': '${x}\u2028' } },
      { cpu: { model: 'host-model', maxSockets: 64 } },
    ),
  },
  ['name', 'cpu', 'memory'],
);
