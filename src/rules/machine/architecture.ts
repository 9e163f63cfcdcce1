import type { Devices, Disk } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { Machine, VMI } from '../../machines/machine';
import { notOneOf } from '../../toolkit/one-of';
import { items } from '../../toolkit/shape';
import { table } from '../../toolkit/table';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DEVICES, DOMAIN, located } from './paths';

const VIDEO: { readonly [architecture: string]: readonly string[] } = table({
  amd64: ['vga', 'cirrus', 'virtio', 'ramfb', 'bochs'],
  arm64: ['virtio', 'ramfb'],
  s390x: ['virtio'],
});

const WATCHDOGS: { readonly [architecture: string]: keyof NonNullable<Devices['watchdog']> } = table({
  amd64: 'i6300esb',
  s390x: 'diag288',
});

export const ARCHITECTURE: MachineRule = {
  id: 'VM028',
  name: 'machines/architecture',
  on: 'machine',
  concerns: ['architecture'],
  severity: Severity.ERROR,
  title: 'A machine has nothing that its architecture does not have',
  why: 'KubeVirt refuses the instance, so the machine never starts.',
  remedy: 'Leave out what the architecture lacks.',
  source: kubevirt('pkg/virt-api/webhooks/amd64.go, arm64.go, s390x.go'),
  acceptable: false,

  *check(machine) {
    const { architecture } = machine.vmi;
    if (architecture === undefined) return;
    yield* about(`${VMI}.architecture`, notOneOf(architecture, Object.keys(VIDEO)));
    yield* videoFaults(machine, architecture);
    yield* watchdogFaults(machine, architecture);
    if (architecture === 'arm64') yield* armFaults(machine);
    if (architecture === 's390x' && items(machine.vmi.domain?.devices?.panicDevices).length > 0) {
      yield fault(`${DEVICES}.panicDevices`, 'cannot be had on s390x', 'Leave them out.');
    }
  },
};

function* videoFaults({ vmi }: Machine, architecture: string): Iterable<Fault> {
  const found = VIDEO[architecture] && notOneOf(vmi.domain?.devices?.video?.type, VIDEO[architecture]);
  if (found !== undefined) yield fault(`${DEVICES}.video.type`, `${found.problem} on ${architecture}`, found.remedy);
}

function* watchdogFaults({ vmi }: Machine, architecture: string): Iterable<Fault> {
  const watchdog = vmi.domain?.devices?.watchdog;
  const kind = WATCHDOGS[architecture];
  if (!watchdog || kind === undefined || watchdog[kind] !== undefined) return;
  yield fault(`${DEVICES}.watchdog`, `must be ${kind} on ${architecture}`, 'Write that.');
}

function* armFaults({ vmi: { domain } }: Machine): Iterable<Fault> {
  const { devices, cpu, firmware } = domain ?? {};
  const lacks = (field: string, remedy: string): Fault => fault(field, 'is not available on arm64', remedy);
  if (devices?.watchdog) yield lacks(`${DEVICES}.watchdog`, 'Leave it out.');
  if (devices?.sound) yield lacks(`${DEVICES}.sound`, 'Leave it out.');
  if (firmware?.bootloader?.bios) yield lacks(`${DOMAIN}.firmware.bootloader.bios`, 'Write efi.');
  if (cpu?.model && cpu.model !== 'host-passthrough') {
    yield fault(`${DOMAIN}.cpu.model`,
      `"${cpu.model}" is not available on arm64`, 'Write host-passthrough, or leave it out.');
  }
  for (const [disk, at] of located(devices?.disks, `${DEVICES}.disks`)) {
    const bus = busOf(disk);
    if (['', 'virtio', 'scsi'].includes(bus)) continue;
    yield fault(at, `"${disk.name}" is on the bus ${bus}, which is not available on arm64`, 'Write virtio or scsi.');
  }
}

function busOf(disk: Disk): string {
  return disk.disk?.bus ?? disk.lun?.bus ?? disk.cdrom?.bus ?? '';
}
