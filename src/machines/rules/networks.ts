import * as ipaddr from 'ipaddr.js';
import { Machine, MachineRule, VMI } from './machine';
import { pciAddress } from './pci-address';
import { ports } from './ports';
import type { Interface, Network } from '../../../imports/kubevirt.io';
import type { Sentence } from '../../toolkit/problems';
import { oneOf } from '../../toolkit/sentences';
import { items, present, repeated, texts } from '../../toolkit/shape';

const NETWORKS = `${VMI}.networks`;
const INTERFACES = `${VMI}.domain.devices.interfaces`;
const MODELS = ['e1000', 'e1000e', 'igb', 'ne2k_pci', 'pcnet', 'rtl8139', 'virtio'];
const BINDINGS = ['bridge', 'masquerade', 'sriov', 'passtBinding', 'binding'] as const;
const DISCONTINUED = ['slirp', 'macvtap', 'passt'] as const;
const RESERVED_MAC = '02:00:00:00:00:00';

/** KubeVirt v1.9.0 pkg/network/admitter: admit.go, binding.go, discontinued.go, netiface.go, netsource.go, passt.go, dra.go. */
export const networks: MachineRule = (machine) => {
  const all = items(machine.vmi.networks);
  const interfaces = items(machine.vmi.domain?.devices?.interfaces);
  const byName = new Map(all.map((network) => [network.name, network]));
  return [
    ...sources(all),
    ...repeated(all.map((network) => network.name)).map((name) => `${NETWORKS} holds two networks named "${name}". Give each its own name.`),
    ...repeated(interfaces.map((each) => each.name)).map((name) => `${INTERFACES} holds two interfaces named "${name}", but a network has one. Leave one of them out.`),
    ...all.map((network, index) => (interfaces.some((each) => each.name === network.name) ? undefined : `${NETWORKS}[${index}] "${network.name}" has no interface of its name. Write one in ${INTERFACES}, or leave the network out.`)),
    ...interfaces.flatMap((each, index) => one(each, byName.get(each.name), `${INTERFACES}[${index}]`)),
    unstated(machine),
  ];
};

function sources(all: readonly Network[]): Sentence[] {
  const pods = all.filter((network) => network.pod !== undefined);
  const defaults = all.filter((network) => network.multus?.default === true);
  return [
    pods.length > 1 ? `${NETWORKS} holds the pod network ${pods.length} times, but a machine is connected to it once. Leave all but one out.` : undefined,
    defaults.length > 1 ? `${NETWORKS} holds ${defaults.length} Multus networks that are default, of which there can be one. Leave default out of the others.` : undefined,
    pods.length > 0 && defaults.length > 0 ? `${NETWORKS} holds the pod network and "${defaults[0].name}", a Multus network that takes its place. Leave one of the two out.` : undefined,
    ...all.flatMap((network, index) => {
      const kinds = present(network).filter((key) => key !== 'name');
      const claim = network.resourceClaim;
      return [
        kinds.length === 1 ? undefined : `${NETWORKS}[${index}] "${network.name}" has ${kinds.length === 0 ? 'no source' : kinds.join(' and ')}, but a network has exactly one. Write pod: {} or multus.`,
        network.multus?.networkName === '' ? `${NETWORKS}[${index}].multus.networkName is empty. Write the name of a NetworkAttachmentDefinition.` : undefined,
        claim && (!claim.claimName || !claim.requestName) ? `${NETWORKS}[${index}].resourceClaim needs claimName and requestName. Write both.` : undefined,
      ];
    }),
  ];
}

