import type { ClusterView } from './cluster-view';
import { profileOf } from './storage-profiles';
import type { DataVolumeSpec } from '../../imports/cdi.kubevirt.io';
import type { ClaimSize, FilledClaim } from '../machines/launcher/demand';
import { Quantity } from '../toolkit/quantity';
import { items, present, texts } from '../toolkit/shape';

// CDI v1.65.0, pkg/common/common.go: DefaultGlobalOverhead; pkg/controller/config-controller.go: validOverhead.
const USUAL_OVERHEAD = 0.06;
const OVERHEAD = /^(0(?:\.\d{1,3})?|1)$/;
// pkg/util/util.go: DefaultAlignBlockSize.
const BLOCK = Quantity.parse('1Mi')!;
// pkg/controller/common/util.go: GetEffectiveVolumeSize.
const MINIMUM = 'cdi.kubevirt.io/minimumSupportedPvcSize';

/** What a disk is made of, as far as its size goes. */
interface DiskMode {
  readonly storageClass?: string;
  readonly volumeMode?: string;
  readonly size?: Quantity;
}

/**
 * The claim that CDI makes of a DataVolume, with those beside it while it fills it: a second one of the same size,
 * which the first then takes over (CDI v1.65.0, pkg/controller/populators/populator-base.go: createPVCPrime), and
 * scratch space for content that it unpacks (pkg/controller/util.go: createScratchPersistentVolumeClaim).
 * @param cloned the size of what it is cloned from, if it states no size of its own
 */
export function claimOf(cluster: ClusterView, spec: DataVolumeSpec | undefined, cloned?: Quantity): FilledClaim {
  const { storage, pvc, contentType, source } = spec ?? {};
  const stanza = storage ?? pvc;
  const stated = quantityIn(stanza?.resources?.requests?.storage);
  const storageClass = stanza?.storageClassName ?? usualClass(cluster, storage !== undefined);
  const volumeMode = contentType === 'archive' ? 'Filesystem'
    : stanza?.volumeMode ?? (storage && profiledMode(cluster, storageClass, texts(storage.accessModes)));
  const claim = { storageClass, volumeMode, size: stated ?? cloned };
  // only the storage stanza makes CDI add to the size, and never to that of the source
  const size = storage !== undefined && stated !== undefined ? inflated(cluster, claim) : claim.size;
  return { ...filled(cluster, { ...claim, size }, needsScratch(source)), needsPod: needsPod(source) };
}

/**
 * The largest size that the claim of a DataVolume can have, by the size that it states: that of a file system, if it
 * does not state the volume mode.
 */
export function largestClaimOf(cluster: ClusterView, spec: DataVolumeSpec): Quantity | undefined {
  const { storage } = spec;
  return claimOf(cluster, storage === undefined ? spec : { storage: { volumeMode: 'Filesystem', ...storage } }).size;
}

/** The claim of an image's import. */
export function importOf(cluster: ClusterView, image: DiskMode): FilledClaim {
  const storageClass = image.storageClass ?? usualClass(cluster, true);
  const volumeMode = image.volumeMode ?? profiledMode(cluster, storageClass, []);
  const disk = { storageClass, volumeMode, size: image.size };
  return { ...filled(cluster, { ...disk, size: inflated(cluster, disk) }, true), needsPod: true };
}

// CDI's populators that unpack what they read, by a pod.
const UNPACKING: readonly unknown[] = ['VolumeImportSource', 'VolumeUploadSource'];

/**
 * A claim that is not made by CDI, as large as it says.
 * @param kind the kind of the object that it is filled from; undefined if it stays empty
 */
export function populatedClaim(cluster: ClusterView, { storageClass, volumeMode, size }: DiskMode, kind: unknown):
FilledClaim {
  const claim = { storageClass, size };
  if (kind === undefined) return { ...claim, beside: [], needsPod: false };
  const unpacks = UNPACKING.includes(kind);
  return { ...filled(cluster, { ...claim, volumeMode }, unpacks), needsPod: unpacks };
}

