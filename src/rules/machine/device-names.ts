import type { Devices } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DEVICES, located } from './paths';

/** A device as libvirt knows it. */
interface Named {
  readonly kind: string;
  /** By what libvirt tells the devices of a machine apart. */
  readonly alias: string;
  readonly name: string;
  readonly at: string;
}

export const DEVICE_NAMES: MachineRule = {
  id: 'VM076',
  name: 'machines/device-names',
  on: 'machine',
  concerns: [
    'domain.devices.gpus', 'domain.devices.hostDevices', 'domain.devices.inputs', 'domain.devices.interfaces',
    'domain.devices.sound',
  ],
  severity: Severity.ERROR,
  title: 'No two devices of a machine have the same name',
  why: 'KubeVirt makes the name of a disk, an interface, an input device, a sound card and a watchdog the alias of the '
    + 'device, likewise that of a GPU and a host device. libvirt does not start a machine with two equal aliases.',
  remedy: 'Give each device its own name.',
  source: kubevirt('pkg/virt-launcher/virtwrap/converter/compute/input_device.go; '
    + 'libvirt src/conf/domain_conf.c: virDomainDeviceDefValidateAliasesIterator'),
  acceptable: false,

  *check({ vmi }) {
    const known = new Map<string, Named>();
    for (const device of namedDevices(vmi.domain?.devices ?? {})) {
      const other = known.get(device.alias);
      known.set(device.alias, device);
      // Other rules report two disks and two interfaces of one name.
      if (other === undefined || (other.kind === device.kind && OF_OTHER_RULES.includes(device.kind))) continue;
      const which = other.kind === device.kind ? `another ${other.kind}` : `a ${other.kind}`;
      yield fault(`${device.at}.name`, `"${device.name}" is the name of ${which} too, so the machine would not start`,
        'Give it another name.');
    }
  },
};

const OF_OTHER_RULES = ['disk', 'network interface'];

function* namedDevices(devices: Partial<Devices>): Iterable<Named> {
  const { disks, interfaces, inputs, sound, watchdog, gpus, hostDevices } = devices;
  for (const [{ name }, at] of located(disks, `${DEVICES}.disks`)) yield { kind: 'disk', alias: name, name, at };
  for (const [{ name, sriov, state }, at] of located(interfaces, `${DEVICES}.interfaces`)) {
    if (state === 'absent') continue;
    yield { kind: 'network interface', alias: sriov === undefined ? name : `sriov-${name}`, name, at };
  }
  for (const [{ name }, at] of located(inputs, `${DEVICES}.inputs`)) {
    yield { kind: 'tablet', alias: name, name, at };
  }
  for (const [kind, device] of [['sound card', sound], ['watchdog', watchdog]] as const) {
    const [name, at] = [device?.name, `${DEVICES}.${kind === 'watchdog' ? kind : 'sound'}`];
    if (name) yield { kind, alias: name, name, at };
  }
  // A claimed device has another prefix, but devices of both kinds in one list are refused.
  for (const [{ name }, at] of located(gpus, `${DEVICES}.gpus`)) yield { kind: 'GPU', alias: `gpu-${name}`, name, at };
  for (const [{ name }, at] of located(hostDevices, `${DEVICES}.hostDevices`)) {
    yield { kind: 'host device', alias: `hostdevice-${name}`, name, at };
  }
}
