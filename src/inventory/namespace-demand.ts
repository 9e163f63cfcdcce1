import { imagesBehind } from './clones';
import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import { importerRequestsIn, ImporterRequests } from './importer';
import { mayMigrate } from './migration';
import { overcommitIn } from './overcommit';
import { sizedMachine } from './sized';
import { diskSources } from '../machines/clone-sources';
import { machineDemand, MachineDemand } from '../machines/demand';
import { isPlain } from '../toolkit/merge';
import { Quantity } from '../toolkit/quantity';
import { present } from '../toolkit/shape';

/** What equal machines request from their namespace when all of them run. */
export interface MachinesDemand extends MachineDemand {
  /** The path of the construct that made the object. */
  readonly where: string;
  /** The maximum number of machines. */
  readonly count: number;
  /** Whether they are VirtualMachineInstances, which do not count as VirtualMachines. */
  readonly isInstance: boolean;
  /** Whether a drain may live-migrate them. */
  readonly mayMigrate: boolean;
}

/** What claims that do not belong to machines request from their namespace: images and disks. */
export interface ClaimsDemand {
  readonly where: string;
  readonly count: number;
  /** Bytes of one claim; undefined if unknown. */
  readonly size?: Quantity;
  /** The number of further claims of the same size that CDI makes while it fills one. */
  readonly filling: number;
}

/** Everything that a program puts into a namespace, and the requests of CDI's pods there. */
export interface NamespaceDemand {
  readonly machines: readonly MachinesDemand[];
  readonly claims: readonly ClaimsDemand[];
  readonly importer: ImporterRequests;
}

const KNOWN = new WeakMap<ClusterView, Map<string, NamespaceDemand>>();

/** What a program requests in a namespace, whichever construct made the objects. Computed once for each view. */
export function demandIn(cluster: ClusterView, namespace: string): NamespaceDemand {
  const known = KNOWN.get(cluster) ?? new Map<string, NamespaceDemand>();
  KNOWN.set(cluster, known);
  let demand = known.get(namespace);
  if (demand === undefined) {
    const overcommit = overcommitIn(cluster);
    demand = {
      machines: cluster.machinesIn(namespace).flatMap((entry) => machines(entry, overcommit)),
      claims: claims(cluster, namespace),
      importer: importerRequestsIn(cluster),
    };
    known.set(namespace, demand);
  }
  return demand;
}

function machines(entry: Entry, overcommit: ReturnType<typeof overcommitIn>): MachinesDemand[] {
  const { machine, intent, where } = entry;
  const sized = sizedMachine(entry);
  if (machine === undefined || sized === undefined) return [];
  const count = machine.count ?? intent.externallyScaled?.maxReplicas ?? 1;
  // invalid counts have rules of their own
  if (!Number.isInteger(count) || count < 1 || hasFaultyNumber(entry)) return [];
  const demand = machineDemand(sized, overcommit, (disk) => clonedSize(entry, disk));
  return [{ where, count, isInstance: machine.isInstance, mayMigrate: mayMigrate(entry), ...demand }];
}

/** The size of the image that a disk of a machine is cloned from; undefined if it is not known. */
function clonedSize({ machine, cluster, namespace }: Entry, disk: number): Quantity | undefined {
  if (machine === undefined || cluster === undefined || namespace === undefined) return undefined;
  const sources = diskSources(machine).filter(({ field }) => field.startsWith(`dataVolumeTemplates[${disk}].`));
  return sources.flatMap((source) => imagesBehind(cluster, source, namespace)).find(({ size }) => size !== undefined)
    ?.size;
}

/** Whether the API server refuses a number or a quantity of the object, so that adding it up says nothing. */
function hasFaultyNumber({ cluster, object }: Entry): boolean {
  const faults = object === undefined ? [] : cluster?.schemas.check(object) ?? [];
  return faults.some(({ check }) => check === 'format' || check === 'pattern');
}

/**
 * While CDI fills a disk, it makes a second claim of the same size, which the disk then takes over (CDI v1.65.0,
 * pkg/controller/populators/populator-base.go: createPVCPrime). It unpacks imports in a third one
 * (pkg/controller/util.go: createScratchPersistentVolumeClaim).
 */
const PRIME = 1;
const PRIME_AND_SCRATCH = 2;

function claims(cluster: ClusterView, namespace: string): ClaimsDemand[] {
  const images = cluster.images.filter((image) => image.namespace === namespace && image.imports > 0);
  const known = new Set(images.map(({ where }) => where));
  const others = (group: string, kind: string): readonly Entry[] => cluster.ofIn(group, kind, namespace)
    .filter(({ where }) => !known.has(parentOf(where)));
  return [
    ...images.map(({ where, imports, size }) => ({ where, count: imports, size, filling: PRIME_AND_SCRATCH })),
    ...others('cdi.kubevirt.io', 'DataVolume').map(dataVolume),
    ...others('cdi.kubevirt.io', 'DataImportCron').map(dataImportCron),
    ...others('', 'PersistentVolumeClaim').map(claim),
  ];
}

function dataVolume(entry: Entry): ClaimsDemand {
  const spec = mapIn(entry.object, 'spec');
  return { where: entry.where, count: 1, size: sizeOf(spec), filling: isImport(spec) ? PRIME_AND_SCRATCH : PRIME };
}

// CDI v1.65.0, pkg/controller/dataimportcron-controller.go: three imports are kept unless the cron says otherwise, and
// the oldest is deleted when the new one is complete.
const USUAL_IMPORTS = 3;

function dataImportCron(entry: Entry): ClaimsDemand {
  const spec = mapIn(entry.object, 'spec');
  const kept = Number.isInteger(spec.importsToKeep) ? Number(spec.importsToKeep) : USUAL_IMPORTS;
  const size = sizeOf(mapIn(mapIn(spec, 'template'), 'spec'));
  return { where: entry.where, count: kept + 1, size, filling: PRIME_AND_SCRATCH };
}

function claim(entry: Entry): ClaimsDemand {
  const spec = mapIn(entry.object, 'spec');
  const isFilled = spec.dataSourceRef !== undefined || spec.dataSource !== undefined;
  return { where: entry.where, count: 1, size: requestIn(spec), filling: isFilled ? PRIME : 0 };
}

/** Whether CDI unpacks the content, which needs scratch space. */
function isImport(spec: Record<string, unknown>): boolean {
  const copied = ['blank', 'pvc', 'snapshot'];
  return present(mapIn(spec, 'source')).some((source) => !copied.includes(source));
}

function sizeOf(spec: Record<string, unknown>): Quantity | undefined {
  return requestIn(mapIn(spec, 'storage')) ?? requestIn(mapIn(spec, 'pvc'));
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
