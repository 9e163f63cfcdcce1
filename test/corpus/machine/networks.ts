import { BrokenMachine, machine, taken, TakenMachine, V1_9 } from './machine';
import { devices, iface, nic, vmi } from './parts';
import { later, refused, stricter } from '../case';

const CHOSEN = stricter('before v1.9 KubeVirt takes it, and chooses the binding by itself');

const portsFrom = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);

/** Machines with a fault. */
export const NETWORKS: readonly BrokenMachine[] = [
  machine('VM053', 'no source', iface({ name: 'a', bridge: {} }, { name: 'a' }),
    'template.spec.networks[0] "a" has no source, but a network has exactly one. Write pod: {} or multus.',
    refused('should have a network type')),
  machine('VM053', 'two sources',
    iface({ name: 'a', bridge: {} }, { name: 'a', pod: {}, multus: { networkName: 'x' } }),
    'template.spec.networks[0] "a" has pod and multus, but a network has exactly one. Write pod: {} or multus.',
    refused('should have only one network type')),
  machine('VM053', 'pod network twice',
    vmi({
      networks: [{ name: 'a', pod: {} }, { name: 'b', pod: {} }],
      domain: { devices: { interfaces: [{ name: 'a', masquerade: {} }, { name: 'b', masquerade: {} }] } },
    }),
    'template.spec.networks holds the pod network 2 times, but a machine is connected to it once. Leave all but '
      + 'one out.',
    refused('more than one interface is connected to a pod network')),
  machine('VM053', 'two default networks',
    vmi({
      networks: [
        { name: 'a', multus: { networkName: 'a', default: true } },
        { name: 'b', multus: { networkName: 'b', default: true } },
      ],
      domain: { devices: { interfaces: [{ name: 'a', bridge: {} }, { name: 'b', bridge: {} }] } },
    }),
    'template.spec.networks holds 2 Multus networks that are default, but there can be one. Leave default out of '
      + 'the others.',
    refused('Multus CNI should only have one default network')),
  machine('VM053', 'pod network and another default',
    vmi({
      networks: [{ name: 'a', pod: {} }, { name: 'b', multus: { networkName: 'b', default: true } }],
      domain: { devices: { interfaces: [{ name: 'a', masquerade: {} }, { name: 'b', bridge: {} }] } },
    }),
    'template.spec.networks holds the pod network and "b", a Multus network that takes its place. Leave one of '
      + 'the two out.',
    refused('Pod network cannot be defined when Multus default network is defined')),
  machine('VM053', 'Multus network without a name',
    iface({ name: 'a', bridge: {} }, { name: 'a', multus: { networkName: '' } }),
    'template.spec.networks[0].multus.networkName is empty. Write the name of a NetworkAttachmentDefinition.',
    refused('CNI delegating plugin must have a networkName')),
  machine('VM053', 'two networks of one name',
    vmi({
      networks: [{ name: 'default', pod: {} }, { name: 'default', multus: { networkName: 'x' } }],
      domain: { devices: { interfaces: [{ name: 'default', bridge: {} }] } },
    }),
    'template.spec.networks holds two networks named "default". Give each its own name.',
    refused('Network with name "default" already exists')),
  machine('VM053', 'two interfaces of one name',
    devices({ interfaces: [{ name: 'default', masquerade: {} }, { name: 'default', masquerade: {} }] }),
    'template.spec.domain.devices.interfaces holds two interfaces named "default", but a network has one. Leave '
      + 'one of them out.',
    refused('Only one interface can be connected to one specific network')),
  machine('VM053', 'network without interface',
    vmi({ networks: [{ name: 'default', pod: {} }, { name: 'x', multus: { networkName: 'x' } }] }),
    'template.spec.networks[1] "x" has no interface of its name. Write one in domain.devices.interfaces, or '
      + 'leave the network out.',
    refused("networks[1].name 'x' not found")),
  machine('VM053', 'interface without network',
    devices({ interfaces: [{ name: 'default', masquerade: {} }, { name: 'x', bridge: {} }] }),
    'template.spec.domain.devices.interfaces[1] "x" has no network of its name. Write one in networks, or leave '
      + 'the interface out.',
    refused("interfaces[1].name 'x' not found")),
  machine('VM053', 'claimed network without a request',
    vmi({
      resourceClaims: [{ name: 'c', resourceClaimTemplateName: 't' }],
      networks: [{ name: 'x', resourceClaim: { claimName: 'c' } }],
      domain: { devices: { interfaces: [{ name: 'x', sriov: {} }] } },
    }),
    'template.spec.networks[0].resourceClaim needs claimName and requestName. Write both.',
    refused('requestName is required for DRA network'),
    { from: V1_9 }),
  machine('VM054', 'none at all', vmi({ networks: null, domain: { devices: { interfaces: null } } }),
    'template.spec.networks is empty, so KubeVirt adds an interface on the pod network, of a kind that the KubeVirt '
      + 'custom resource chooses. Write networks and interfaces, or domain.devices.autoattachPodInterface: false for '
      + 'none.',
    stricter('KubeVirt adds an interface of a kind that the KubeVirt custom resource chooses')),
  machine('VM055', 'an invalid name', iface({ name: 'a.b', masquerade: {} }, { name: 'a.b', pod: {} }),
    'template.spec.domain.devices.interfaces[0].name "a.b" is not a name of an interface. Use letters, digits, '
      + '"-" and "_".',
    refused('Network interface name can only contain alphabetical characters')),
  machine('VM055', 'unknown model', nic({ model: 'ne3k' }),
    'template.spec.domain.devices.interfaces[0].model "ne3k" is unknown. Write one of e1000, e1000e, igb, '
      + 'ne2k_pci, pcnet, rtl8139, virtio.',
    refused('uses model ne3k that is not supported')),
  machine('VM055', 'malformed PCI address', nic({ pciAddress: '1' }),
    'template.spec.domain.devices.interfaces[0].pciAddress "1" is not a PCI address. Write one such as "0000:81:01.0".',
    refused('has malformed PCI address (1)')),
  machine('VM056', 'discontinued binding', iface({ name: 'default', macvtap: {} }),
    'template.spec.domain.devices.interfaces[0].macvtap was removed in KubeVirt v1.3 and is refused. Name '
      + 'a binding plugin, such as binding: { name: macvtap }, or write bridge: {} on a network of a bridge.',
    refused('must have exactly one binding method or binding plugin'),
    { from: V1_9, before: refused('Macvtap') }),
  machine('VM056', 'no binding', iface({ name: 'default' }),
    'template.spec.domain.devices.interfaces[0] "default" has no binding, but an interface has exactly one. '
      + 'Write one, such as bridge: {}.',
    refused('must have exactly one binding method or binding plugin'),
    { from: V1_9, before: CHOSEN }),
  machine('VM056', 'two bindings', iface({ name: 'default', bridge: {}, masquerade: {} }),
    'template.spec.domain.devices.interfaces[0] "default" has bridge and masquerade, but an interface has '
      + 'exactly one. Write one of them.',
    refused('must have exactly one binding method or binding plugin'),
    { from: V1_9, before: CHOSEN }),
  machine('VM056', 'masquerade on a Multus network',
    iface({ name: 'a', masquerade: {} }, { name: 'a', multus: { networkName: 'x' } }),
    'template.spec.domain.devices.interfaces[0].masquerade works on the pod network only, and "a" is another. '
      + 'Write bridge: {}.',
    refused('Masquerade interface only implemented with pod network')),
  machine('VM056', 'bridge to a claimed network',
    vmi({
      resourceClaims: [{ name: 'c', resourceClaimTemplateName: 't' }],
      networks: [{ name: 'x', resourceClaim: { claimName: 'c', requestName: 'r' } }],
      domain: { devices: { interfaces: [{ name: 'x', bridge: {} }] } },
    }),
    'template.spec.domain.devices.interfaces[0] "x" is a claimed device, which takes sriov or a binding plugin. '
      + 'Write sriov: {}.',
    refused('requires an SR-IOV or binding plugin interface'),
    { from: V1_9 }),
  machine('VM057', 'malformed MAC', nic({ macAddress: 'de:ad' }),
    'template.spec.domain.devices.interfaces[0].macAddress "de:ad" is not a MAC address. Write one such as '
      + '"02:00:00:00:00:01".',
    refused('has malformed MAC address (de:ad)')),
  machine('VM057', 'reserved MAC', nic({ macAddress: '02:00:00:00:00:00' }),
    'template.spec.domain.devices.interfaces[0].macAddress "02:00:00:00:00:00" is the address of KubeVirt\'s own '
      + 'bridge. Write another.',
    refused('The requested MAC address is reserved for the in-pod bridge')),
  machine('VM057', 'the address of a group', nic({ macAddress: '03:00:00:00:00:01' }),
    'template.spec.domain.devices.interfaces[0].macAddress "03:00:00:00:00:01" is the address of a group, because its '
      + 'first byte is odd. Write an even first byte, such as "02:00:00:00:00:01".',
    later('libvirt refuses the domain: expected unicast mac address')),
  machine('VM057', 'zeros', nic({ macAddress: '00:00:00:00:00:00' }),
    'template.spec.domain.devices.interfaces[0].macAddress "00:00:00:00:00:00" means no address, so the interface '
      + 'would get another one. Write one such as "02:00:00:00:00:01", or leave it out.',
    stricter('KubeVirt takes it, and QEMU makes up an address')),
  machine('VM057', 'an empty text', nic({ macAddress: '' }),
    'template.spec.domain.devices.interfaces[0].macAddress is empty. Write one such as "02:00:00:00:00:01", or leave '
      + 'it out.',
    stricter('KubeVirt takes it for no address')),
  machine('VM058', 'unknown state', nic({ state: 'sleepy' }),
    'template.spec.domain.devices.interfaces[0].state "sleepy" is unknown. Write one of absent, down, up.',
    refused('interface state value is unsupported: sleepy')),
  machine('VM058', 'state of SR-IOV',
    iface({ name: 'a', sriov: {}, state: 'down' }, { name: 'a', multus: { networkName: 'x' } }),
    'template.spec.domain.devices.interfaces[0].state is down, but the link of an SR-IOV interface cannot be '
      + 'set. Leave the state out.',
    refused('state "down" is not supported for SR-IOV NICs')),
  machine('VM058', 'absent SR-IOV',
    iface({ name: 'a', sriov: {}, state: 'absent' }, { name: 'a', multus: { networkName: 'x' } }),
    'template.spec.domain.devices.interfaces[0].state is absent, but only a bridge can be unplugged. Leave the '
      + 'interface out.',
    refused('state "absent" is supported only for bridge binding')),
  machine('VM058', 'absent default network', iface({ name: 'default', bridge: {}, state: 'absent' }),
    'template.spec.domain.devices.interfaces[0].state is absent, but "default" is the machine\'s default network. '
      + 'Leave the interface out.',
    refused('state "absent" is not supported on default networks')),
  machine('VM059', 'private option out of range',
    nic({ dhcpOptions: { privateOptions: [{ option: 100, value: 'a' }] } }),
    'template.spec.domain.devices.interfaces[0].dhcpOptions.privateOptions holds 100, but private options are '
      + '224 to 254. Write one of these.',
    refused('provided DHCPPrivateOptions are out of range')),
  machine('VM059', 'private option twice',
    nic({ dhcpOptions: { privateOptions: [{ option: 240, value: 'a' }, { option: 240, value: 'a' }] } }),
    'template.spec.domain.devices.interfaces[0].dhcpOptions.privateOptions holds 240=a twice. Write it once.',
    refused('you have provided duplicate DHCPPrivateOptions')),
  machine('VM059', 'NTP server by name', nic({ dhcpOptions: { ntpServers: ['ntp.example.com'] } }),
    'template.spec.domain.devices.interfaces[0].dhcpOptions.ntpServers holds "ntp.example.com", which is not an '
      + 'IPv4 address. Write one such as "10.0.0.1".',
    refused('NTP servers must be a list of valid IPv4 addresses')),
  machine('VM060', 'port 0', nic({ ports: [{ port: 0 }] }),
    'template.spec.domain.devices.interfaces[0].ports[0].port 0 is not a port. Write a number from 1 to 65535.',
    refused('Port field is mandatory')),
  machine('VM060', 'port 70000', nic({ ports: [{ port: 70000 }] }),
    'template.spec.domain.devices.interfaces[0].ports[0].port 70000 is not a port. Write a number from 1 to 65535.',
    refused('Port field must be in range 0 < x < 65536')),
  machine('VM060', 'unknown protocol', nic({ ports: [{ port: 80, protocol: 'SCTP' }] }),
    'template.spec.domain.devices.interfaces[0].ports[0].protocol "SCTP" is unknown. Write one of TCP, UDP.',
    refused('Unknown protocol, only TCP or UDP allowed')),
  machine('VM060', 'two ports of one name', nic({ ports: [{ name: 'web', port: 80 }, { name: 'web', port: 81 }] }),
    'template.spec.domain.devices.interfaces[0].ports holds two ports named "web". Give each its own name.',
    refused('Duplicate name of the port: web')),
  machine('VM060', 'an invalid port name', nic({ ports: [{ name: '80', port: 80 }] }),
    'template.spec.domain.devices.interfaces[0].ports[0].name "80" is not a port name. Use at most 15 lower-case '
      + 'letters, digits and single hyphens, a letter among them.',
    refused('Invalid name of the port: 80')),
  machine('VM061', 'ports and port ranges',
    nic({ ports: [{ port: 80 }], portRanges: [{ protocol: 'TCP', start: 80, end: 90 }] }),
    'template.spec.domain.devices.interfaces[0] has ports and portRanges, which exclude each other. Leave one of '
      + 'the two out.',
    refused('Cannot define both ports and portRanges'),
    { from: V1_9 }),
  machine('VM061', 'port ranges of a bridge',
    iface({ name: 'default', bridge: {}, portRanges: [{ protocol: 'TCP', start: 80, end: 90 }] }),
    'template.spec.domain.devices.interfaces[0].portRanges works with masquerade only. Write masquerade: {}, or '
      + 'leave portRanges out.',
    refused('portRanges are only supported on masquerade interfaces'),
    { from: V1_9 }),
  machine('VM061', 'eleven port ranges',
    nic({ portRanges: portsFrom(100, 11).map((port) => ({ protocol: 'TCP', start: port, end: port })) }),
    'template.spec.domain.devices.interfaces[0].portRanges holds 11 ranges, but there can be 10. Merge some.',
    refused('No more than 10 portRanges are allowed'),
    { from: V1_9 }),
  machine('VM061', 'port range that ends before it begins',
    nic({ portRanges: [{ protocol: 'TCP', start: 90, end: 80 }] }),
    'template.spec.domain.devices.interfaces[0].portRanges[0] goes from 90 to 80, which is not a range of ports. '
      + 'Write a start and an end from 1 to 65535.',
    refused('Start must be less than or equal to end'),
    { from: V1_9 }),
  machine('VM061', 'port ranges that overlap',
    nic({ portRanges: [{ protocol: 'TCP', start: 80, end: 90 }, { protocol: 'TCP', start: 85, end: 95 }] }),
    'template.spec.domain.devices.interfaces[0].portRanges holds 80-90 and 85-95 of TCP, which overlap. Merge the two.',
    refused('TCP portRanges [80-90] and [85-95] overlap'),
    { from: V1_9 }),
];

