import { right, Right, stricter, wrong, Wrong } from './case';
import { emitted, noObjects, NAMESPACES, Scene } from './scene';
import {
  AccessMode, Boot, Disk, DiskContent, EvictionStrategy, KubeVirtCluster, MachineSize, MachineVolume,
  PersistentDiskProps, RunStrategy, Tenant, TenantNamespace, VirtualMachine, VirtualMachineProps, VolumeDevice,
  VolumeSource,
} from '../../src';

/** Programs in which several machines use one claim, or a machine uses one that it cannot. */
const SIZE = MachineSize.of({ cores: 2, memory: '4Gi' });
const TAKEN = 'KubeVirt compares no machines';

const machine = (scene: Scene, id: string, props: Partial<VirtualMachineProps>): VirtualMachine => (
  new VirtualMachine(scene.home, id, { image: props.boot ? undefined : scene.ubuntu, size: SIZE, ...props }));

const disk = (home: Tenant, props: Partial<PersistentDiskProps> = {}): Disk => (
  new Disk(home, 'data', { capacity: '10Gi', ...props }));

const volume = (source: VolumeSource, rest: Partial<MachineVolume> = {}) => ({
  volumes: [{ name: 'data', source, ...rest }],
});

const SHARED = { shareable: true };
const ON_ONE_NODE = { accessModes: [AccessMode.READ_WRITE_ONCE] };

/** Two machines, each with its props. */
function two(scene: Scene, one: Partial<VirtualMachineProps>, other: Partial<VirtualMachineProps>) {
  return [machine(scene, 'db', one).apiObject, machine(scene, 'web', other).apiObject];
}

function elsewhere(scene: Scene): Tenant {
  return TenantNamespace.existing(scene.infra, 'other', { namespaceName: NAMESPACES[1] });
}

function otherCluster(scene: Scene): Tenant {
  const cluster = KubeVirtCluster.existing(scene.app, 'second', { kubevirt: scene.kubevirt, cdi: scene.cdi });
  return TenantNamespace.existing(cluster, 'home', { namespaceName: NAMESPACES[0] });
}

export const CLAIMS: readonly Wrong[] = [
  wrong('VM160', 'a disk that two machines boot from', (scene) => {
    const boot = Boot.disk(disk(scene.home));
    return two(scene, { boot }, { boot });
  }, 'boot is the disk "data", which infra/home/db/VirtualMachine uses as well', stricter(TAKEN)),
  wrong('VM160', 'a claim and the DataVolume that makes it', (scene) => (
    two(scene, { boot: Boot.dataVolume('root') }, volume(VolumeSource.claim('root')))
  ), 'volumes[0] is the disk "root", which infra/home/db/VirtualMachine uses as well', stricter(TAKEN)),
  wrong('VM160', 'shared by one of them alone', (scene) => (
    two(scene, volume(VolumeSource.claim('a')), volume(VolumeSource.claim('a'), SHARED))
  ), '[infra/home/db/VirtualMachine] volumes[0] is the disk "a", which infra/home/web/VirtualMachine uses as well',
  stricter(TAKEN)),
  wrong('VM160', 'the boot disk of another machine', (scene) => (
    two(scene, volume(VolumeSource.dataVolume('web-boot')), {})
  ), 'is the disk "web-boot", which infra/home/web/VirtualMachine uses as well', stricter(TAKEN)),
  wrong('VM160', 'the disk of a member of a pool', (scene) => [
    scene.pool({}, 'workers').virtualMachinePool,
    machine(scene, 'db', volume(VolumeSource.claim('workers-boot-0'))).apiObject,
  ], 'is the disk "workers-boot-0", which infra/home/workers/VirtualMachinePool uses as well', stricter(TAKEN)),
  wrong('VM160', 'a claim that one reads', (scene) => (
    two(scene, { boot: Boot.ephemeral('root') }, { boot: Boot.claim('root') })
  ), 'boot is the disk "root", which infra/home/db/VirtualMachine uses as well', stricter(TAKEN)),
  wrong('VM161', 'two machines', (scene) => {
    const shared = volume(VolumeSource.disk(disk(scene.home, ON_ONE_NODE)), SHARED);
    return two(scene, shared, shared);
  }, 'volumes[0] is the disk "data", which infra/home/db/VirtualMachine uses as well, but it is ReadWriteOnce',
  stricter('Kubernetes takes it, and does not attach the volume to a second node')),
  wrong('VM161', 'a pool', (scene) => {
    disk(scene.home, ON_ONE_NODE);
    return [scene.pool({ image: undefined, boot: Boot.ephemeral('data'), replicas: 3 }).virtualMachinePool];
  }, 'boot is the disk "data", which all members use, but it is ReadWriteOnce',
  stricter('Kubernetes takes it, and does not attach the volume to a second node')),
  wrong('VM162', 'of another tenant', (scene) => {
    const source = VolumeSource.disk(disk(elsewhere(scene)));
    return noObjects(machine(scene, 'db', volume(source)));
  }, 'volumes[0].source is the disk infra/other/data of namespace "golden-images", but the machine is in namespace '
    + '"cluster-a"', stricter('no server sees what the program gave')),
  wrong('VM162', 'of another cluster', (scene) => (
    noObjects(machine(scene, 'db', { boot: Boot.disk(disk(otherCluster(scene))) }))
  ), 'boot is the disk second/home/data of namespace "cluster-a" of cluster second, but the machine is in namespace '
    + '"cluster-a" of cluster infra', stricter('no server sees what the program gave')),
  wrong('VM162', 'an installation medium', (scene) => {
    const boot = Boot.iso(VolumeSource.disk(disk(elsewhere(scene))), { capacity: '10Gi' });
    return noObjects(machine(scene, 'db', { boot }));
  }, 'boot is the disk infra/other/data', stricter('no server sees what the program gave')),
  wrong('VM163', 'the boot disk again', (scene) => (
    [machine(scene, 'db', { boot: Boot.claim('root'), ...volume(VolumeSource.claim('root')) }).apiObject]
  ), 'volumes[0] is the disk "root", which the volume "boot" of the machine is as well',
  stricter('KubeVirt takes it, and mounts the claim twice')),
  wrong('VM104', 'a claim of one node', (scene) => (
    emitted(machine(scene, 'db', {
      evictionStrategy: EvictionStrategy.LIVE_MIGRATE, ...volume(VolumeSource.disk(disk(scene.home, ON_ONE_NODE))),
    }))
  ), 'this one cannot: the disk "data" is ReadWriteOnce, not ReadWriteMany',
  stricter('KubeVirt takes it; only a drain shows it')),
  wrong('VM124', 'a disk whose StorageProfile decides', (scene) => (
    emitted(machine(scene, 'db', {
      boot: Boot.containerDisk('registry.example/a:1'),
      evictionStrategy: EvictionStrategy.LIVE_MIGRATE,
      ...volume(VolumeSource.disk(disk(scene.home, { content: DiskContent.image(scene.ubuntu) }))),
    }))
  ), 'the StorageProfile of the default class decides whether the disk "data" is ReadWriteMany',
  stricter('KubeVirt takes it; only a drain shows it')),
  wrong('POOL032', 'beside its pool', (scene) => [
    machine(scene, 'workers-0', {}).apiObject, scene.pool().virtualMachinePool,
  ], 'name "workers-0" is the name of a member of the pool infra/home/workers/VirtualMachinePool',
  stricter('KubeVirt takes both, and whichever comes first has the name')),
];

