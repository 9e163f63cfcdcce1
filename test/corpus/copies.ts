import { right, Right, stricter, Verdict, wrong, Wrong } from './case';
import { emitted, Scene } from './scene';
import {
  AccessMode, Architecture, Boot, ClaimModes, Disk, DiskContent, ImageSource, MachineSize, PersistentDiskProps,
  StorageProfile, VirtualMachine, VirtualMachineProps, VolumeMode,
} from '../../src';

/** Programs about disks that are copies, that collide, or that do not suit their class or machine. */
const SIZE = MachineSize.of({ cores: 2, memory: '4Gi' });
const UNFILLED = stricter('CDI takes it, and never fills it');

const disk = (scene: Scene, id: string, props: Partial<PersistentDiskProps> = {}): Disk => (
  new Disk(scene.home, id, { capacity: '10Gi', ...props }));

const copied = (name: string): DiskContent => DiskContent.imported(ImageSource.pvc(name));

const machine = (scene: Scene, props: Partial<VirtualMachineProps>): VirtualMachine => (
  new VirtualMachine(scene.home, 'db', { size: SIZE, ...props }));

const ofArm = ImageSource.registry('docker://quay.io/a/b:1', { architecture: 'arm64' });

/** A class that offers one kind of disk. */
function fast(scene: Scene, ...modes: ClaimModes[]): StorageProfile {
  return new StorageProfile(scene.infra, 'fast', { modes });
}

const ONE_NODE: ClaimModes = { accessModes: [AccessMode.READ_WRITE_ONCE], volumeMode: VolumeMode.FILESYSTEM };
const ANY_NODE: ClaimModes = {
  accessModes: [AccessMode.READ_WRITE_MANY, AccessMode.READ_WRITE_ONCE], volumeMode: VolumeMode.BLOCK,
};
const OF_CLASS = { storageClassName: 'fast' };
const NEVER_MADE: Verdict = stricter('Kubernetes takes it, and the storage does not make it');

export const COPIES: readonly Wrong[] = [
  wrong('DSK005', 'a copy of a claim', (scene) => {
    disk(scene, 'big', { capacity: '100Gi' });
    return [disk(scene, 'small', { content: copied('big') }).claim!];
  }, 'capacity is "10Gi", but the claim "big" has "100Gi", which does not fit', UNFILLED),
  wrong('DSK005', 'a DataVolume that copies a claim', (scene) => {
    disk(scene, 'big', { capacity: '100Gi' });
    return [disk(scene, 'small', { content: copied('big'), dataVolume: true }).dataVolume!];
  }, 'capacity is "10Gi", but the claim "big" has "100Gi"', UNFILLED),
  wrong('VM101', 'a copy of a claim', (scene) => {
    disk(scene, 'big', { capacity: '100Gi' });
    return [machine(scene, { boot: Boot.imported(ImageSource.pvc('big'), { capacity: '10Gi' }) }).apiObject];
  }, 'boot capacity is "10Gi", but the claim "big" has "100Gi"', UNFILLED),
  wrong('DSK006', 'two disks', (scene) => {
    const { claim } = disk(scene, 'x');
    return [claim!, disk(scene, 'y', { name: 'x', dataVolume: true }).dataVolume!];
  }, 'name "x" is the name of the claim infra/home/x/PersistentVolumeClaim as well',
  stricter('CDI refuses the DataVolume only where the claim is there already')),
  wrong('DSK007', 'a disk', (scene) => [disk(scene, 'x', { content: copied('x') }).claim!],
    'name "x" is both the disk and the claim that it is a copy of', UNFILLED),
  wrong('DSK007', 'a DataVolume', (scene) => (
    [disk(scene, 'x', { content: copied('x'), dataVolume: true }).dataVolume!]
  ), '"x" is both the disk and the claim that it is a copy of', UNFILLED),
  wrong('DSK007', 'a boot disk', (scene) => (
    [machine(scene, { boot: Boot.imported(ImageSource.pvc('db-boot'), { capacity: '10Gi' }) }).apiObject]
  ), 'boot source name "db-boot" is both the disk and the claim', UNFILLED),
  wrong('DSK008', 'a volume mode', (scene) => {
    fast(scene, ONE_NODE);
    return [disk(scene, 'x', OF_CLASS).claim!];
  }, 'volumeMode is Block, but the StorageProfile "fast" lists only ReadWriteOnce with Filesystem', NEVER_MADE),
  wrong('DSK008', 'an access mode', (scene) => {
    fast(scene, ONE_NODE, ANY_NODE);
    return [disk(scene, 'x', { ...OF_CLASS, volumeMode: VolumeMode.FILESYSTEM }).claim!];
  }, 'accessModes holds ReadWriteMany, but the StorageProfile "fast" lists only', NEVER_MADE),
  wrong('DSK008', 'of a DataVolume', (scene) => {
    fast(scene, ONE_NODE);
    const props = { ...OF_CLASS, dataVolume: true, accessModes: [AccessMode.READ_WRITE_MANY] };
    return [disk(scene, 'x', props).dataVolume!];
  }, 'accessModes holds ReadWriteMany', NEVER_MADE),
  wrong('VM164', 'of a boot disk', (scene) => {
    fast(scene, ONE_NODE);
    const bootDisk = { ...OF_CLASS, volumeMode: VolumeMode.BLOCK };
    return [machine(scene, { image: scene.ubuntu, bootDisk }).apiObject];
  }, 'bootDisk.volumeMode is Block, but the StorageProfile "fast" lists only', NEVER_MADE),
  wrong('DSK009', 'capital letters', (scene) => {
    const source = ImageSource.registry('docker://quay.io/a/b:1', { architecture: 'ARM64' });
    return emitted(disk(scene, 'x', { content: DiskContent.imported(source) }), 'VolumeImportSource');
  }, 'source architecture "ARM64" is unknown. Did you mean "arm64"?',
  stricter('CDI takes it, and refuses the image when it imports')),
  wrong('VM157', 'of a disk apart from it', (scene) => {
    const boot = Boot.disk(disk(scene, 'x', { content: DiskContent.imported(ofArm) }));
    return [machine(scene, { boot, architecture: Architecture.AMD64 }).apiObject];
  }, 'architecture is "amd64", but the disk "x", which the machine boots from, is imported for "arm64"',
  stricter('KubeVirt takes it, and the guest does not boot')),
  wrong('VM157', 'of the copy of an image', (scene) => {
    const content = DiskContent.image(scene.image({ source: ofArm, namespaceName: 'cluster-a' }));
    const boot = Boot.disk(disk(scene, 'x', { content }));
    return [machine(scene, { boot, architecture: Architecture.AMD64 }).apiObject];
  }, 'which the machine boots from, is imported for "arm64"',
  stricter('KubeVirt takes it, and the guest does not boot')),
];

