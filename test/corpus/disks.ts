import { ApiObject } from 'cdk8s';
import { later, refused, right, Right, stricter, Verdict, wrong, Wrong } from './case';
import { emitted, noObjects, patched, plain, Scene } from './scene';
import {
  AccessMode, Architecture, Boot, Disk, DiskContent, Firmware, Guest, ImageSource, MachineVolume, PersistentDiskProps,
  Sysprep, VolumeDevice, VolumeMode, VolumeSource, WindowsVersion, WorkerPoolProps,
} from '../../src';

/** Programs about what machines boot from, about their volumes, and about disks that exist apart from them. */
const FILE = ImageSource.http('https://images.example.com/debian-13.1.qcow2');
const MAKERS = 'no server sees what the program gave';
const UNREAD = 'CDI takes it, and reads it only when it imports';

const pool = (rule: string, name: string, props: Partial<WorkerPoolProps>, says: string): Wrong => (
  wrong(rule, name, (scene) => noObjects(scene.pool(props)), says, stricter(MAKERS)));

const judged = (rule: string, name: string, props: Partial<WorkerPoolProps>, says: string, verdict: Verdict): Wrong => (
  wrong(rule, name, (scene) => [scene.pool(props).virtualMachinePool], says, verdict));

const fine = (rule: string, name: string, props: Partial<WorkerPoolProps>): Right => (
  right(rule, name, (scene) => scene.pool(props)));

const boots = (boot: Boot, rest: Partial<WorkerPoolProps> = {}) => ({ image: undefined, boot, ...rest });

const overriding = (volumes: object[]): object => ({ template: { spec: { volumes } } });

function disk(scene: Scene, props: Partial<PersistentDiskProps> = {}): Disk {
  return new Disk(scene.home, 'data', { capacity: '10Gi', ...props });
}

/** A machine of one disk, by a template of that name. */
function machine(scene: Scene, template: string): ApiObject {
  const devices = { disks: [{ name: 'root', disk: { bus: 'virtio' } }], autoattachPodInterface: false };
  const spec = {
    domain: { devices, memory: { guest: '1Gi' } },
    volumes: [{ name: 'root', dataVolume: { name: template } }],
  };
  const storage = { resources: { requests: { storage: '10Gi' } } };
  return new ApiObject(scene.home, 'machine', {
    ...plain('kubevirt.io/v1', 'VirtualMachine', 'machine', {
      runStrategy: 'Always',
      dataVolumeTemplates: [{ metadata: { name: template }, spec: { source: { blank: {} }, storage } }],
      template: { spec },
    }),
  } as never);
}

/** A disk that is shared as a filesystem, unless the options say something else. */
const sharing = (shared: Disk, options: Partial<MachineVolume> = {}): Partial<WorkerPoolProps> => ({
  volumes: [{ name: 'x', source: VolumeSource.disk(shared), device: VolumeDevice.FILESYSTEM, ...options }],
});
const blockDisk = (scene: Scene): Disk => disk(scene, { volumeMode: VolumeMode.BLOCK });
const installing = (medium: VolumeSource) => boots(Boot.iso(medium, { capacity: '20Gi' }));

const config = VolumeSource.configMap('config');
const NO_MOUNT = 'KubeVirt takes it, and the kubelet does not start the launcher';
const ADOPTS = 'KubeVirt takes it, and the machine adopts the disk';
const GROWN = 'KubeVirt takes it, and the content changes when the tag or the file does';

const UNPACKED = { content: DiskContent.imported(FILE), volumeMode: VolumeMode.FILESYSTEM };
const NO_SCRATCH = later('CDI never makes the scratch space, so the disk stays empty');

/** A machine with a disk of the least size, whose content CDI unpacks. */
function small(scene: Scene, stanza: 'pvc' | 'storage'): ApiObject {
  const resources = { requests: { storage: '1Mi' } };
  const template = {
    source: { http: { url: 'https://images.example.com/a.img' } },
    [stanza]: { accessModes: ['ReadWriteOnce'], volumeMode: 'Filesystem', resources },
  };
  return patched(machine(scene, 'root'), '/spec/dataVolumeTemplates/0/spec', template);
}