function one(each: Interface, network: Network | undefined, at: string): Sentence[] {
  const bindings = BINDINGS.filter((binding) => each[binding] !== undefined);
  const discontinued = DISCONTINUED.find((binding) => each[binding] !== undefined);
  return [
    network === undefined ? `${at} "${each.name}" has no network of its name. Write one in ${NETWORKS}, or leave the interface out.` : undefined,
    discontinued !== undefined ? `${at}.${discontinued} was given up in KubeVirt v1.3 and is refused. Write bridge or masquerade.` : undefined,
    bindings.length !== 1 && discontinued === undefined ? `${at} "${each.name}" has ${bindings.length === 0 ? 'no binding' : bindings.join(' and ')}, but an interface has exactly one. Write ${bindings.length === 0 ? 'one, such as bridge: {}' : 'one of them'}.` : undefined,
    ...(['masquerade', 'passtBinding'] as const).map((binding) => (each[binding] !== undefined && network !== undefined && network.pod === undefined ? `${at}.${binding} works on the pod network only, and "${each.name}" is another. Write bridge: {}.` : undefined)),
    network?.resourceClaim !== undefined && each.sriov === undefined && each.binding === undefined ? `${at} "${each.name}" is a claimed device, which takes sriov or a binding plugin. Write sriov: {}.` : undefined,
    /^[A-Za-z0-9_-]+$/.test(String(each.name)) ? undefined : `${at}.name "${each.name}" is no name of an interface. Use letters, digits, "-" and "_".`,
    oneOf(`${at}.model`, each.model, ['', ...MODELS]),
    ...mac(each, at),
    pciAddress(`${at}.pciAddress`, each.pciAddress),
    ...state(each, network, at),
    ...ports(each, network, at),
    ...dhcp(each, at),
  ];
}

function mac(each: Interface, at: string): Sentence[] {
  const address = each.macAddress ?? '';
  const wellFormed = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$|^[0-9a-f]{2}(-[0-9a-f]{2}){5}$|^[0-9a-f]{4}(\.[0-9a-f]{4}){2}$/i.test(address);
  return [
    address === '' || wellFormed ? undefined : `${at}.macAddress "${address}" is no MAC address. Write one such as "02:00:00:00:00:01".`,
    each.masquerade !== undefined && address === RESERVED_MAC ? `${at}.macAddress "${address}" is the one that KubeVirt's own bridge has. Write another.` : undefined,
  ];
}

function state(each: Interface, network: Network | undefined, at: string): Sentence[] {
  const isDefault = network?.pod !== undefined || network?.multus?.default === true;
  return [
    oneOf(`${at}.state`, each.state, ['', 'absent', 'down', 'up']),
    each.sriov !== undefined && (each.state === 'up' || each.state === 'down') ? `${at}.state is ${each.state}, but the link of an SR-IOV interface cannot be set. Leave the state out.` : undefined,
    each.state === 'absent' && each.bridge === undefined ? `${at}.state is absent, but only a bridge can be unplugged. Leave the interface out.` : undefined,
    each.state === 'absent' && isDefault ? `${at}.state is absent, but "${each.name}" is the machine's default network. Leave the interface out.` : undefined,
  ];
}

function dhcp(each: Interface, at: string): Sentence[] {
  const options = items(each.dhcpOptions?.privateOptions);
  return [
    ...options.map(({ option }) => (option >= 224 && option <= 254 ? undefined : `${at}.dhcpOptions.privateOptions holds ${option}, but private options are 224 to 254. Write one of these.`)),
    ...repeated(options.map(({ option, value }) => `${option}=${value}`)).map((option) => `${at}.dhcpOptions.privateOptions holds ${option} twice. Write it once.`),
    ...texts(each.dhcpOptions?.ntpServers).map((server) => (ipaddr.IPv4.isValidFourPartDecimal(server) ? undefined : `${at}.dhcpOptions.ntpServers holds "${server}", which is no IPv4 address. Write one such as "10.0.0.1".`)),
  ];
}

/** Without interfaces KubeVirt adds one on the pod network by itself, of a kind that the KubeVirt CR chooses. Our own rule: say what you mean. */
function unstated({ vmi }: Machine): Sentence {
  const devices = vmi.domain?.devices;
  if (items(vmi.networks).length > 0 || items(devices?.interfaces).length > 0 || devices?.autoattachPodInterface === false) return undefined;
  return `${NETWORKS} is empty, so KubeVirt would add an interface of its own choice. Write networks and interfaces, or domain.devices.autoattachPodInterface: false for none.`;
}
