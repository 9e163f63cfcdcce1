import { absentInstancetype } from './absent-sizes';
import { autoLimitsIn } from './auto-limits';
import { mostMachines } from './autoscalers';
import { claimOf, importOf, populatedClaim, usualClass } from './claim-sizes';
import { imagesBehind } from './clones';
import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import { importerContainerIn } from './importer';
import type { ImageFacts, Located, VolumeRoom } from './known';
import { DefaultedContainer, limitRangesIn, withDefaults } from './limit-ranges';
import { mayMigrate, onlyUpdatesMigrate } from './migration';
import { networkResourcesOf } from './network-resources';
import { overcommitIn } from './overcommit';
import { appliedMachine } from './sized';
import { Workload, workloadOf } from './workloads';
import type { DataVolumeSpec } from '../../imports/cdi.kubevirt.io';
import { diskSources } from '../machines/disks/clone-sources';
import { FilledClaim, machineDemand, MachineDemand } from '../machines/launcher/demand';
import type { AutoLimits } from '../machines/launcher/launcher-pod';
import { attachmentContainer } from '../machines/launcher/side-containers';
import type { Overcommit } from '../machines/size/overcommit';
import { isHalted } from '../machines/strategies';
import { isPlain } from '../toolkit/merge';
import { Quantity } from '../toolkit/quantity';

/** What equal machines request from their namespace when all of them run, but for those that are halted. */
export interface MachinesDemand extends Omit<MachineDemand, 'containers'> {
  /** The containers of a launcher; undefined if the program does not know the size. */
  readonly containers?: readonly DefaultedContainer[];
  /** The instancetype that they name and the bundle does not hold, in words; undefined if there is none. */
  readonly absentSize?: string;
  /** The path of the construct that made the object. */
  readonly where: string;
  /** The maximum number of machines. */
  readonly count: number;
  /** Whether they are VirtualMachineInstances, which do not count as VirtualMachines. */
  readonly isInstance: boolean;
  /** Whether a drain may live-migrate them. */
  readonly mayMigrate: boolean;
  /** Whether an upgrade of KubeVirt live-migrates them, although a drain does not. */
  readonly isUpdated: boolean;
  /** Whether none of them runs: they have disks, and no instances and pods. */
  readonly isHalted: boolean;
}

/** What claims that do not belong to machines request from their namespace: images and disks. */
export interface ClaimsDemand extends FilledClaim {
  readonly where: string;
  readonly count: number;
  /** Whether CDI makes them of DataVolumes. */
  readonly isDataVolume: boolean;
}

/** What pods of other workloads request from their namespace. */
export interface PodsDemand extends Workload {
  readonly where: string;
}

/** Everything that a program puts into a namespace, and the requests of CDI's pods there. */
export interface NamespaceDemand {
  readonly machines: readonly MachinesDemand[];
  readonly claims: readonly ClaimsDemand[];
  readonly pods: readonly PodsDemand[];
  readonly importer: DefaultedContainer;
}

const KNOWN = new WeakMap<ClusterView, Map<string, NamespaceDemand>>();

/** What a program requests in a namespace, whichever construct made the objects. Computed once for each view. */
export function demandIn(cluster: ClusterView, namespace: string): NamespaceDemand {
  const known = KNOWN.get(cluster) ?? new Map<string, NamespaceDemand>();
  KNOWN.set(cluster, known);
  let demand = known.get(namespace);
  if (demand === undefined) {
    const overcommit = overcommitIn(cluster);
    const auto = autoLimitsIn(cluster, namespace);
    const ranges = limitRangesIn(cluster, namespace);
    demand = {
      machines: cluster.machinesIn(namespace).flatMap((entry) => machines(entry, overcommit, auto)),
      claims: [...claims(cluster, namespace), ...pluggedClaims(cluster, namespace)],
      pods: cluster.in(namespace).flatMap((entry) => {
        const workload = workloadOf(entry, ranges);
        return workload === undefined ? [] : [{ where: entry.where, ...workload }];
      }).concat(pluggingPods(cluster, namespace, overcommit)),
      importer: withDefaults(importerContainerIn(cluster), ranges),
    };
    known.set(namespace, demand);
  }
  return demand;
}

interface Plugged extends VolumeRoom {
  readonly where: string;
}

/** The volumes of CSI drivers for which there must be room. */
function pluggedIn(cluster: ClusterView, namespace: string): Plugged[] {
  return cluster.tenantsOf(namespace).flatMap(({ clusters = [], where }) => clusters.flatMap(({ prop, room }) => (
    room === undefined ? [] : [{ ...room, where: `${where} (${prop}.csiDriver.room)` }])));
}

/** The driver makes an empty DataVolume for each volume (csi-driver, pkg/service/controller.go: CreateVolume). */
function pluggedClaims(cluster: ClusterView, namespace: string): ClaimsDemand[] {
  return pluggedIn(cluster, namespace).map(({ capacity, storageClassName, volumes, where }) => ({
    where,
    count: volumes,
    isDataVolume: true,
    ...claimOf(cluster, {
      source: { blank: {} },
      storage: { resources: { requests: { storage: capacity } }, storageClassName },
    }),
  }));
}

/** KubeVirt plugs the volumes of a machine by a pod beside it, at worst one for each volume. */
function pluggingPods(cluster: ClusterView, namespace: string, overcommit: Overcommit): PodsDemand[] {
  const ranges = limitRangesIn(cluster, namespace);
  const containers = [withDefaults(attachmentContainer(overcommit), ranges)];
  return pluggedIn(cluster, namespace).map(({ volumes, where }) => ({ where, count: volumes, containers }));
}

