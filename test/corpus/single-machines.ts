import { later, Right, right, stricter, Wrong, wrong } from './case';
import type { Scene } from './scene';
import {
  AccessMode, Boot, EvictionStrategy, MachineSize, PodNetworkBinding, RunStrategy, TpmState, VirtualMachine,
  VirtualMachineProps, VirtualMachineReplicaSet, VirtualMachineReplicaSetProps,
} from '../../src';

const SIZE = MachineSize.of({ cores: 2, memory: '4Gi' });

function machine(scene: Scene, props: Partial<VirtualMachineProps> = {}, id = 'db'): VirtualMachine {
  return new VirtualMachine(scene.home, id, { image: scene.ubuntu, size: SIZE, ...props });
}

function replicaSet(scene: Scene, props: Partial<VirtualMachineReplicaSetProps>): VirtualMachineReplicaSet {
  const boot = Boot.containerDisk('quay.io/containerdisks/fedora:42');
  return new VirtualMachineReplicaSet(scene.home, 'web', { size: SIZE, boot, ...props });
}

const ON_ONE_NODE = { bootDisk: { accessModes: [AccessMode.READ_WRITE_ONCE] } };
const NOWHERE = { macAddress: '02:00:00:00:00:01', podNetwork: PodNetworkBinding.NONE };
const UUID = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const NEVER_MOVED = { evictionStrategy: EvictionStrategy.NONE };

function onNetwork(networkName: string, macAddress: string): Partial<VirtualMachineProps> {
  return { networks: [{ networkName, macAddress }] };
}

/** Single machines and replica sets with a fault. */
export const SINGLE_MACHINES: readonly Wrong[] = [
  wrong(
    'VM132',
    'a disk of one node',
    (scene) => [machine(scene, ON_ONE_NODE).apiObject],
    'because the disk "boot" is ReadWriteOnce, not ReadWriteMany, and then it stays down until somebody starts it',
    stricter('KubeVirt takes it, and a drain shuts the machine down for good'),
  ),
  wrong(
    'VM132',
    'an eviction strategy that moves nothing',
    (scene) => [machine(scene, NEVER_MOVED).apiObject],
    'because the eviction strategy is None',
    stricter('KubeVirt takes it, and a drain shuts the machine down for good'),
  ),
  wrong(
    'VM132',
    'a GPU',
    (scene) => [machine(scene, { gpus: [{ name: 'gpu', deviceName: 'nvidia.com/TU104GL_Tesla_T4' }] }).apiObject],
    'because domain.devices.gpus belong to one node, and then it stays down until somebody starts it. Write '
      + 'RunStrategy.ALWAYS, or make the machine one that can be live-migrated.',
    stricter('KubeVirt takes it, and a drain shuts the machine down for good'),
  ),
  wrong(
    'VM133',
    'a name',
    (scene) => [machine(scene, { identity: { uuid: 'db' } }).apiObject],
    'identity.uuid "db" is not a UUID, so the machine would not start',
    later('libvirt refuses the domain, so the launcher fails'),
  ),
  wrong(
    'VM133',
    'an empty text',
    (scene) => [machine(scene, { identity: { uuid: '' } }).apiObject],
    'identity.uuid is empty. Write one such as',
    stricter('KubeVirt takes it for no UUID'),
  ),
  wrong(
    'VM133',
    'an empty serial number',
    (scene) => [machine(scene, { identity: { serial: '' } }).apiObject],
    'identity.serial is empty. Write a number, or leave it out.',
    stricter('KubeVirt takes it for no serial number'),
  ),
  wrong(
    'VM134',
    'an instancetype',
    (scene) => [replicaSet(scene, { size: MachineSize.clusterInstancetype('u1.small') }).replicaSet],
    'size is of a VirtualMachine, but a replica set makes instances without one, so it would be lost',
    stricter('no server sees what is not written'),
  ),
  wrong(
    'VM134',
    'a disk of its own',
    (scene) => [replicaSet(scene, { extraDisks: [{ name: 'data', capacity: '1Gi' }] }).replicaSet],
    'extraDisks is of a VirtualMachine',
    stricter('no server sees what is not written'),
  ),
  wrong(
    'VM134',
    'the clone of an image',
    (scene) => [replicaSet(scene, { boot: undefined, image: scene.ubuntu }).replicaSet],
    'image is of a VirtualMachine',
    stricter('no server sees what is not written'),
  ),
  wrong(
    'VM135',
    'a MAC address without an interface',
    (scene) => [machine(scene, NOWHERE).apiObject],
    'macAddress is "02:00:00:00:00:01", but podNetwork is none, so no interface has it',
    stricter('no server sees what is not written'),
  ),
  wrong(
    'VM204',
    'a disk that the machine does not have',
    (scene) => [machine(scene, { dataVolumeNames: { root: 'old-root' } }).apiObject],
    'dataVolumeNames.root names the disk "root", which the machine does not own: it owns "boot"',
    stricter('no server sees what is not written'),
  ),
  wrong(
    'VM153',
    'two machines whose names and disks run together',
    (scene) => {
      const first = machine(scene, { extraDisks: [{ name: 'a-boot', capacity: '1Gi' }] });
      return [first.apiObject, machine(scene, {}, 'db-a').apiObject];
    },
    'infra/home/db/VirtualMachine and infra/home/db-a/VirtualMachine both have a disk "db-a-boot"',
    stricter('KubeVirt takes both, and gives the second machine the disk of the first'),
  ),
  wrong(
    'VM153',
    'a machine and a member of a pool',
    (scene) => {
      const { virtualMachinePool } = scene.pool({ replicas: 1 }, 'db');
      const disks = { extraDisks: [{ name: 'boot-0', capacity: '1Gi' }] };
      return [virtualMachinePool, machine(scene, { name: 'db', ...disks }, 'db2').apiObject];
    },
    'infra/home/db/VirtualMachinePool and infra/home/db2/VirtualMachine both have a disk "db-boot-0"',
    stricter('KubeVirt takes both, and gives the second machine the disk of the first'),
  ),
  wrong(
    'VM158',
    'on one network, written in two ways',
    (scene) => [
      machine(scene, onNetwork('cluster-a/storage', '02-00-00-00-00-0A')).apiObject,
      machine(scene, onNetwork('storage', '02:00:00:00:00:0a'), 'db2').apiObject,
    ],
    '"02:00:00:00:00:0a" is that of infra/home/db/VirtualMachine as well, on the network cluster-a/storage',
    stricter('no server compares machines; their frames are lost'),
  ),
  wrong(
    'VM159',
    'a UUID',
    (scene) => [
      machine(scene, { identity: { uuid: UUID } }).apiObject,
      machine(scene, { identity: { uuid: UUID.toUpperCase() } }, 'db2').apiObject,
    ],
    `"${UUID.toUpperCase()}" is that of infra/home/db/VirtualMachine as well`,
    stricter('no server compares machines'),
  ),
  wrong(
    'VM159',
    'a serial number',
    (scene) => [
      machine(scene, { identity: { serial: 'A-1' } }).apiObject,
      machine(scene, { identity: { serial: 'A-1' } }, 'db2').apiObject,
    ],
    '"A-1" is that of infra/home/db/VirtualMachine as well',
    stricter('no server compares machines'),
  ),
  wrong(
    'POOL031',
    'a TPM',
    (scene) => [replicaSet(scene, { devices: { tpm: TpmState.PERSISTENT } }).replicaSet],
    'devices.tpm.persistent is true, but an instance that replaces another never gets its state back',
    stricter('KubeVirt takes it, and makes a claim for each instance'),
  ),
];