export const COPIES_RIGHT: readonly Right[] = [
  right('DSK005', 'a copy as large as the claim', (scene) => {
    disk(scene, 'big', { capacity: '100Gi' });
    disk(scene, 'same', { capacity: '100Gi', content: copied('big') });
    disk(scene, 'volume', { capacity: '100Gi', content: copied('big'), dataVolume: true });
  }),
  right('VM101', 'a copy as large as the claim', (scene) => {
    disk(scene, 'big', { capacity: '100Gi' });
    machine(scene, { boot: Boot.imported(ImageSource.pvc('big'), { capacity: '100Gi' }) });
  }),
  right('DSK006', 'two names', (scene) => [disk(scene, 'x'), disk(scene, 'y', { dataVolume: true })]),
  right('DSK006', 'a claim that is to be adopted', (scene) => {
    disk(scene, 'x');
    disk(scene, 'y', { name: 'x', dataVolume: true, annotations: { 'cdi.kubevirt.io/allowClaimAdoption': 'true' } });
  }),
  right('DSK007', 'a copy of another', (scene) => disk(scene, 'x', { content: copied('y') })),
  right('DSK007', 'a claim of that name elsewhere', (scene) => disk(scene, 'x', {
    content: DiskContent.imported(ImageSource.pvc('x', { namespace: 'golden-images' })),
  })),
  right('DSK008', 'the modes that are listed', (scene) => (
    [fast(scene, ONE_NODE, ANY_NODE), disk(scene, 'x', OF_CLASS)])),
  right('DSK008', 'a DataVolume that states none', (scene) => (
    [fast(scene, ONE_NODE), disk(scene, 'x', { ...OF_CLASS, dataVolume: true })])),
  right('VM164', 'no modes', (scene) => (
    [fast(scene, ONE_NODE), machine(scene, { image: scene.ubuntu, bootDisk: OF_CLASS })])),
  right('DSK009', 'another one of Go', (scene) => disk(scene, 'x', {
    content: DiskContent.imported(ImageSource.registry('docker://quay.io/a/b:1', { architecture: 'ppc64le' })),
  })),
  right('VM157', 'of a disk apart from it', (scene) => machine(scene, {
    boot: Boot.disk(disk(scene, 'x', { content: DiskContent.imported(ofArm) })), architecture: Architecture.ARM64,
  })),
];
