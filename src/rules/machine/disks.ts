import type { Disk } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { DiskBus } from '../../machines/disks/guest-disk';
import { notDnsLabel } from '../../toolkit/names';
import { notOneOf } from '../../toolkit/one-of';
import { items, repeated } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DEVICES, located, vmiAdmitter } from './paths';
import { notPciAddress } from './pci-address';

const DISKS = `${DEVICES}.disks`;
const SOURCE = kubevirt('pkg/storage/admitters/disks.go');
const BUSES = Object.values(DiskBus);
const KINDS = ['disk', 'lun', 'cdrom'] as const;
const SERIAL = /^[A-Za-z0-9_.+-]{1,256}$/;
const VIRTIO_OR_OUT = 'Write the bus virtio, or leave it out.';

export const DISK_FORM: MachineRule = {
  id: 'VM029',
  name: 'machines/disks',
  on: 'machine',
  concerns: ['domain.devices.disks'],
  severity: Severity.ERROR,
  title: 'Each disk has a name of its own, and is one of disk, lun and cdrom',
  why: 'KubeVirt refuses two disks of one name, a name that is not a DNS label, and a disk that is two things at once.',
  remedy: 'Give each disk a name of lower-case letters, digits and hyphens.',
  source: SOURCE,
  acceptable: false,

  *check({ vmi }) {
    const disks = items(vmi.domain?.devices?.disks);
    for (const [disk, at] of located(disks, DISKS)) {
      yield* about(`${at}.name`, notDnsLabel(String(disk.name)));
      const kinds = KINDS.filter((kind) => disk[kind] !== undefined);
      if (kinds.length > 1) yield fault(at, `is ${kinds.join(' and ')} at once`, 'Leave all but one out.');
    }
    for (const name of repeated(disks.map((disk) => disk.name))) {
      yield fault(DISKS, `holds two disks named "${name}"`, 'Give each its own name.');
    }
  },
};

export const BOOT_ORDER: MachineRule = {
  id: 'VM030',
  name: 'machines/boot-order',
  on: 'machine',
  concerns: ['domain.devices.disks.bootOrder', 'domain.devices.interfaces.bootOrder'],
  severity: Severity.ERROR,
  title: 'Disks and interfaces are booted from one after the other, beginning with 1',
  why: 'KubeVirt refuses an order below 1, and two devices of the same order.',
  remedy: 'Give each device that the machine boots from its own number.',
  source: vmiAdmitter('validateBootOrder'),
  acceptable: false,

  *check({ vmi }) {
    const { disks, interfaces } = vmi.domain?.devices ?? {};
    const devices = [...located(disks, DISKS), ...located(interfaces, `${DEVICES}.interfaces`)];
    for (const [{ bootOrder }, at] of devices) {
      if (bootOrder === undefined || bootOrder >= 1) continue;
      yield fault(`${at}.bootOrder`,
        `is ${bootOrder}, but the order begins with 1`, 'Write 1 or more, or leave it out.');
    }
    const first = new Map<number, string>();
    for (const [{ name, bootOrder }, at] of devices) {
      if (bootOrder === undefined) continue;
      const other = first.get(bootOrder);
      if (other === undefined) first.set(bootOrder, name);
      else yield fault(`${at}.bootOrder`, `is ${bootOrder}, which "${other}" has already`, 'Give each its own number.');
    }
  },
};

export const DISK_BUS: MachineRule = {
  id: 'VM031',
  name: 'machines/disk-bus',
  on: 'machine',
  concerns: ['domain.devices.disks'],
  severity: Severity.ERROR,
  title: 'A disk is on a bus that has what the disk asks for',
  why: 'KubeVirt refuses other buses, and disks with what their bus does not have.',
  remedy: 'Write virtio for disks, and sata or scsi for CD-ROM drives.',
  source: SOURCE,
  acceptable: false,

  *check({ vmi }) {
    for (const [disk, at] of located(vmi.domain?.devices?.disks, DISKS)) yield* busFaults(disk, at);
  },
};

