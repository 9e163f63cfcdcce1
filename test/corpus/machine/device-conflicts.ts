import { BrokenMachine, machine, taken, TakenMachine } from './machine';
import { devices, domain, iface, vmi } from './parts';
import { later, stricter } from '../case';

const DEVICES = 'template.spec.domain.devices';
const HYPERV = 'template.spec.domain.features.hyperv';
const NOT_DEFINED = later('libvirt refuses the domain, so the launcher fails');
const tablet = (name: string) => ({ name, type: 'tablet' });
const pci = (name: string) => ({ name, deviceName: 'a/b' });
const hyperv = (given: object) => domain({ features: { hyperv: given } });
const onTwoNetworks = (...addresses: string[]) => vmi({
  networks: [{ name: 'a', pod: {} }, { name: 'b', multus: { networkName: 'x' } }],
  domain: {
    devices: {
      interfaces: [
        { name: 'a', masquerade: {}, macAddress: addresses[0] }, { name: 'b', bridge: {}, macAddress: addresses[1] },
      ],
    },
  },
});

/** Devices of a machine that exclude each other, and values that libvirt does not take. */
export const DEVICE_CONFLICTS: readonly BrokenMachine[] = [
  machine('VM076', 'two tablets', devices({ inputs: [tablet('a'), tablet('a')] }),
    `${DEVICES}.inputs[1].name "a" is the name of another tablet too, so the machine would not start. Give it another `
      + 'name.',
    NOT_DEFINED),
  machine('VM076', 'two GPUs', devices({ gpus: [pci('a'), pci('a')] }),
    `${DEVICES}.gpus[1].name "a" is the name of another GPU too, so the machine would not start. Give it another name.`,
    NOT_DEFINED),
  machine('VM076', 'two host devices', devices({ hostDevices: [pci('a'), pci('a')] }),
    `${DEVICES}.hostDevices[1].name "a" is the name of another host device too, so the machine would not start. Give `
      + 'it another name.',
    NOT_DEFINED),
  machine('VM076', 'an interface and a disk', iface({ name: 'boot', masquerade: {} }, { name: 'boot', pod: {} }),
    `${DEVICES}.interfaces[0].name "boot" is the name of a disk too, so the machine would not start. Give it another `
      + 'name.',
    NOT_DEFINED),
  machine('VM076', 'a tablet and an interface', devices({ inputs: [tablet('default')] }),
    `${DEVICES}.inputs[0].name "default" is the name of a network interface too, so the machine would not start. Give `
      + 'it another name.',
    NOT_DEFINED),
  machine('VM077', 'without a console', devices({ autoattachSerialConsole: false, logSerialConsole: true }),
    `${DEVICES}.logSerialConsole is true, but the machine has no serial console, so nothing is logged. Leave one of `
      + 'the two out.',
    stricter('KubeVirt takes it, and logs nothing')),
  machine('VM078', 'written in two ways', onTwoNetworks('02:00:00:00:00:0a', '02-00-00-00-00-0A'),
    'template.spec.domain.devices.interfaces[1].macAddress "02-00-00-00-00-0A" is that of the interface "a" as well. '
      + 'Give one of the interfaces another address, or leave it out.',
    stricter('KubeVirt takes it, and its status shows one interface twice')),
  machine('VM079', 'few retries', hyperv({ spinlocks: { spinlocks: 4094 } }),
    `${HYPERV}.spinlocks.spinlocks is 4094, so the machine would not start. Write 4095 or more.`, NOT_DEFINED),
  machine('VM079', 'a long vendor', hyperv({ vendorid: { vendorid: 'GenuineIntel!' } }),
    `${HYPERV}.vendorid.vendorid is "GenuineIntel!", so the machine would not start. Write at most 12 characters, `
      + 'without a comma.',
    NOT_DEFINED),
  machine('VM079', 'a vendor with a comma', hyperv({ vendorid: { vendorid: 'a,b' } }),
    `${HYPERV}.vendorid.vendorid is "a,b", so the machine would not start. Write at most 12 characters, without a `
      + 'comma.',
    NOT_DEFINED),
];

/** Machines that KubeVirt takes. */
export const DEVICE_CONFLICTS_TAKEN: readonly TakenMachine[] = [
  taken('VM076', 'a GPU, a host device and a tablet',
    devices({ inputs: [tablet('a')], gpus: [pci('a')], hostDevices: [pci('a')] })),
  taken('VM076', 'an SR-IOV interface and a disk',
    iface({ name: 'boot', sriov: {} }, { name: 'boot', multus: { networkName: 'a' } })),
  taken('VM077', 'a console that is not logged',
    devices({ autoattachSerialConsole: false, logSerialConsole: false })),
  taken('VM078', 'two addresses', onTwoNetworks('02:00:00:00:00:0a', '02:00:00:00:00:0b')),
  taken('VM079', 'the least and the longest',
    hyperv({ spinlocks: { spinlocks: 4095 }, vendorid: { vendorid: 'GenuineIntel' } })),
  taken('VM079', 'what is off',
    hyperv({ spinlocks: { enabled: false, spinlocks: 1 }, vendorid: { enabled: false, vendorid: 'GenuineIntel!' } })),
];