function machines(entry: Entry, overcommit: Overcommit, auto: AutoLimits): MachinesDemand[] {
  const { machine, where, cluster, namespace } = entry;
  const sized = appliedMachine(entry);
  if (machine === undefined || sized === undefined || cluster === undefined || namespace === undefined) return [];
  const count = mostMachines(entry) ?? 1;
  // invalid counts have rules of their own
  if (!Number.isInteger(count) || count < 1 || hasFaultyNumber(entry)) return [];
  const claimed = (template: DataVolumeSpec | undefined, disk: number): FilledClaim => (
    claimOf(cluster, template, clonedSize(entry, disk)));
  const around = { auto, networkResources: networkResourcesOf(entry) };
  const demand = machineDemand(sized, overcommit, claimed, around);
  const ranges = limitRangesIn(cluster, namespace);
  const containers = demand.containers?.map((container) => withDefaults(container, ranges));
  const halted = !machine.isInstance && isHalted(machine.spec);
  return [{
    where,
    count,
    isInstance: machine.isInstance,
    mayMigrate: !halted && mayMigrate(entry),
    isUpdated: !halted && onlyUpdatesMigrate(entry),
    isHalted: halted,
    ...demand,
    containers,
    absentSize: absentInstancetype(entry),
  }];
}

/** The size of the import that a disk of a machine is cloned from; undefined if it is not known. */
function clonedSize({ machine, cluster, namespace }: Entry, disk: number): Quantity | undefined {
  if (machine === undefined || cluster === undefined || namespace === undefined) return undefined;
  const sources = diskSources(machine).filter(({ field }) => field.startsWith(`dataVolumeTemplates[${disk}].`));
  const image = sources.flatMap((source) => imagesBehind(cluster, source, namespace))
    .find(({ size }) => size !== undefined);
  return image && importOfImage(cluster, image).size;
}

/** Whether the API server refuses a number or a quantity of the object, so that adding it up says nothing. */
function hasFaultyNumber({ cluster, object }: Entry): boolean {
  const faults = object === undefined ? [] : cluster?.schemas.check(object) ?? [];
  return faults.some(({ check }) => check === 'format' || check === 'pattern');
}

function claims(cluster: ClusterView, namespace: string): ClaimsDemand[] {
  const images = cluster.images.filter((image) => image.namespace === namespace && image.imports > 0);
  const known = new Set(images.map(({ where }) => where));
  const others = FILLED.flatMap(([group, kind]) => cluster.ofIn(group, kind, namespace))
    .filter(({ where }) => !known.has(parentOf(where)));
  return [
    ...images.map((image) => {
      const { where, imports: count } = image;
      return { where, count, isDataVolume: true, ...importOfImage(cluster, image) };
    }),
    ...others.flatMap((entry) => claimsFilledBy(cluster, entry) ?? []),
  ];
}

const FILLED = [
  ['cdi.kubevirt.io', 'DataVolume'], ['cdi.kubevirt.io', 'DataImportCron'], ['', 'PersistentVolumeClaim'],
] as const;

/** The claims that are made of an object which is or makes a disk; undefined for other kinds. */
export function claimsFilledBy(cluster: ClusterView, entry: Entry): ClaimsDemand | undefined {
  switch (entry.kind) {
    case 'DataVolume': return dataVolume(cluster, entry);
    case 'DataImportCron': return dataImportCron(cluster, entry);
    case 'PersistentVolumeClaim': return claim(cluster, entry);
    default: return undefined;
  }
}

function importOfImage(cluster: ClusterView, { storageClassName, volumeMode, size }: Located<ImageFacts>): FilledClaim {
  return importOf(cluster, { storageClass: storageClassName, volumeMode, size });
}

function dataVolume(cluster: ClusterView, { where, object }: Entry): ClaimsDemand {
  return { where, count: 1, isDataVolume: true, ...claimOf(cluster, mapIn(object, 'spec') as DataVolumeSpec) };
}

// CDI v1.65.0, pkg/controller/dataimportcron-controller.go: three imports are kept unless the cron says otherwise, and
// the oldest is deleted when the new one is complete.
const USUAL_IMPORTS = 3;

function dataImportCron(cluster: ClusterView, { where, object }: Entry): ClaimsDemand {
  const spec = mapIn(object, 'spec');
  const kept = Number.isInteger(spec.importsToKeep) ? Number(spec.importsToKeep) : USUAL_IMPORTS;
  const template = mapIn(mapIn(spec, 'template'), 'spec') as DataVolumeSpec;
  return { where, count: kept + 1, isDataVolume: true, ...claimOf(cluster, template) };
}

function claim(cluster: ClusterView, { where, object }: Entry): ClaimsDemand {
  const spec = mapIn(object, 'spec');
  const stated = spec.storageClassName ?? object?.metadata.annotations?.['volume.beta.kubernetes.io/storage-class'];
  const storageClass = typeof stated === 'string' ? stated : usualClass(cluster, false);
  const volumeMode = typeof spec.volumeMode === 'string' ? spec.volumeMode : 'Filesystem';
  const disk = { storageClass, volumeMode, size: requestIn(spec) };
  const { kind } = mapIn(spec, spec.dataSourceRef === undefined ? 'dataSource' : 'dataSourceRef');
  return { where, count: 1, isDataVolume: false, ...populatedClaim(cluster, disk, kind) };
}

function requestIn(claimSpec: Record<string, unknown>): Quantity | undefined {
  const { storage } = mapIn(mapIn(claimSpec, 'resources'), 'requests');
  return typeof storage === 'string' || typeof storage === 'number' ? Quantity.parse(storage) : undefined;
}

function mapIn(object: object | undefined, key: string): Record<string, unknown> {
  const value = (object as Record<string, unknown> | undefined)?.[key];
  return isPlain(value) ? value : {};
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