export const DISKS: readonly Wrong[] = [
  pool('VM148', 'neither', { image: undefined }, 'image and boot are missing'),
  wrong('VM148', 'both', (scene) => noObjects(scene.pool({ boot: Boot.claim('root') })), 'is written beside image',
    stricter(MAKERS)),
  pool('VM149', 'a class of what is not stored', boots(Boot.containerDisk('quay.io/a/b:1'), {
    bootDisk: { storageClassName: 'fast' },
  }), 'has storageClassName, but boot names a disk that exists apart'),
  pool('VM149', 'the size twice', boots(Boot.imported(FILE, { capacity: '10Gi' }), { bootDisk: { capacity: '20Gi' } }),
    'is written beside Boot.imported'),
  pool('VM149', 'without a boot disk', boots(Boot.withoutDisk(), { bootDisk: { dedicatedIoThread: true } }),
    'bootDisk has dedicatedIoThread, but the machine has no boot disk'),
  pool('VM150', 'of a boot disk', boots(Boot.imported(
    ImageSource.registry('docker://quay.io/a/b:1', { refresh: '@daily' }), { capacity: '10Gi' },
  )), 'boot has refresh "@daily"'),
  wrong('VM150', 'of a disk', (scene) => noObjects(disk(scene, {
    content: DiskContent.imported(ImageSource.registry('docker://quay.io/a/b:1', { refresh: '@daily' })),
  })), 'content has refresh "@daily"', stricter(MAKERS)),
  pool('VM151', 'with dots', { volumes: [{ name: 'a.b', source: config }] }, 'volumes[0].name "a.b"'),
  pool('VM151', 'two of one name', { volumes: [{ name: 'a', source: config }, { name: 'a', source: config }] },
    'holds two volumes named "a"'),
  pool('VM151', 'that of the boot disk', { volumes: [{ name: 'boot', source: config }] },
    'which a machine has already'),
  pool('VM151', 'that of a CD-ROM of the guest', {
    guest: Guest.windows({ version: WindowsVersion.SERVER_2022, sysprep: Sysprep.fromSecret('answers') }),
    volumes: [{ name: 'sysprep', source: VolumeSource.sysprepSecret('answers') }],
  }, 'holds a volume named "sysprep", which a machine has already'),
  pool('VM151', 'that of an extra disk', {
    volumes: [{ name: 'a', source: config }], extraDisks: [{ name: 'a', capacity: '1Gi' }],
  }, 'as extraDisks does'),
  pool('VM152', 'a serial number', {
    volumes: [{ name: 'a', source: config, device: VolumeDevice.FILESYSTEM, serial: 'A1' }],
  }, 'has serial, which a filesystem has not'),
  wrong('VM172', 'a disk of the tenant', (scene) => [scene.pool(sharing(blockDisk(scene))).virtualMachinePool],
    'volumes[0] is the filesystem "x" of the claim "data", which is a block device', stricter(NO_MOUNT)),
  pool('VM173', 'the files of a Secret', installing(VolumeSource.secret('iso')),
    'boot installs from a volume secret, which cannot hold an ISO'),
  pool('VM173', 'an empty disk', installing(VolumeSource.emptyDisk('1Gi')),
    'boot installs from a volume emptyDisk, which cannot hold an ISO'),
  judged('VM174', 'no disk', boots(Boot.withoutDisk(), { volumes: [{ name: 'a', source: VolumeSource.claim('a') }] }),
    'boot is without a disk, but firmware is not a kernel and none of volumes has a bootOrder',
    stricter('KubeVirt takes it, and the firmware takes whichever disk is first')),
  judged('VM154', 'the newest', boots(Boot.containerDisk('quay.io/containerdisks/fedora:latest')),
    'has the tag "latest"', stricter(GROWN)),
  judged('VM154', 'without a tag', boots(Boot.containerDisk('registry.example:5000/fedora')),
    'has no tag', stricter(GROWN)),
  wrong('DSK001', 'a claim', (scene) => [machine(scene, 'data'), disk(scene).claim!],
    'gives a disk the name "data", so the machine adopts PersistentVolumeClaim "data"', stricter(ADOPTS)),
  wrong('DSK001', 'a DataVolume', (scene) => [machine(scene, 'data'), disk(scene, { dataVolume: true }).dataVolume!],
    'so the machine adopts DataVolume "data"', stricter(ADOPTS)),
  wrong('DSK001', 'by a member of a pool', (scene) => [
    scene.pool().virtualMachinePool, disk(scene, { name: 'workers-boot-0' }).claim!,
  ], 'so the machine adopts PersistentVolumeClaim "workers-boot-0"', stricter(ADOPTS)),
  wrong('DSK002', 'no access mode', (scene) => [disk(scene, { accessModes: [] }).claim!], 'has no access mode',
    refused('at least 1 access mode is required')),
  wrong('DSK002', 'a name with capitals', (scene) => [disk(scene, { name: 'Data' }).claim!],
    'name "Data" is not a DNS subdomain', refused('metadata.name: Invalid value: "Data"')),
  wrong('DSK015', 'a claim', (scene) => [disk(scene, { capacity: '1Mi', ...UNPACKED }).claim!],
    'capacity is 1Mi, which leaves no room for content beside the overhead of the file system', NO_SCRATCH),
  wrong('DSK015', 'a disk of a machine', (scene) => [small(scene, 'pvc')],
    'spec.dataVolumeTemplates[0].spec.pvc.resources.requests.storage is 1Mi, which leaves no room', NO_SCRATCH),
  wrong('DSK002', 'no size', (scene) => [disk(scene, { capacity: undefined }).claim!], 'nobody knows how large',
    refused('spec.resources[storage]: Required value')),
  wrong('DSK002', 'a class of no valid name', (scene) => [disk(scene, { storageClassName: 'Very Fast' }).claim!],
    'storageClassName "Very Fast"', refused('spec.storageClassName: Invalid value: "Very Fast"')),
  wrong('DSK002', 'a name', (scene) => [disk(scene, { name: 'Very Big' }).claim!],
    'name "Very Big" is not a DNS subdomain', refused('metadata.name: Invalid value: "Very Big"')),
  wrong('DSK002', 'one pod beside several', (scene) => (
    [disk(scene, { accessModes: [AccessMode.READ_WRITE_ONCE_POD, AccessMode.READ_WRITE_MANY] }).claim!]
  ), 'accessModes holds "ReadWriteOncePod" beside others',
  refused('may not use ReadWriteOncePod with other access modes')),
  wrong('DSK002', 'a size without its unit', (scene) => [disk(scene, { capacity: '10' }).claim!],
    'capacity "10" is less than the 1Mi', stricter('Kubernetes takes any size above zero')),
  judged('VM155', 'a label', { bootDisk: { labels: { 'not a key': 'a' } } }, 'bootDisk.labels',
    stricter('KubeVirt takes it, and the DataVolume that it makes is refused')),
  judged('VM155', 'an annotation', { bootDisk: { annotations: { 'not a key': 'a' } } }, 'bootDisk.annotations',
    stricter('KubeVirt takes it, and the DataVolume that it makes is refused')),
  judged('VM156', 'in an override', {
    overrides: overriding([
      { name: 'boot', dataVolume: { name: 'workers-boot' } }, { name: 'dump', memoryDump: { claimName: 'dump' } },
    ]),
  }, '"dump" is a memoryDump', stricter('KubeVirt takes it, and dumps nothing')),
  judged('VM157', 'another one', boots(Boot.imported(
    ImageSource.registry('docker://quay.io/a/b:1', { architecture: 'arm64' }), { capacity: '10Gi' },
  ), { architecture: Architecture.AMD64 }), 'is "arm64", but the machine\'s architecture is "amd64"',
  stricter('KubeVirt takes it, and the guest does not boot')),
  wrong('DSK005', 'a copy', (scene) => {
    const content = DiskContent.image(scene.image({ namespaceName: 'cluster-a' }));
    return [disk(scene, { capacity: '1Gi', content }).dataVolume!];
  }, 'has "10Gi", which does not fit', stricter('CDI takes it, and never fills it')),
  wrong('DSK003', 'too long', (scene) => emitted(
    disk(scene, { name: 'd'.repeat(64), content: DiskContent.imported(FILE) }), 'VolumeImportSource',
  ), 'has 64 characters', refused('Name cannot be longer than 63 characters')),
  wrong('DSK004', 'a tag', (scene) => emitted(
    disk(scene, { content: DiskContent.imported(ImageSource.registry('docker://quay.io/a/b:latest')) }),
    'VolumeImportSource',
  ), 'has the tag "latest"', stricter(GROWN)),
  judged('DSK004', 'a path', boots(Boot.imported(
    ImageSource.http('https://cloud-images.ubuntu.com/noble/current/noble-server-cloudimg-amd64.img'),
    { capacity: '10Gi' },
  )), 'leads through "current"', stricter(GROWN)),
  // What is imported into disks of machines and into claims is judged like what is imported into DataVolumes.
  judged('IMG029', 'of a boot disk', boots(Boot.imported(
    ImageSource.http('images.example.com/a'), { capacity: '10Gi' },
  )), 'boot source url "images.example.com/a" is not a valid URL', stricter(UNREAD)),
  judged('IMG036', 'of a boot disk', boots(Boot.imported(
    ImageSource.http('https://images.example.com/debian.tar'), { capacity: '10Gi' },
  )), 'looks like a tar archive', stricter(UNREAD)),
  wrong('IMG036', 'of a disk', (scene) => emitted(
    disk(scene, { content: DiskContent.imported(ImageSource.http('https://images.example.com/debian.tar')) }),
    'VolumeImportSource',
  ), 'looks like a tar archive', stricter(UNREAD)),
];

