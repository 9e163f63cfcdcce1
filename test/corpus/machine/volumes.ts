import { BrokenMachine, machine, taken, TakenMachine, V1_8 } from './machine';
import { boot, devices, disk, dv, vmi, vol, withDisk } from './parts';
import { later, refused, stricter } from '../case';

/** Machines with a fault. */
export const VOLUMES: readonly BrokenMachine[] = [
  machine('VM034', 'no source', withDisk({ name: 'x' }),
    'template.spec.volumes[1] "x" has no source, but a volume has exactly one. Write one, such as dataVolume.',
    refused('volumes[1] must have exactly one source type set')),
  machine('VM034', 'two sources',
    withDisk({ name: 'x', emptyDisk: { capacity: '1Gi' }, containerDisk: { image: 'a' } }),
    'template.spec.volumes[1] "x" has the sources emptyDisk and containerDisk, but a volume has exactly one. '
      + 'Leave the others out.',
    refused('volumes[1] must have exactly one source type set')),
  machine('VM034', 'two of one name', vmi({ volumes: [dv, { name: 'boot', emptyDisk: { capacity: '1Gi' } }] }),
    'template.spec.volumes holds two volumes named "boot". Give each its own name.',
    refused('volumes[0] must not have the same Name')),
  machine('VM034', 'empty name', withDisk({ name: 'x', configMap: { name: '' } }),
    'template.spec.volumes[1].configMap.name is empty. Write the name of the object.',
    refused('volumes[1].configMap.name is a required field')),
  machine('VM034', 'empty dataVolume', withDisk({ name: 'x', dataVolume: { name: '' } }),
    'template.spec.volumes[1].dataVolume.name is empty. Write the name of the object.',
    refused("DataVolume 'name' must be set")),
  machine('VM034', 'two service accounts',
    vmi({
      volumes: [
        dv,
        { name: 'a', serviceAccount: { serviceAccountName: 'a' } },
        { name: 'b', serviceAccount: { serviceAccountName: 'a' } },
      ],
      domain: { devices: { disks: [boot, { name: 'a', disk: {} }, { name: 'b', disk: {} }] } },
    }),
    'template.spec.volumes holds more than one serviceAccount, but a machine has one. Leave the others out.',
    refused('must have max one serviceAccount')),
  machine('VM035', 'utility volumes', vmi({ utilityVolumes: [{ name: 'u', claimName: 'c' }] }),
    'template.spec.utilityVolumes are plugged into running machines by KubeVirt itself, and are refused when a '
      + 'machine is made. Leave them out.',
    refused('cannot create VMI with utility volumes'),
    { from: V1_8 }),
  machine('VM036', 'relative path', withDisk({ name: 'x', containerDisk: { image: 'a', path: 'disk/../x' } }),
    'template.spec.volumes[1].containerDisk.path "disk/../x" is not an absolute path of a file. Write one '
      + 'without "." and "..", such as "/disk/image.qcow2".',
    refused('containerDisk must be an absolute path')),
  machine('VM036', 'reserved container path',
    vmi({
      volumes: [dv, { name: 'x', containerPath: { path: '/var/run/kubevirt/a' } }],
      domain: { devices: { filesystems: [{ name: 'x', virtiofs: {} }] } },
    }),
    'template.spec.volumes[1].containerPath.path "/var/run/kubevirt/a" is KubeVirt\'s own. Write another path.',
    later('virt-api refuses the instance', "ContainerPath volume 'x' uses reserved path"),
    { from: V1_8 }),
  machine('VM037', 'host disk of no type', withDisk({ name: 'x', hostDisk: { path: '/x', type: 'File' } }),
    'template.spec.volumes[1].hostDisk.type "File" is unknown. Write one of Disk, DiskOrCreate.',
    refused('hostDisk.type has invalid value')),
  machine('VM037', 'host disk without path', withDisk({ name: 'x', hostDisk: { path: '', type: 'Disk' } }),
    'template.spec.volumes[1].hostDisk.path is empty. Write the path on the node.',
    refused('hostDisk.path is required')),
  machine('VM037', 'capacity of an existing host disk',
    withDisk({ name: 'x', hostDisk: { path: '/x', type: 'Disk', capacity: '1Gi' } }),
    'template.spec.volumes[1].hostDisk.capacity is "1Gi", but the type Disk means a file that exists and has a '
      + 'size. Write the type DiskOrCreate, or leave the capacity out.',
    refused('hostDisk.capacity is allowed to pass only with')),
  machine('VM038', 'disk without volume', devices({ disks: [boot, { name: 'other', disk: {} }] }),
    'template.spec.domain.devices.disks[1] "other" has no volume of its name. Write one in volumes, or leave the '
      + 'disk out.',
    refused("devices.disks[1].Name 'other' not found")),
  machine('VM038', 'lun of an emptyDisk', withDisk({ name: 'x', emptyDisk: { capacity: '1Gi' } }, { lun: {} }),
    'template.spec.domain.devices.disks[1].lun "x" needs a persistentVolumeClaim or a dataVolume, because a LUN '
      + 'is a device of the storage. Write one of these as its volume, or a disk.',
    refused('lun can only be mapped to')),
  machine('VM038', 'downward metrics on scsi', withDisk({ name: 'x', downwardMetrics: {} }, { disk: { bus: 'scsi' } }),
    'template.spec.domain.devices.disks[1] "x" shows downwardMetrics, which needs a disk on the bus virtio. '
      + 'Write disk with the bus virtio.',
    refused('DownwardMetrics volume must be mapped to virtio bus')),
  machine('VM038', 'container path as a disk', withDisk({ name: 'x', containerPath: { path: '/a' } }),
    'template.spec.domain.devices.disks[1] "x" shows a containerPath, which is a directory. Write it in filesystems.',
    later('virt-api refuses the instance', "ContainerPath volume 'x' must be mapped to"),
    { from: V1_8 }),
  machine('VM039', 'volume without disk', vol({ name: 'x', emptyDisk: { capacity: '1Gi' } }),
    'template.spec.volumes[1] "x" has no disk of its name, so KubeVirt adds one on a bus of its own choice. Write a '
      + 'disk of that name to choose its bus and its place.',
    stricter('KubeVirt attaches it as a disk of its own choice')),
  machine('VM040', 'filesystem without volume', devices({ filesystems: [{ name: 'x', virtiofs: {} }] }),
    'template.spec.domain.devices.filesystems holds "x", but the machine has no volume of that name. Write one in '
      + 'volumes, or leave it out.',
    stricter('KubeVirt takes it, and the guest is offered a filesystem with nothing behind it')),
];

