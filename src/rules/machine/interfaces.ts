import * as ipaddr from 'ipaddr.js';
import { notPciAddress } from './pci-address';
import type { Interface, Network, VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { preferenceOf } from '../../inventory/referenced';
import { ALL_BINDINGS, BINDINGS, DISCONTINUED, isUnbound } from '../../machines/networks/bindings';
import { notMacAddress, notOfOneInterface } from '../../toolkit/mac-address';
import { notOneOf } from '../../toolkit/one-of';
import { items, repeated, texts } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { isAttachmentName } from './network-name';
import { DEVICES, located } from './paths';
import { table } from '../../toolkit/table';

const INTERFACES = `${DEVICES}.interfaces`;
const MODELS = ['e1000', 'e1000e', 'igb', 'ne2k_pci', 'pcnet', 'rtl8139', 'virtio'];
const INSTEAD = table<{ readonly [binding in typeof DISCONTINUED[number]]: string }>({
  slirp: 'Write masquerade: {}, or passtBinding: {} from v1.8 on.',
  macvtap: 'Name a binding plugin, such as binding: { name: macvtap }, or write bridge: {} on a network of a bridge.',
  passt: 'Write passtBinding: {} from v1.8 on, or masquerade: {}.',
});
const ON_POD_NETWORK = ['masquerade', 'passtBinding'] as const;
const RESERVED_MAC = '02:00:00:00:00:00';
const SOURCE = kubevirt('pkg/network/admitter/netiface.go');

export const INTERFACE_FORM: MachineRule = {
  id: 'VM055',
  name: 'machines/interface',
  on: 'machine',
  concerns: ['domain.devices.interfaces'],
  severity: Severity.ERROR,
  title: 'Name, model and PCI address of an interface have forms that KubeVirt takes',
  why: 'KubeVirt refuses other forms.',
  remedy: 'Leave model and pciAddress out for KubeVirt\'s choice.',
  source: SOURCE,
  acceptable: false,

  *check({ vmi }) {
    for (const [each, at] of interfacesOf(vmi)) {
      if (!/^[A-Za-z0-9_-]+$/.test(String(each.name)) && !isNamedForNothing(each, vmi)) {
        yield fault(`${at}.name`, `"${each.name}" is not a name of an interface`, 'Use letters, digits, "-" and "_".');
      }
      yield* about(`${at}.model`, notOneOf(each.model, ['', ...MODELS]));
      yield* about(`${at}.pciAddress`, notPciAddress(each.pciAddress));
    }
  },
};

export const INTERFACE_BINDING: MachineRule = {
  id: 'VM056',
  name: 'machines/interface-binding',
  on: 'machine',
  concerns: ['domain.devices.interfaces'],
  severity: Severity.ERROR,
  title: 'An interface has exactly one binding, which its network takes',
  why: 'KubeVirt refuses the rest; before v1.9 it takes none and several, and chooses by itself.',
  remedy: 'Write one, such as bridge: {}.',
  source: kubevirt('pkg/network/admitter/binding.go, discontinued.go, passt.go, dra.go'),
  acceptable: false,

  *check({ spec, vmi }, entry) {
    for (const [each, at] of interfacesOf(vmi)) {
      const network = networkOf(each, vmi);
      if (isPlainBridge(each, network)) continue;
      if (isUnbound(each) && network?.pod !== undefined && spec.preference !== undefined && mayBind(entry)) continue;
      yield* bindingFaults(each, at);
      yield* networkFaults(each, network, at);
    }
  },
};

export const MAC_ADDRESS: MachineRule = {
  id: 'VM057',
  name: 'machines/mac-address',
  on: 'machine',
  concerns: ['domain.devices.interfaces.macAddress'],
  severity: Severity.ERROR,
  title: 'A MAC address is that of one interface, and not that of KubeVirt\'s own bridge',
  why: 'KubeVirt refuses what is not a MAC address, and libvirt one of a group of machines. QEMU takes zeros, and '
    + 'KubeVirt an empty text, for no address.',
  remedy: 'Write one such as "02:00:00:00:00:01", or leave it out.',
  source: kubevirt('pkg/network/admitter/netiface.go; libvirt src/conf/domain_conf.c: virDomainNetDefParseXML; '
    + 'QEMU net/net.c: qemu_macaddr_default_if_unset'),
  acceptable: false,

  *check({ vmi }) {
    for (const [{ macAddress, masquerade }, at] of interfacesOf(vmi)) {
      if (macAddress === undefined) continue;
      yield* about(`${at}.macAddress`, notMacAddress(macAddress) ?? notOfOneInterface(macAddress));
      if (masquerade !== undefined && macAddress === RESERVED_MAC) {
        yield fault(`${at}.macAddress`, `"${macAddress}" is the address of KubeVirt's own bridge`, 'Write another.');
      }
    }
  },
};

export const INTERFACE_STATE: MachineRule = {
  id: 'VM058',
  name: 'machines/interface-state',
  on: 'machine',
  concerns: ['domain.devices.interfaces.state'],
  severity: Severity.ERROR,
  title: 'The state of an interface is one that its binding can have',
  why: 'KubeVirt refuses to set the link of SR-IOV, and to unplug anything but a bridge beside the default network.',
  remedy: 'Leave the state out.',
  source: SOURCE,
  acceptable: false,

  *check({ vmi }) {
    for (const [each, at] of interfacesOf(vmi)) {
      yield* about(`${at}.state`, notOneOf(each.state, ['', 'absent', 'down', 'up']));
      yield* stateFaults(each, networkOf(each, vmi), `${at}.state`);
    }
  },
};

export const DHCP_OPTIONS: MachineRule = {
  id: 'VM059',
  name: 'machines/dhcp-options',
  on: 'machine',
  concerns: ['domain.devices.interfaces.dhcpOptions'],
  severity: Severity.ERROR,
  title: 'DHCP options are private ones, each once, with NTP servers by IPv4 address',
  why: 'KubeVirt refuses the rest.',
  remedy: 'Write options from 224 to 254, and addresses such as "10.0.0.1".',
  source: SOURCE,
  acceptable: false,

  *check({ vmi }) {
    for (const [{ dhcpOptions }, at] of interfacesOf(vmi)) {
      const options = items(dhcpOptions?.privateOptions);
      const field = `${at}.dhcpOptions.privateOptions`;
      for (const { option } of options) {
        if (option >= 224 && option <= 254) continue;
        yield fault(field, `holds ${option}, but private options are 224 to 254`, 'Write one of these.');
      }
      for (const option of repeated(options.map((each) => `${each.option}=${each.value}`))) {
        yield fault(field, `holds ${option} twice`, 'Write it once.');
      }
      for (const server of texts(dhcpOptions?.ntpServers)) {
        if (ipaddr.IPv4.isValidFourPartDecimal(server)) continue;
        yield fault(`${at}.dhcpOptions.ntpServers`, `holds "${server}", which is not an IPv4 address`,
          'Write one such as "10.0.0.1".');
      }
    }
  },
};

function interfacesOf(vmi: VirtualMachineInstanceSpec): (readonly [each: Interface, at: string])[] {
  return located(vmi.domain?.devices?.interfaces, INTERFACES);
}

/** Whether an interface is named for a definition whose name cannot be one, which rules about networks report. */
function isNamedForNothing(each: Interface, vmi: VirtualMachineInstanceSpec): boolean {
  const definition = networkOf(each, vmi)?.multus?.networkName;
  if (definition === undefined || isAttachmentName(definition)) return false;
  return each.name === definition.slice(definition.indexOf('/') + 1);
}

function networkOf({ name }: Interface, { networks }: VirtualMachineInstanceSpec): Network | undefined {
  // Which of several networks of one name is meant is not known. Another rule reports the duplicate.
  let found: Network | undefined;
  for (const network of items(networks)) {
    if (network.name !== name) continue;
    if (found !== undefined) return undefined;
    found = network;
  }
  return found;
}

/** Whether an interface is only a bridge, on a network that supports bridges. Most are. */
function isPlainBridge(each: Interface, network: Network | undefined): boolean {
  if (each.bridge === undefined || network?.resourceClaim !== undefined) return false;
  return Object.keys(each).every((key) => key === 'bridge' || !ALL_BINDINGS.has(key));
}

/**
 * Whether the preference of a machine may bind interfaces on the pod network. None of KubeVirt's own does. (KubeVirt
 * v1.9.0 pkg/instancetype/preference/apply/interface.go)
 */
function mayBind(entry: Entry): boolean {
  const preference = preferenceOf(entry);
  return preference === undefined || preference.devices?.preferredInterfaceMasquerade !== undefined;
}

function* bindingFaults(each: Interface, at: string): Iterable<Fault> {
  const discontinued = DISCONTINUED.find((binding) => each[binding] !== undefined);
  if (discontinued !== undefined) {
    yield fault(`${at}.${discontinued}`, 'was removed in KubeVirt v1.3 and is refused', INSTEAD[discontinued]);
    return;
  }
  const bindings = BINDINGS.filter((binding) => each[binding] !== undefined);
  if (bindings.length === 0) {
    yield fault(at,
      `"${each.name}" has no binding, but an interface has exactly one`, 'Write one, such as bridge: {}.');
  }
  if (bindings.length > 1) {
    yield fault(at,
      `"${each.name}" has ${bindings.join(' and ')}, but an interface has exactly one`, 'Write one of them.');
  }
}

function* networkFaults(each: Interface, network: Network | undefined, at: string): Iterable<Fault> {
  if (network === undefined) return;
  for (const binding of ON_POD_NETWORK) {
    if (each[binding] === undefined || network.pod !== undefined) continue;
    yield fault(`${at}.${binding}`,
      `works on the pod network only, and "${each.name}" is another`, 'Write bridge: {}.');
  }
  if (network.resourceClaim !== undefined && each.sriov === undefined && each.binding === undefined) {
    yield fault(at, `"${each.name}" is a claimed device, which takes sriov or a binding plugin`, 'Write sriov: {}.');
  }
}

function* stateFaults(each: Interface, network: Network | undefined, at: string): Iterable<Fault> {
  if (each.sriov !== undefined && (each.state === 'up' || each.state === 'down')) {
    yield fault(at, `is ${each.state}, but the link of an SR-IOV interface cannot be set`, 'Leave the state out.');
  }
  if (each.state !== 'absent') return;
  if (each.bridge === undefined) {
    yield fault(at, 'is absent, but only a bridge can be unplugged', 'Leave the interface out.');
  }
  if (network?.pod !== undefined || network?.multus?.default === true) {
    yield fault(at, `is absent, but "${each.name}" is the machine's default network`, 'Leave the interface out.');
  }
}
