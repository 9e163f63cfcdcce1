import { SNAPSHOT, SNAPSHOTS } from './kinds';
import { classesOf, sourceMachine } from './machines';
import { notMachineOf } from './missing-machine';
import type { VirtualMachineSnapshot } from '../../../imports/snapshot.kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, fault, wholeFault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { isWhole } from '../../inventory/whole-namespace';
import { keptState } from '../../machines/disks/state-claim';
import type { EmbeddedMachine } from '../../machines/embedded';
import { notDnsSubdomain, taken } from '../../toolkit/names';
import { items } from '../../toolkit/shape';
import { type ClusterRule, faultOf, type ObjectRule, type PlacedFault } from '../rule';
import { kubevirt } from '../sources';

const CONTROLLER = 'pkg/storage/snapshot/snapshot.go';

export const SNAPSHOT_OF_NOTHING: ObjectRule = {
  id: 'SNAP005',
  name: 'snapshots/machine-elsewhere',
  on: 'object',
  kinds: [SNAPSHOT],
  severity: Severity.INFO,
  title: 'The bundle holds the machine that a snapshot is taken of',
  why: 'A snapshot of a machine that is not there fails when its deadline has passed, five minutes after its creation '
    + 'unless failureDeadline says otherwise, and never tries again: its name is used up.',
  remedy: 'Correct the name, or make sure that the machine is there.',
  source: kubevirt(`${CONTROLLER}: updateSnapshotStatus, vmSnapshotDeadlineExceeded`),
  acceptable: true,

  *check({ spec: { source } }: VirtualMachineSnapshot, entry: Entry) {
    if (source.kind !== 'VirtualMachine' || isWhole(entry.cluster, entry.namespace)) return;
    yield* about('spec.source.name', notMachineOf(entry, source.name));
  },
};

export const SNAPSHOT_OF_A_TYPO: ObjectRule = {
  id: 'SNAP066',
  name: 'snapshots/machine-missing',
  on: 'object',
  kinds: [SNAPSHOT],
  severity: Severity.WARNING,
  title: 'A snapshot in a tenant of the bundle is of a machine that the tenant has',
  why: SNAPSHOT_OF_NOTHING.why,
  remedy: SNAPSHOT_OF_NOTHING.remedy,
  source: SNAPSHOT_OF_NOTHING.source,
  acceptable: true,

  *check({ spec: { source } }: VirtualMachineSnapshot, entry: Entry) {
    if (source.kind !== 'VirtualMachine' || !isWhole(entry.cluster, entry.namespace)) return;
    yield* about('spec.source.name', notMachineOf(entry, source.name));
  },
};

export const SNAPSHOT_OF_NO_DISK: ObjectRule = {
  id: 'SNAP067',
  name: 'snapshots/nothing-to-snapshot',
  on: 'object',
  kinds: [SNAPSHOT],
  severity: Severity.WARNING,
  title: 'A machine that a snapshot is taken of has a disk that a snapshot can hold',
  why: 'KubeVirt takes snapshots of claims alone. Without one, the snapshot is ready and holds the spec of the '
    + 'machine, which Git holds already.',
  remedy: 'Leave the snapshot out, or give the machine a disk that is a claim.',
  source: kubevirt('pkg/storage/types/pvc.go: GetPVCsFromVolumes'),
  acceptable: true,

  *check({ spec: { source } }: VirtualMachineSnapshot, entry: Entry) {
    const machine = source.kind === 'VirtualMachine' ? sourceMachine(entry, source.name) : undefined;
    if (machine?.machine === undefined || mayHaveClaim(machine.machine, machine)) return;
    yield fault('spec.source.name', `"${source.name}" names a machine without any disk that a snapshot holds: only `
      + 'DataVolumes and PersistentVolumeClaims are', this.remedy);
  },
};

/** A preference may give the machine a TPM or EFI variables that are kept, which is a claim too. */
function mayHaveClaim({ spec, vmi }: EmbeddedMachine, { intent }: Entry): boolean {
  const { tpm, efi } = keptState(vmi);
  return tpm || efi || spec.preference !== undefined || intent.pluggedVolumes === true
    || items(vmi.volumes).some(({ dataVolume, persistentVolumeClaim, memoryDump }) => (
      dataVolume !== undefined || persistentVolumeClaim !== undefined || memoryDump !== undefined));
}

export const SNAPSHOT_OF_NO_NAME: ObjectRule = {
  id: 'SNAP007',
  name: 'snapshots/machine-name',
  on: 'object',
  kinds: [SNAPSHOT],
  severity: Severity.ERROR,
  title: 'The machine that a snapshot is taken of has a name that a machine can have',
  why: 'KubeVirt takes any text, finds no machine of that name, and the snapshot fails for good.',
  remedy: 'Write the name of a VirtualMachine in the namespace of the snapshot.',
  source: kubevirt(`${CONTROLLER}: getSnapshotSource`),
  acceptable: true,

  *check({ spec: { source } }: VirtualMachineSnapshot) {
    yield* about('spec.source.name', taken(notDnsSubdomain(source.name), 'so no machine is found'));
  },
};

export const SNAPSHOT_CLASS: ClusterRule = {
  id: 'SNAP006',
  name: 'snapshots/snapshot-class',
  on: 'cluster',
  severity: Severity.INFO,
  title: 'The StorageClasses of machines with snapshots are known to have a VolumeSnapshotClass',
  why: 'KubeVirt leaves disks out of a snapshot whose StorageClass has none. The snapshot is ready all the same, with '
    + 'the indication PartialSnapshot in its status at most.',
  remedy: 'Name the class in snapshotClassName of a StorageProfile, or see that CDI has found one '
    + '(kubectl get storageprofile -o yaml), and accept this finding.',
  source: kubevirt(`${CONTROLLER}: getSnapshotPVC, getVolumeSnapshotClassName`),
  acceptable: true,

  *check(cluster) {
    if (cluster.of('snapshot.storage.k8s.io', 'VolumeSnapshotClass').length > 0) return;
    const told = new Set<string>();
    for (const entry of cluster.of(SNAPSHOTS, 'VirtualMachineSnapshot')) yield* unknownClasses(cluster, entry, told);
  },
};

/** The classes without a known snapshot class; each is told once. */
function* unknownClasses(cluster: ClusterView, entry: Entry, told: Set<string>): Iterable<PlacedFault> {
  if (!entry.hasShape) return;
  const { source } = (entry.object as unknown as VirtualMachineSnapshot).spec;
  const machine = sourceMachine(entry, source.name);
  for (const name of machine === undefined ? [] : classesOf(machine)) {
    if (told.has(name) || hasSnapshotClass(cluster, name)) continue;
    told.add(name);
    yield faultOf(entry, wholeFault(`disks of machine "${source.name}" are of StorageClass "${name}", and nothing in `
      + 'the bundle says which VolumeSnapshotClass it has. KubeVirt leaves disks without one out of the snapshot, and '
      + 'it is ready all the same', SNAPSHOT_CLASS.remedy));
  }
}

function hasSnapshotClass(cluster: ClusterView, storageClass: string): boolean {
  const profile = cluster.find('cdi.kubevirt.io', 'StorageProfile', storageClass);
  return (profile?.object?.spec as { readonly snapshotClass?: unknown } | undefined)?.snapshotClass !== undefined;
}