/** Machines that KubeVirt takes. */
export const VOLUMES_TAKEN: readonly TakenMachine[] = [
  taken('VM034', 'ephemeral', withDisk({ name: 'e', ephemeral: { persistentVolumeClaim: { claimName: 'x' } } })),
  taken('VM034', 'emptyDisk', withDisk({ name: 'e', emptyDisk: { capacity: '1Gi' } })),
  taken('VM034', 'configMap', withDisk({ name: 'c', configMap: { name: 'x' } })),
  taken('VM034', 'secret', withDisk({ name: 's', secret: { secretName: 'x' } })),
  taken('VM034', 'downwardAPI',
    withDisk({ name: 'd', downwardAPI: { fields: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } })),
  taken('VM034', 'sysprep', withDisk({ name: 'y', sysprep: { secret: { name: 'x' } } }, { cdrom: { bus: 'sata' } })),
  taken('VM034', 'a disk that can be unplugged',
    vmi({ volumes: [{ name: 'boot', dataVolume: { name: 'boot', hotpluggable: true } }] })),
  taken('VM035', 'no utility volumes', vmi({ utilityVolumes: [] })),
  taken('VM036', 'a CD-ROM with a path in its image',
    withDisk(
      { name: 'iso', containerDisk: { image: 'a', path: '/disk/x.iso' } },
      { cdrom: { bus: 'sata', tray: 'open' } },
    )),
  taken('VM036', 'a path of a container as a filesystem',
    vmi({
      volumes: [dv, { name: 'x', containerPath: { path: '/a' } }],
      domain: { devices: { filesystems: [{ name: 'x', virtiofs: {} }] } },
    })),
  taken('VM037', 'a disk of the node that is to be made',
    withDisk({ name: 'h', hostDisk: { path: '/a', type: 'DiskOrCreate', capacity: '1Gi' } })),
  taken('VM038', 'a LUN of a DataVolume', disk({ disk: undefined, lun: { bus: 'scsi', reservation: true } })),
  taken('VM038', 'an empty CD-ROM drive', devices({ disks: [boot, { name: 'cd', cdrom: { bus: 'sata' } }] })),
  taken('VM038', 'downwardMetrics', withDisk({ name: 'm', downwardMetrics: {} })),
  taken('VM039', 'a claim that exists',
    {
      dataVolumeTemplates: null,
      template: { spec: { volumes: [{ name: 'boot', persistentVolumeClaim: { claimName: 'x' } }] } },
    }),
  taken('VM040', 'a claim as a filesystem',
    vmi({
      volumes: [dv, { name: 'x', persistentVolumeClaim: { claimName: 'a' } }],
      domain: { devices: { filesystems: [{ name: 'x', virtiofs: {} }] } },
    })),
];