/** Machines that KubeVirt takes. */
export const NETWORKS_TAKEN: readonly TakenMachine[] = [
  taken('VM053', 'a Multus network in place of the pod network',
    iface({ name: 'x', bridge: {} }, { name: 'x', multus: { networkName: 'lans/a', default: true } })),
  taken('VM054', 'none, and said so',
    vmi({ networks: null, domain: { devices: { interfaces: null, autoattachPodInterface: false } } })),
  taken('VM055', 'a bridge with all options',
    iface({
      name: 'default',
      bridge: {},
      state: 'down',
      model: 'e1000e',
      macAddress: '02-00-00-00-00-01',
      pciAddress: '0000:01:00.0',
      acpiIndex: 1,
      dhcpOptions: {
        ntpServers: ['10.0.0.1'],
        privateOptions: [{ option: 240, value: 'a' }, { option: 241, value: 'a' }],
      },
    })),
  taken('VM056', 'passt', iface({ name: 'default', passtBinding: {} })),
  taken('VM056', 'a binding plugin', iface({ name: 'default', binding: { name: 'x' } })),
  taken('VM056', 'a claimed network',
    vmi({
      resourceClaims: [{ name: 'c', resourceClaimTemplateName: 't' }],
      networks: [{ name: 'x', resourceClaim: { claimName: 'c', requestName: 'r' } }],
      domain: { devices: { interfaces: [{ name: 'x', sriov: {} }] } },
    })),
  taken('VM057', 'dots', nic({ macAddress: '0200.0000.0001' })),
  taken('VM057', 'an address of a manufacturer', nic({ macAddress: 'FE-54-00-00-00-01' })),
  taken('VM058', 'an unplugged bridge',
    vmi({
      networks: [{ name: 'default', pod: {} }, { name: 'x', multus: { networkName: 'a/b' } }],
      domain: {
        devices: {
          interfaces: [
            { name: 'default', masquerade: {} },
            { name: 'x', bridge: {}, state: 'absent' },
          ],
        },
      },
    })),
  taken('VM059', 'the first and the last private option',
    nic({ dhcpOptions: { privateOptions: [{ option: 224, value: 'a' }, { option: 254, value: 'a' }] } })),
  taken('VM060', 'ports of both protocols',
    nic({ ports: [{ port: 80, name: 'web' }, { port: 443, protocol: 'UDP' }] })),
  taken('VM061', 'ranges that touch',
    nic({
      portRanges: [
        { start: 1, end: 10, protocol: 'TCP' },
        { start: 11, end: 20, protocol: 'TCP' },
        { start: 1, end: 10, protocol: 'UDP' },
      ],
    })),
];