const other = (props: Partial<VirtualMachineProps>) => (scene: Scene) => two(scene, props, props);

export const CLAIMS_RIGHT: readonly Right[] = [
  right('VM160', 'shareable for both', other(volume(VolumeSource.claim('a'), SHARED))),
  right('VM160', 'read-only for both', other(volume(VolumeSource.claim('a'), { readOnly: true }))),
  right('VM160', 'a CD-ROM', other(volume(VolumeSource.claim('iso'), { device: VolumeDevice.CDROM }))),
  right('VM160', 'a directory', other(volume(VolumeSource.claim('a'), { device: VolumeDevice.FILESYSTEM }))),
  right('VM160', 'claims that are only read', other({ boot: Boot.ephemeral('root') })),
  right('VM160', 'a machine that does not run', (scene) => two(
    scene, { boot: Boot.claim('root') }, { boot: Boot.claim('root'), runStrategy: RunStrategy.HALTED })),
  right('VM160', 'a disk of its own', (scene) => (
    machine(scene, 'db', { extraDisks: [{ name: 'a', capacity: '1Gi' }] }))),
  right('VM161', 'of several nodes', (scene) => {
    const shared = volume(VolumeSource.disk(disk(scene.home)), SHARED);
    return two(scene, shared, shared);
  }),
  right('VM161', 'of one machine', (scene) => (
    machine(scene, 'db', volume(VolumeSource.disk(disk(scene.home, ON_ONE_NODE)), SHARED)))),
  right('VM162', 'of its own tenant', (scene) => (
    machine(scene, 'db', volume(VolumeSource.disk(disk(scene.home)))))),
  right('VM162', 'of another construct for the same namespace', (scene) => {
    const again = TenantNamespace.existing(scene.infra, 'again', { namespaceName: NAMESPACES[0] });
    return machine(scene, 'db', volume(VolumeSource.disk(disk(again))));
  }),
  right('VM163', 'two disks', (scene) => (
    machine(scene, 'db', { boot: Boot.claim('root'), ...volume(VolumeSource.claim('data')) }))),
  right('VM104', 'a claim of several nodes', (scene) => machine(scene, 'db', {
    evictionStrategy: EvictionStrategy.LIVE_MIGRATE, ...volume(VolumeSource.disk(disk(scene.home))),
  })),
  right('POOL032', 'with more than a number behind it', (scene) => [machine(scene, 'workers-0a', {}), scene.pool()]),
];
