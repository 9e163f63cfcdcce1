import { BrokenMachine, machine, taken, TakenMachine } from './machine';
import { boot, devices, disk, dv, iface, vmi } from './parts';
import { later, refused } from '../case';

/** Machines with a fault. */
export const DISKS: readonly BrokenMachine[] = [
  machine('VM029', 'an invalid name',
    vmi({ domain: { devices: { disks: [{ name: 'my.disk', disk: {} }] } }, volumes: [{ ...dv, name: 'my.disk' }] }),
    'template.spec.domain.devices.disks[0].name "my.disk" is not a DNS label, so the API server refuses it. Use '
      + 'lower-case letters, digits and "-", beginning and ending with a letter or digit, for example "my-disk".',
    refused('denied the request: must not contain dots')),
  machine('VM029', 'two of one name', devices({ disks: [boot, { name: 'boot', disk: {} }] }),
    'template.spec.domain.devices.disks holds two disks named "boot". Give each its own name.',
    refused('devices.disks[0] must not have the same Name')),
  machine('VM029', 'disk and lun', disk({ lun: {} }),
    'template.spec.domain.devices.disks[0] is disk and lun at once. Leave all but one out.',
    refused('can only have a single target type defined')),
  machine('VM030', 'bootOrder 0', disk({ bootOrder: 0 }),
    'template.spec.domain.devices.disks[0].bootOrder is 0, but the order begins with 1. Write 1 or more, or '
      + 'leave it out.',
    refused('must have a boot order > 0, if supplied')),
  machine('VM030', 'bootOrder twice',
    devices({ interfaces: [{ name: 'default', masquerade: {}, bootOrder: 1 }] }),
    'template.spec.domain.devices.interfaces[0].bootOrder is 1, which "boot" has already. Give each its own number.',
    refused('bootOrder already set for a different device')),
  machine('VM031', 'IDE', disk({ disk: { bus: 'ide' } }),
    'template.spec.domain.devices.disks[0].disk.bus "ide" is unknown. Write one of virtio, scsi, sata, usb.',
    refused('IDE bus is not supported')),
  machine('VM031', 'virtio CD-ROM', disk({ disk: undefined, cdrom: { bus: 'virtio' } }),
    'template.spec.domain.devices.disks[0].cdrom.bus is virtio, but CD-ROM drives are never on it. Write sata or scsi.',
    refused('Bus type virtio is invalid for CD-ROM device')),
  machine('VM031', 'read-only sata disk', disk({ disk: { bus: 'sata', readonly: true } }),
    'template.spec.domain.devices.disks[0].disk is read-only on the bus sata, but there only CD-ROMs can be. '
      + 'Write another bus, or a cdrom.',
    refused('sata hard-disks do not support read-only')),
  machine('VM031', 'I/O thread on scsi', disk({ disk: { bus: 'scsi' }, dedicatedIOThread: true }),
    'template.spec.domain.devices.disks[0].dedicatedIOThread is on, but only disks on the bus virtio have I/O '
      + 'threads, and this is on scsi. Write the bus virtio, or leave it out.',
    refused('IOThreads are not supported for disks on a scsi bus')),
  machine('VM031', 'PCI address on scsi', disk({ disk: { bus: 'scsi', pciAddress: '0000:81:01.0' } }),
    'template.spec.domain.devices.disks[0].disk.pciAddress is "0000:81:01.0", but only disks on the bus virtio '
      + 'have one. Write the bus virtio, or leave it out.',
    refused('setting a PCI address is only possible with bus type virtio')),
  machine('VM031', 'malformed PCI address', disk({ disk: { bus: 'virtio', pciAddress: '81:01' } }),
    'template.spec.domain.devices.disks[0].disk.pciAddress "81:01" is not a PCI address. Write one such as '
      + '"0000:81:01.0".',
    refused('has malformed PCI address (81:01)')),
  machine('VM032', 'malformed serial', disk({ serial: 'my disk' }),
    'template.spec.domain.devices.disks[0].serial "my disk" is not a serial number. Use at most 256 letters, '
      + 'digits, "_", ".", "+" and "-".',
    refused('must be made up of the following characters')),
  machine('VM032', 'unknown cache', disk({ cache: 'magic' }),
    'template.spec.domain.devices.disks[0].cache "magic" is unknown. Write one of none, writethrough, writeback.',
    refused('cache has invalid value magic')),
  machine('VM032', 'unknown io', disk({ io: 'fast' }),
    'template.spec.domain.devices.disks[0].io "fast" is unknown. Write one of native, threads.',
    refused('Supported modes are: native, threads')),
  machine('VM032', 'unknown errorPolicy', disk({ errorPolicy: 'retry' }),
    'template.spec.domain.devices.disks[0].errorPolicy "retry" is unknown. Write one of stop, ignore, report, '
      + 'enospace.',
    refused('errorPolicy has invalid value "retry"')),
  machine('VM032', 'a cache of a shareable disk', disk({ shareable: true, cache: 'writethrough' }),
    'template.spec.domain.devices.disks[0].cache is writethrough, but no node caches a shareable disk, so the machine '
      + 'would not start. Write none, or leave it out.',
    later('the launcher refuses the machine: a sharable disk requires cache = none')),
  machine('VM032', 'native I/O through a cache', disk({ io: 'native', cache: 'writeback' }),
    'template.spec.domain.devices.disks[0].io is native, but the cache is writeback and native I/O has none, so the '
      + 'machine would not start. Write the cache none, or leave io out.',
    later('libvirt refuses the domain, so the launcher fails')),
  machine('VM033', 'custom and matching block size',
    disk({ blockSize: { custom: { logical: 512, physical: 512 }, matchVolume: {} } }),
    'template.spec.domain.devices.disks[0].blockSize has custom and matchVolume, which exclude each other. Leave '
      + 'one of the two out.',
    refused("Block size matching can't be enabled together with a custom value")),
  machine('VM033', 'logical above physical', disk({ blockSize: { custom: { logical: 4096, physical: 512 } } }),
    'template.spec.domain.devices.disks[0].blockSize.custom.logical 4096 is more than physical 512. Write the '
      + 'same or less.',
    refused('must be the same or less than the physical size')),
  machine('VM033', 'sata with 4k blocks',
    disk({ disk: { bus: 'sata' }, blockSize: { custom: { logical: 4096, physical: 4096 } } }),
    'template.spec.domain.devices.disks[0].blockSize.custom.logical is 4096, but a sata disk has 512. Write 512.',
    refused('Logical size 4096 must be 512 for SATA devices')),
  machine('VM033', 'odd block size', disk({ blockSize: { custom: { logical: 1000, physical: 4096 } } }),
    'template.spec.domain.devices.disks[0].blockSize.custom.logical is 1000, but must be a power of two from 512 '
      + 'to 2097152. Write one, such as 4096.',
    refused('Provided size of 1000 is not a power of 2')),
  machine('VM033', 'odd discard granularity',
    disk({ blockSize: { custom: { logical: 512, physical: 4096, discardGranularity: 700 } } }),
    'template.spec.domain.devices.disks[0].blockSize.custom.discardGranularity 700 is not a multiple of logical '
      + '512. Write a multiple.',
    refused('Discard granularity 700 must be multiples of logical size')),
];

