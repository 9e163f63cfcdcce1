import type { Disk } from '../../../imports/kubevirt.io';
import type { Sentence } from '../../toolkit/problems';
import { dnsLabel, oneOf } from '../../toolkit/sentences';
import { items, present, repeated } from '../../toolkit/shape';
import { DiskBus } from '../disk';
import { MachineRule, VMI } from './machine';
import { pciAddress } from './pci-address';

const DISKS = `${VMI}.domain.devices.disks`;
const SMALLEST_BLOCK = 512;
const LARGEST_BLOCK = 2097152;

/** KubeVirt v1.9.0 pkg/storage/admitters/disks.go; validateBootOrder in pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go. */
export const disks: MachineRule = ({ vmi }) => {
  const all = items(vmi.domain?.devices?.disks);
  const interfaces = items(vmi.domain?.devices?.interfaces);
  return [
    ...all.flatMap((disk, index) => one(disk, `${DISKS}[${index}]`)),
    ...repeated(all.map((disk) => disk.name)).map((name) => `${DISKS} holds two disks named "${name}". Give each its own name.`),
    ...interfaces.map((each, index) => bootOrder(each.bootOrder, `${VMI}.domain.devices.interfaces[${index}]`)),
    ...repeated([...all, ...interfaces].map((device) => device.bootOrder)).map((order) => `${VMI}.domain.devices holds bootOrder ${order} twice, but disks and interfaces are tried one after the other. Give each its own number.`),
  ];
};

function one(disk: Disk, at: string): Sentence[] {
  const kinds = (['disk', 'lun', 'cdrom'] as const).filter((each) => disk[each] !== undefined);
  const bus = disk.disk?.bus ?? disk.lun?.bus ?? disk.cdrom?.bus;
  return [
    dnsLabel(`${at}.name`, String(disk.name)),
    kinds.length > 1 ? `${at} is ${kinds.join(' and ')} at once. Leave all but one out.` : undefined,
    bootOrder(disk.bootOrder, at),
    ...busProblems(disk, bus, kinds[0] ?? 'disk', at),
    disk.serial !== undefined && disk.serial !== '' && !/^[A-Za-z0-9_.+-]{1,256}$/.test(disk.serial) ? `${at}.serial "${disk.serial}" is no serial number. Use at most 256 letters, digits, "_", ".", "+" and "-".` : undefined,
    oneOf(`${at}.cache`, disk.cache, ['', 'none', 'writethrough', 'writeback']),
    oneOf(`${at}.io`, disk.io, ['', 'native', 'threads']),
    oneOf(`${at}.errorPolicy`, disk.errorPolicy, ['stop', 'ignore', 'report', 'enospace']),
    ...blockSize(disk, bus, at),
  ];
}

function bootOrder(order: number | undefined, at: string): Sentence {
  return order !== undefined && order < 1 ? `${at}.bootOrder is ${order}, but the order begins with 1. Write 1 or more, or leave it out.` : undefined;
}

function busProblems(disk: Disk, bus: string | undefined, kind: string, at: string): Sentence[] {
  const path = `${at}.${kind}.bus`;
  return [
    bus === undefined || bus === '' ? undefined : oneOf(path, bus, Object.values(DiskBus)),
    bus === DiskBus.VIRTIO && kind === 'cdrom' ? `${path} is virtio, which no CD-ROM drive has. Write sata or scsi.` : undefined,
    bus === DiskBus.SATA && disk.disk?.readonly ? `${at}.disk is readonly on the bus sata, which only CD-ROMs are. Write another bus, or a cdrom.` : undefined,
    disk.dedicatedIOThread && bus !== DiskBus.VIRTIO ? `${at}.dedicatedIOThread is on, but only disks on the bus virtio have I/O threads, and this is on ${bus || 'sata, the default'}. Write the bus virtio, or leave it out.` : undefined,
    disk.disk?.pciAddress && bus !== DiskBus.VIRTIO ? `${at}.disk.pciAddress is "${disk.disk.pciAddress}", but only disks on the bus virtio have one. Write the bus virtio, or leave it out.` : undefined,
    pciAddress(`${at}.disk.pciAddress`, disk.disk?.pciAddress),
  ];
}

function blockSize(disk: Disk, bus: string | undefined, at: string): Sentence[] {
  const custom = disk.blockSize?.custom;
  if (custom === undefined) return [];
  if (present(disk.blockSize).includes('matchVolume') && disk.blockSize!.matchVolume!.enabled !== false) return [`${at}.blockSize has custom and matchVolume, which exclude each other. Leave one of the two out.`];
  const { logical = 0, physical = 0, discardGranularity } = custom;
  return [
    logical > physical ? `${at}.blockSize.custom.logical ${logical} is more than physical ${physical}. Write the same or less.` : undefined,
    bus === DiskBus.SATA && logical !== SMALLEST_BLOCK ? `${at}.blockSize.custom.logical is ${logical}, but a sata disk has 512. Write 512.` : undefined,
    discardGranularity !== undefined && logical !== 0 && discardGranularity % logical !== 0 ? `${at}.blockSize.custom.discardGranularity ${discardGranularity} is no multiple of logical ${logical}. Write a multiple.` : undefined,
    ...Object.entries({ logical, physical }).map(([field, size]) => (size >= SMALLEST_BLOCK && size <= LARGEST_BLOCK && Number.isInteger(Math.log2(size)) ? undefined : `${at}.blockSize.custom.${field} is ${size}, but must be a power of two from ${SMALLEST_BLOCK} to ${LARGEST_BLOCK}. Write one, such as 4096.`)),
  ];
}