export const DISKS_RIGHT: readonly Right[] = [
  right('DSK015', 'a claim with room', (scene) => disk(scene, { capacity: '2Mi', ...UNPACKED })),
  right('DSK015', 'what CDI enlarges itself', (scene) => small(scene, 'storage')),
  fine('VM148', 'an ISO', boots(Boot.iso(VolumeSource.claim('iso'), { capacity: '10Gi' }))),
  fine('VM149', 'the bus', boots(Boot.ephemeral('root'), { bootDisk: { dedicatedIoThread: true } })),
  fine('VM149', 'nothing', boots(Boot.withoutDisk(), { volumes: [{ name: 'a', source: config }] })),
  fine('VM150', 'no schedule', boots(Boot.imported(FILE, { capacity: '10Gi' }))),
  fine('VM151', 'names that begin alike', { volumes: [{ name: 'boot-2', source: config }] }),
  right('VM172', 'a directory of the tenant', (scene) => (
    scene.pool(sharing(disk(scene, { volumeMode: VolumeMode.FILESYSTEM }))))),
  right('VM172', 'a block device as a disk', (scene) => (
    scene.pool(sharing(blockDisk(scene), { device: VolumeDevice.DISK, shareable: true })))),
  fine('VM174', 'a kernel', boots(Boot.withoutDisk(), {
    firmware: Firmware.kernel({ image: 'quay.io/a/b:1', kernelPath: '/boot/vmlinuz' }),
  })),
  fine('VM174', 'a volume with its place', boots(Boot.withoutDisk(), {
    volumes: [{ name: 'a', source: VolumeSource.claim('a'), bootOrder: 1 }],
  })),
  fine('VM173', 'a claim', installing(VolumeSource.claim('iso'))),
  fine('VM152', 'a name alone', { volumes: [{ name: 'a', source: config, device: VolumeDevice.FILESYSTEM }] }),
  fine('VM154', 'a digest', boots(Boot.containerDisk(`quay.io/a/b@sha256:${'0'.repeat(64)}`))),
  fine('VM155', 'a label without a value', { bootDisk: { labels: { 'example.org/a': '' } } }),
  fine('VM156', 'a claim', { volumes: [{ name: 'a', source: VolumeSource.claim('a'), readOnly: true }] }),
  fine('VM157', 'the same', boots(Boot.imported(
    ImageSource.registry('docker://quay.io/a/b:1', { architecture: 'amd64' }), { capacity: '10Gi' },
  ), { architecture: Architecture.AMD64 })),
  right('DSK005', 'as large as the image', (scene) => (
    disk(scene, { content: DiskContent.image(scene.image({ namespaceName: 'cluster-a' })) }))),
  right('DSK001', 'a name that begins alike', (scene) => [machine(scene, 'data'), disk(scene, { name: 'data-2' })]),
  right('DSK001', 'a disk that the machine uses as a volume', (scene) => [
    scene.pool({ volumes: [{ name: 'data', source: VolumeSource.disk(disk(scene)) }] }),
  ]),
  right('DSK002', 'a long name', (scene) => disk(scene, { name: `a.${'b'.repeat(200)}` })),
  right('DSK002', 'one pod alone, and the least size', (scene) => (
    disk(scene, { accessModes: [AccessMode.READ_WRITE_ONCE_POD], capacity: '1Mi' }))),
  right('DSK002', 'of one node', (scene) => disk(scene, { accessModes: [AccessMode.READ_WRITE_ONCE] })),
  right('DSK003', 'as long as can be', (scene) => (
    disk(scene, { name: 'd'.repeat(63), content: DiskContent.imported(FILE) }))),
  right('DSK004', 'a version', (scene) => disk(scene, {
    content: DiskContent.imported(ImageSource.http('https://images.example.com/currents/debian-13.qcow2')),
  })),
];
