import type { Bad } from './bad';

const NO_NAME = 'Not a name!';
const badMtu: Bad[] = [10, 1.5, 70_000].map((to) => ({ to }));
const badVlan = (beside?: Bad['beside']): Bad[] => [5000, -1, 1.5].map((to) => ({ to, beside }));
const badAddress = (says?: RegExp): Bad[] => [{ to: 'gateway', says }];

/** By prop of networks and interfaces, what it cannot be. */
export const BROKEN_NETWORKS: { readonly [prop: string]: readonly Bad[] } = {
  'NetworkAttachmentProps.name': [{ to: NO_NAME }, { to: 'x'.repeat(254) }],
  'NetworkAttachmentProps.namespaceName': [{ to: NO_NAME, says: /namespace/ }],
  'NetworkAttachmentProps.resourceName': [{ to: 'T4' }, { to: 'a/b/c' }],
  'NetworkAttachmentProps.labels': [{ to: { 'not a key': 'x' } }, { to: { key: 'not a value' } }],
  'NetworkAttachmentProps.annotations': [{ to: { 'not a key': 'x' } }],
  'CniOptions.mtu': badMtu,
  'BridgeNetworkOptions.vlan': badVlan({ trunk: undefined }),
  'BridgeNetworkOptions.trunk': [{ to: [{ first: 8 }], beside: { vlan: 7 } }],
  'VlanRange.first': [{ to: 0, says: /trunk/ }, { to: 4095, says: /trunk/ }],
  'VlanRange.last': [{ to: 5000, says: /trunk/ }, { to: 7, beside: { first: 8 }, says: /trunk/ }],
  'IpvlanNetworkOptions.mtu': badMtu,
  'SriovNetworkOptions.vlan': badVlan(),
  'SriovNetworkOptions.vlanQos': [
    { to: 8, beside: { vlan: 7 } },
    { to: 3, beside: { vlan: undefined, vlanProtocol: undefined } },
  ],
  'SriovNetworkOptions.minTxRate': [{ to: -1 }, { to: 200, beside: { maxTxRate: 100 } }],
  'SriovNetworkOptions.maxTxRate': [{ to: 0.5, beside: { minTxRate: undefined } }],
  'OvnNetworkOptions.networkName': [{ to: 'default' }, { to: '' }],
  'OvnNetworkOptions.subnets': [{ to: ['192.0.2.0'], beside: { excludeSubnets: undefined } }],
  'OvnNetworkOptions.excludeSubnets': [{ to: ['10.0.0.0/30'] }, { to: ['none'] }],
  'OvnNetworkOptions.mtu': badMtu,
  'OvnLocalnetOptions.vlan': badVlan(),
  'KubeOvnNetworkOptions.serverSocket': [{ to: '' }],
  'StaticAddress.address': [{ to: '192.0.2.10' }],
  'StaticAddress.gateway': badAddress(),
  'CniRoute.destination': [{ to: 'everything' }],
  'CniRoute.gateway': badAddress(),
  'WhereaboutsOptions.rangeStart': [{ to: '198.51.100.1' }, ...badAddress()],
  'WhereaboutsOptions.rangeEnd': [{ to: '198.51.100.1' }, ...badAddress()],
  'WhereaboutsOptions.exclude': [{ to: ['10.0.0.0/28'] }, { to: ['192.0.2.7'] }],
  'WhereaboutsOptions.gateway': badAddress(),
  'InterfaceOptions.pciAddress': [{ to: 'bus 1' }],
  'InterfaceOptions.bootOrder': [{ to: 0 }],
  'InterfaceOptions.acpiIndex': [{ to: 20_000 }, { to: -1 }],
  'InterfaceDhcpOptions.ntpServers': [{ to: ['ntp.example.org'] }],
  'PrivateDhcpOption.option': [{ to: 1, says: /privateOptions/ }],
  'PodInterface.vmNetworkCidr': [{ to: 'private' }, { to: 'fd10::/120' }, { to: '10.9.0.0/31' }],
  'PodInterface.vmIpv6NetworkCidr': [{ to: '10.9.0.0/24' }, { to: 'fd10::/127' }],
  'InterfacePort.port': [{ to: 0 }, { to: 70_000 }],
  'InterfacePort.name': [{ to: 'NOT A PORT' }],
  'InterfacePortRange.start': [{ to: 0, says: /portRanges/ }],
  'InterfacePortRange.end': [{ to: 70_000, says: /portRanges/ }],
  'MachineDns.nameservers': [{ to: ['dns.example.org'], says: /dns/ }],
  'MachineDns.searches': [{ to: ['a'.repeat(257)], says: /dns/ }],
  'DnsOption.name': [{ to: '', says: /dns/ }],
  'MachineProps.podInterface': [{ to: { state: 'up' }, beside: { podNetwork: 'none' } }],
  'MachineProps.subdomainService': [{ to: true, beside: { subdomain: undefined } }],
  'MultusNetwork.network': [{ to: undefined, beside: { networkName: undefined } }],
};

/** Props of networks and interfaces that can be whatever their type allows, by the reason. */
export const UNRULED_NETWORKS: { readonly [reason: string]: readonly string[] } = {
  'true or false, of a network': [
    'BridgeNetworkOptions.preserveDefaultVlan',
    'BridgeNetworkOptions.macSpoofCheck',
    'SriovNetworkOptions.spoofCheck',
    'SriovNetworkOptions.trust',
    'OvnNetworkOptions.persistentIps',
    'MultusNetwork.replacesPodNetwork',
  ],
  'its parts are looked at, of a network': [
    'NetworkAttachmentProps.config',
    'CniOptions.ipam',
    'IpvlanNetworkOptions.ipam',
    'SriovNetworkOptions.ipam',
    'StaticIpamOptions.routes',
    'WhereaboutsOptions.routes',
    'InterfaceOptions.dhcpOptions',
    'InterfaceDhcpOptions.privateOptions',
    'PodInterface.ports',
    'PodInterface.portRanges',
    'MachineProps.dns',
    'MachineDns.options',
  ],
  'the KubeVirt custom resource, which the program may not hold, registers it': ['InterfaceOptions.bindingPlugin'],
  'KubeVirt takes any text, of a network': [
    'InterfaceOptions.tag',
    'InterfaceDhcpOptions.bootFileName',
    'InterfaceDhcpOptions.tftpServerName',
    'PrivateDhcpOption.value',
    'DnsOption.value',
  ],
};