/** Single machines and replica sets that nearly have one. */
export const SINGLE_MACHINES_RIGHT: readonly Right[] = [
  right('VM132', 'a disk of one node, and restarted', (scene) => (
    machine(scene, { ...ON_ONE_NODE, runStrategy: RunStrategy.ALWAYS })
  )),
  right('VM132', 'a drain that waits', (scene) => (
    machine(scene, { ...ON_ONE_NODE, evictionStrategy: EvictionStrategy.EXTERNAL, evictionHandler: 'a controller' })
  )),
  right('VM133', 'in capital letters', (scene) => (
    machine(scene, { identity: { uuid: '6F9619FF-8B86-4D01-B42D-00CF4FC964FF' } })
  )),
  right('VM134', 'a size in numbers', (scene) => replicaSet(scene, { extraDisks: [] })),
  right('VM153', 'two machines with the same disks', (scene) => {
    machine(scene);
    machine(scene, {}, 'db2');
  }),
  right('POOL031', 'a TPM that forgets', (scene) => replicaSet(scene, { devices: { tpm: TpmState.VOLATILE } })),
  right('VM158', 'on two networks', (scene) => {
    machine(scene, onNetwork('storage', '02:00:00:00:00:0a'));
    machine(scene, onNetwork('backup', '02:00:00:00:00:0a'), 'db2');
  }),
  right('VM158', 'on the pod network', (scene) => {
    machine(scene, { macAddress: '02:00:00:00:00:0a' });
    machine(scene, { macAddress: '02:00:00:00:00:0a' }, 'db2');
  }),
  right('VM159', 'derived from the machine', (scene) => {
    machine(scene);
    machine(scene, {}, 'db2');
  }),
  right('VM204', 'the boot disk and an extra disk', (scene) => (
    machine(scene, {
      extraDisks: [{ name: 'data', capacity: '1Gi' }], dataVolumeNames: { boot: 'old-root', data: 'old-data' },
    })
  )),
  right('VM135', 'behind masquerade', (scene) => (
    machine(scene, { ...NOWHERE, podNetwork: PodNetworkBinding.MASQUERADE })
  )),
];