function filled(cluster: ClusterView, claim: DiskMode, unpacks: boolean): Omit<FilledClaim, 'needsPod'> {
  const { storageClass, size } = claim;
  const prime: ClaimSize = { storageClass, size };
  return { storageClass, size, beside: unpacks ? [prime, scratchOf(cluster, claim)] : [prime] };
}

/** Scratch space is a file system, whatever the disk is. */
function scratchOf(cluster: ClusterView, { storageClass: own, volumeMode, size }: DiskMode): ClaimSize {
  const storageClass = cluster.cdiSpec?.config?.scratchSpaceStorageClass ?? own;
  if (size === undefined) return { storageClass };
  const overhead = volumeMode === 'Filesystem' ? overheadOf(cluster, own) : 0;
  const usable = size.timesRatio(1 / (1 + overhead)).roundedDownTo(BLOCK);
  return { storageClass, size: usable.timesRatio(1 + overheadOf(cluster, storageClass)).roundedUpTo(BLOCK) };
}

/**
 * The size with the overhead of a file system (CDI v1.65.0, pkg/controller/datavolume/util.go: renderPvcSpecVolumeSize;
 * pkg/util/util.go: GetRequiredSpace). A disk whose volume mode only the cluster knows counts as it is stated.
 */
function inflated(cluster: ClusterView, { storageClass, volumeMode, size }: DiskMode): Quantity | undefined {
  if (size === undefined) return undefined;
  const whole = volumeMode === 'Filesystem'
    ? size.roundedUpTo(BLOCK).timesRatio(1 + overheadOf(cluster, storageClass)) : size;
  const minimum = quantityIn(profileOf(cluster, storageClass)?.annotations?.[MINIMUM]);
  return minimum !== undefined && whole.isLessThan(minimum) ? minimum : whole;
}

/** The share that CDI adds for a file system of a class: its own, else the global one, else CDI's default. */
export function overheadOf({ cdiSpec }: ClusterView, storageClass: string | undefined): number {
  if (storageClass === '') return 0;
  const { global, storageClass: byClass } = cdiSpec?.config?.filesystemOverhead ?? {};
  const own = storageClass === undefined ? undefined : byClass?.[storageClass];
  const stated = [own, global].find((each) => each !== undefined && OVERHEAD.test(each));
  return stated === undefined ? USUAL_OVERHEAD : Number(stated);
}

/** The volume mode that a StorageProfile of the bundle gives a disk that states none; undefined if there is none. */
function profiledMode(
  cluster: ClusterView, storageClass: string | undefined, accessModes: readonly string[],
): string | undefined {
  const sets = items(profileOf(cluster, storageClass)?.spec?.claimPropertySets);
  const chosen = accessModes.length === 0 ? sets[0]
    : sets.find((each) => texts(each.accessModes).some((mode) => accessModes.includes(mode)));
  return chosen?.volumeMode ?? (sets.length > 0 ? 'Filesystem' : undefined);
}

const OF_MACHINES = 'storageclass.kubevirt.io/is-default-virt-class';
const OF_ALL = 'storageclass.kubernetes.io/is-default-class';

/** The StorageClass of the bundle that claims without one get; undefined if the bundle holds none. */
export function usualClass(cluster: ClusterView, isForMachines: boolean): string | undefined {
  const classes = cluster.of('storage.k8s.io', 'StorageClass');
  const marked = (by: string): string | undefined => classes.find(({ object }) => (
    object?.metadata.annotations?.[by] === 'true'))?.object?.metadata.name;
  return (isForMachines ? marked(OF_MACHINES) : undefined) ?? marked(OF_ALL);
}

/** Whether CDI unpacks the content, which needs scratch space. */
function needsScratch(source: DataVolumeSpec['source']): boolean {
  const copied = ['blank', 'pvc', 'snapshot'];
  return present(source).some((each) => !copied.includes(each));
}

function needsPod(source: DataVolumeSpec['source']): boolean {
  return present(source).some((each) => each !== 'pvc' && each !== 'snapshot');
}

function quantityIn(value: unknown): Quantity | undefined {
  return typeof value === 'string' || typeof value === 'number' ? Quantity.parse(value) : undefined;
}