export const DISK_OPTIONS: MachineRule = {
  id: 'VM032',
  name: 'machines/disk-options',
  on: 'machine',
  concerns: [
    'domain.devices.disks.cache',
    'domain.devices.disks.errorPolicy',
    'domain.devices.disks.io',
    'domain.devices.disks.serial',
  ],
  severity: Severity.ERROR,
  title: 'Serial number, cache, io and errorPolicy of a disk are ones that QEMU knows and that go together',
  why: 'KubeVirt refuses other words, and serial numbers with other characters. The launcher does not start a machine '
    + 'with a shareable disk that its node caches, nor libvirt one with native I/O through a cache.',
  remedy: 'Leave the option out for QEMU\'s default.',
  source: kubevirt('pkg/storage/admitters/disks.go; '
    + 'pkg/virt-launcher/virtwrap/converter/converter.go: Convert_v1_Disk_To_api_Disk'),
  acceptable: false,

  *check({ vmi }) {
    for (const [disk, at] of located(vmi.domain?.devices?.disks, DISKS)) {
      if (disk.serial && !SERIAL.test(disk.serial)) {
        yield fault(`${at}.serial`, `"${disk.serial}" is not a serial number`,
          'Use at most 256 letters, digits, "_", ".", "+" and "-".');
      }
      yield* about(`${at}.cache`, notOneOf(disk.cache, ['', 'none', 'writethrough', 'writeback']));
      yield* about(`${at}.io`, notOneOf(disk.io, ['', 'native', 'threads']));
      yield* about(`${at}.errorPolicy`, notOneOf(disk.errorPolicy, ['stop', 'ignore', 'report', 'enospace']));
      yield* cacheFaults(disk, at);
    }
  },
};

/** What does not go with a cache of the node. KubeVirt ignores `shareable` of a LUN and a CD-ROM drive. */
function* cacheFaults({ cache, io, shareable, lun, cdrom }: Disk, at: string): Iterable<Fault> {
  if (cache !== 'writethrough' && cache !== 'writeback') return;
  if (shareable && lun === undefined && cdrom === undefined) {
    yield fault(`${at}.cache`, `is ${cache}, but no node caches a shareable disk, so the machine would not start`,
      'Write none, or leave it out.');
  } else if (io === 'native') {
    yield fault(`${at}.io`,
      `is native, but the cache is ${cache} and native I/O has none, so the machine would not start`,
      'Write the cache none, or leave io out.');
  }
}

function* busFaults(disk: Disk, at: string): Iterable<Fault> {
  const kind = KINDS.find((each) => disk[each] !== undefined) ?? 'disk';
  const bus = disk[kind]?.bus;
  const path = `${at}.${kind}.bus`;
  if (bus) yield* about(path, notOneOf(bus, BUSES));
  if (bus === DiskBus.VIRTIO && kind === 'cdrom') {
    yield fault(path, 'is virtio, but CD-ROM drives are never on it', 'Write sata or scsi.');
  }
  if (bus === DiskBus.SATA && disk.disk?.readonly) {
    yield fault(`${at}.disk`,
      'is read-only on the bus sata, but there only CD-ROMs can be', 'Write another bus, or a cdrom.');
  }
  if (disk.dedicatedIOThread && bus !== DiskBus.VIRTIO) {
    const its = bus || 'sata, the default';
    yield fault(`${at}.dedicatedIOThread`,
      `is on, but only disks on the bus virtio have I/O threads, and this is on ${its}`,
      VIRTIO_OR_OUT);
  }
  const address = disk.disk?.pciAddress;
  if (address && bus !== DiskBus.VIRTIO) {
    yield fault(`${at}.disk.pciAddress`, `is "${address}", but only disks on the bus virtio have one`, VIRTIO_OR_OUT);
  }
  yield* about(`${at}.disk.pciAddress`, notPciAddress(address));
}