/** Machines that KubeVirt takes. */
export const DISKS_TAKEN: readonly TakenMachine[] = [
  taken('VM029', 'a disk without target', disk({ disk: undefined })),
  taken('VM030', 'an SR-IOV interface after the disk',
    iface({ name: 'x', sriov: {}, bootOrder: 2 }, { name: 'x', multus: { networkName: 'a' } })),
  taken('VM030', 'disks without an order', disk({ bootOrder: undefined })),
  taken('VM031', 'usb', disk({ disk: { bus: 'usb' } })),
  taken('VM031', 'a CD-ROM drive on scsi',
    devices({ disks: [boot, { name: 'cd', cdrom: { bus: 'scsi', readonly: true } }] })),
  taken('VM032', 'all options',
    disk({
      disk: { bus: 'virtio', pciAddress: '0000:81:01.0' },
      cache: 'none',
      io: 'native',
      errorPolicy: 'stop',
      serial: 'a-B_1.+',
      dedicatedIOThread: true,
      blockSize: { custom: { logical: 512, physical: 4096 } },
    })),
  taken('VM032', 'a shareable disk without a cache', disk({ shareable: true, cache: 'none', io: 'native' })),
  taken('VM032', 'native I/O alone', disk({ io: 'native' })),
  taken('VM032', 'a cache with threads', disk({ cache: 'writeback', io: 'threads' })),
  taken('VM032', 'a cache of a shareable LUN',
    disk({ disk: undefined, lun: { bus: 'scsi' }, shareable: true, cache: 'writethrough' })),
  taken('VM033', 'the block size of the volume', disk({ blockSize: { matchVolume: { enabled: true } } })),
  taken('VM033', 'the largest blocks',
    disk({ blockSize: { custom: { logical: 512, physical: 2097152, discardGranularity: 1048576 } } })),
];
