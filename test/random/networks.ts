import * as fc from 'fast-check';
import { call, Call, Described } from './description';
import { ForEach, props, stated } from './props';
import { annotations, filledText, label, labels, oneOf, several, subdomain } from './texts';
import {
  BridgeNetworkOptions, BridgePlugin, CniRoute, DnsOption, InterfaceDhcpOptions, InterfaceModel, InterfaceOptions,
  InterfacePort, InterfacePortRange, InterfaceProtocol, InterfaceState, IpvlanMode, IpvlanNetworkOptions,
  KubeOvnNetworkOptions, MachineDns, MachineDnsPolicy, MachineProps, MacvlanMode, MacvlanNetworkOptions, MultusBinding,
  MultusNetwork, NetworkAttachmentProps, OvnLocalnetOptions, OvnNetworkOptions, PodInterface, PodNetworkBinding,
  PrivateDhcpOption, SriovLinkState, SriovNetworkOptions, StaticAddress, StaticIpamOptions, VlanProtocol, VlanRange,
  WhereaboutsOptions,
} from '../../src';

/** A network, with its id. */
export interface RawAttachment {
  readonly id: string;
  readonly props: Described<NetworkAttachmentProps>;
}

const routes = several(props<CniRoute>({
  destination: fc.constantFrom('0.0.0.0/0', '10.0.0.0/8', 'fd00::/8'), gateway: fc.constantFrom('192.0.2.1', 'fd00::1'),
}, ['destination']));

const ipam: fc.Arbitrary<Call> = fc.oneof(
  fc.tuple(
    several(props<StaticAddress>({
      address: fc.constantFrom('192.0.2.10/24', 'fd00::10/64'), gateway: fc.constantFrom('192.0.2.1', 'fd00::1'),
    }, ['address']), 1),
    props<StaticIpamOptions>({ routes }),
  ).map(([addresses, options]) => call('CniIpam.fixed', addresses, options)),
  fc.constant(call('CniIpam.dhcp')),
  props<WhereaboutsOptions>({
    rangeStart: fc.constantFrom('192.0.2.0', '192.0.2.16'),
    rangeEnd: fc.constantFrom('192.0.2.200', '192.0.2.255'),
    exclude: several(fc.constantFrom('192.0.2.32/28', '192.0.2.7/32')),
    gateway: fc.constant('192.0.2.1'),
    routes,
  }).map((options) => call('CniIpam.whereabouts', '192.0.2.0/24', options)),
);

const mtu = fc.constantFrom(68, 1400, 1500, 9000, 65_535);
const vlan = fc.integer({ min: 1, max: 4094 });
const device = fc.constantFrom('br1', 'eth1', 'bond0.100', 'enp129s0f1np1');

const bridge = fc.tuple(device, props<BridgeNetworkOptions>({
  plugin: oneOf(BridgePlugin),
  vlan,
  trunk: several(props<VlanRange>({
    first: fc.integer({ min: 1, max: 100 }), last: fc.integer({ min: 100, max: 4094 }),
  }, ['first']), 1),
  preserveDefaultVlan: fc.boolean(),
  macSpoofCheck: fc.boolean(),
  mtu,
  ipam,
})).map(([name, options]) => (
  call('CniConfig.bridge', name, options.trunk === undefined ? options : stated({ ...options, vlan: undefined }))));

const sriov = props<SriovNetworkOptions>({
  vlan,
  vlanQos: fc.nat(7),
  vlanProtocol: oneOf(VlanProtocol),
  spoofCheck: fc.boolean(),
  trust: fc.boolean(),
  linkState: oneOf(SriovLinkState),
  minTxRate: fc.nat(100),
  maxTxRate: fc.integer({ min: 100, max: 10_000 }),
  ipam,
}).map((options) => call('CniConfig.sriov', options.vlan !== undefined ? options
  : stated({ ...options, vlanQos: undefined, vlanProtocol: undefined })));

const ovnOptions: ForEach<OvnNetworkOptions> = {
  networkName: label().map((name) => `net-${name}`),
  subnets: fc.constantFrom(['192.0.2.0/24'], ['192.0.2.0/24', 'fd00::/64']),
  excludeSubnets: fc.constantFrom(['192.0.2.0/28'], ['192.0.2.0/24']),
  mtu,
  persistentIps: fc.boolean(),
};

/** Without subnets, nothing can be left out of them. */
function withinSubnets<T extends Described<OvnNetworkOptions>>(options: T): T {
  return options.subnets === undefined ? stated({ ...options, excludeSubnets: undefined }) : options;
}

const config: fc.Arbitrary<Call> = fc.oneof(
  bridge,
  fc.tuple(device, props<MacvlanNetworkOptions>({ mode: oneOf(MacvlanMode), mtu, ipam }))
    .map(([master, options]) => call('CniConfig.macvlan', master, options)),
  fc.tuple(device, props<IpvlanNetworkOptions>({ mode: oneOf(IpvlanMode), mtu, ipam }, ['ipam']))
    .map(([master, options]) => call('CniConfig.ipvlan', master, options)),
  sriov,
  props<OvnNetworkOptions>(ovnOptions).map((options) => call('CniConfig.ovnLayer2', withinSubnets(options))),
  props<OvnLocalnetOptions>({ ...ovnOptions, vlan })
    .map((options) => call('CniConfig.ovnLocalnet', 'physnet', withinSubnets(options))),
  props<KubeOvnNetworkOptions>({ serverSocket: fc.constant('/run/kube-ovn.sock') })
    .map((options) => call('CniConfig.kubeOvn', options)),
  fc.constantFrom(
    '{"cniVersion":"0.4.0","type":"host-device","device":"eth2"}',
    '{"plugins":[{"type":"bridge","bridge":"br1"},{"type":"tuning"}]}',
  ).map((json) => call('CniConfig.custom', json)),
);

/** A network; below a cluster it may name its namespace. */
export function attachment(namespaceName: fc.Arbitrary<string | undefined>): fc.Arbitrary<RawAttachment> {
  const resourceName = fc.constantFrom('intel.com/sriov_netdevice', 'bridge.network.kubevirt.io/br1');
  return fc.record({
    id: label(),
    props: props<NetworkAttachmentProps>({
      config, name: subdomain(), namespaceName, resourceName, labels, annotations,
    }, [
      'config',
    ]).map((given) => (given.config.$call === 'CniConfig.sriov'
      ? { ...given, resourceName: given.resourceName ?? 'intel.com/sriov_netdevice' } : given)),
  });
}

const dhcpOptions = props<InterfaceDhcpOptions>({
  bootFileName: filledText,
  tftpServerName: subdomain(),
  ntpServers: several(fc.constantFrom('192.0.2.1', '10.0.0.1'), 1),
  privateOptions: fc.uniqueArray(
    props<PrivateDhcpOption>({ option: fc.integer({ min: 224, max: 254 }), value: filledText }, ['option', 'value']),
    { minLength: 1, maxLength: 2, selector: ({ option }) => option },
  ),
});

const interfaceOptions: ForEach<InterfaceOptions> = {
  model: oneOf(InterfaceModel),
  bindingPlugin: fc.constantFrom('l2bridge', 'passt'),
  pciAddress: fc.constantFrom('0000:81:01.0', '0000:82:02.0'),
  bootOrder: fc.constant(1000),
  acpiIndex: fc.integer({ min: 1, max: 1000 }),
  dhcpOptions,
  state: oneOf(InterfaceState),
  tag: filledText,
};

const port = fc.integer({ min: 1, max: 65_535 });

export const podInterface = props<PodInterface>({
  ...interfaceOptions,
  ports: fc.uniqueArray(
    props<InterfacePort>({
      port, protocol: oneOf(InterfaceProtocol), name: fc.constantFrom('web', 'ssh', 'a-b'),
    }, ['port']),
    { minLength: 1, maxLength: 2, selector: ({ name }) => name },
  ),
  portRanges: fc.array(
    props<InterfacePortRange>({
      protocol: oneOf(InterfaceProtocol),
      start: fc.integer({ min: 1, max: 100 }),
      end: fc.integer({ min: 100, max: 200 }),
    }, ['protocol', 'start', 'end']),
    { minLength: 1, maxLength: 1 },
  ),
  vmNetworkCidr: fc.constantFrom('10.9.0.0/24', '192.168.7.4/30'),
  vmIpv6NetworkCidr: fc.constantFrom('fd10:9::/120', 'fd10:9::/64'),
});

/** Networks, each of its own name. */
export function networksOf(macAddress: fc.Arbitrary<string | undefined>): fc.Arbitrary<Described<MultusNetwork>[]> {
  const networkName = fc.oneof(
    subdomain(),
    fc.tuple(label(), subdomain()).map((parts) => parts.join('/')),
  );
  const network = props<MultusNetwork>(
    {
      ...interfaceOptions,
      network: fc.constant(undefined),
      networkName,
      name: label(),
      binding: oneOf(MultusBinding),
      macAddress,
      replacesPodNetwork: fc.boolean(),
    },
    ['networkName', 'name'],
  );
  return fc
    .uniqueArray(network, { maxLength: 3, selector: ({ name }) => name })
    .map((all) => all.filter(({ macAddress: address }, index) => (
      address === undefined || all.findIndex((other) => other.macAddress === address) === index)));
}

export const dns = props<MachineDns>({
  policy: oneOf(MachineDnsPolicy),
  nameservers: fc.uniqueArray(fc.constantFrom('192.0.2.53', 'fd00::53', '10.96.0.10'), { minLength: 1, maxLength: 3 }),
  searches: several(fc.constantFrom('example.org', 'svc.cluster.local'), 1),
  options: several(props<DnsOption>({
    name: fc.constantFrom('ndots', 'edns0'), value: fc.constantFrom('1', '2'),
  }, ['name']), 1),
}).map((given) => (
  given.policy === MachineDnsPolicy.NONE ? { ...given, nameservers: given.nameservers ?? ['192.0.2.53'] } : given));

/** The networks of a machine that go together; one whose memory is encrypted does not boot from any. */
export function fittingNetworks(
  given: Described<MachineProps>, isSecured: boolean,
): Partial<Described<MachineProps>> {
  const isOff = given.podNetwork === PodNetworkBinding.NONE;
  const pod = isOff ? undefined : given.podInterface;
  const served = given.subdomainService && given.subdomain !== undefined
    ? given.subdomain.replace(/^\d/, 's') : given.subdomain;
  return {
    podNetwork: pod?.bindingPlugin === undefined ? given.podNetwork : undefined,
    podInterface: pod && booting(fittingPodInterface(pod, given.podNetwork), isSecured),
    networks: given.networks?.filter(({ name }) => isOff || name !== 'default')
      .map((each, index) => booting(fittingNetwork(each, index, isOff), isSecured)),
    subdomain: served,
    subdomainService: served === undefined ? undefined : given.subdomainService,
  };
}

function booting<T extends { readonly bootOrder?: number }>(each: T, isSecured: boolean): T {
  return isSecured ? stated({ ...each, bootOrder: undefined }) : each;
}

function fittingPodInterface(pod: Described<PodInterface>, binding: PodNetworkBinding | undefined) {
  const masquerades = binding === PodNetworkBinding.MASQUERADE && pod.bindingPlugin === undefined;
  return stated({
    ...pod,
    state: pod.state === InterfaceState.ABSENT ? undefined : pod.state,
    acpiIndex: pod.acpiIndex && 2000,
    ports: masquerades && pod.portRanges !== undefined ? undefined : pod.ports,
    ...(!masquerades && { portRanges: undefined, vmNetworkCidr: undefined, vmIpv6NetworkCidr: undefined }),
  });
}

function fittingNetwork(given: Described<MultusNetwork>, index: number, first: boolean): Described<MultusNetwork> {
  const binding = given.bindingPlugin === undefined ? given.binding : undefined;
  const replaces = first && index === 0 && given.replacesPodNetwork;
  const isBridge = given.bindingPlugin === undefined && binding !== MultusBinding.SRIOV;
  return stated({
    ...given,
    binding,
    replacesPodNetwork: replaces ? true : undefined,
    networkName: replaces && !given.networkName?.includes('/') ? `networks/${given.networkName}` : given.networkName,
    bootOrder: given.bootOrder && given.bootOrder + 1 + index,
    pciAddress: given.pciAddress && `0000:9${index}:01.0`,
    acpiIndex: given.acpiIndex && 3000 + index,
    state: binding === MultusBinding.SRIOV ? undefined
      : given.state === InterfaceState.ABSENT && (replaces || !isBridge) ? undefined : given.state,
  });
}

/** What a machine's networks cannot have in a cluster. */
export interface ClusterOfNetworks {
  /** Whether the release has passt, and ranges of ports, and something may turn on their gates. */
  readonly hasNewest: boolean;
  /** Whether binding plugins may be registered: the program does not say. */
  readonly hasPlugins: boolean;
}

/** The networks of a machine as a cluster has them, and the first of them one of the program, if there is one. */
export function networksIn(
  given: Partial<Described<MachineProps>>, cluster: ClusterOfNetworks, made: Described<MultusNetwork>['network'],
  madeBy: string | undefined,
): Partial<Described<MachineProps>> {
  const pluggedOut = (each: { readonly bindingPlugin?: string }) => (
    cluster.hasPlugins ? each.bindingPlugin : undefined);
  const pod = given.podInterface;
  const isPasst = given.podNetwork === PodNetworkBinding.PASST;
  return {
    podNetwork: isPasst && !cluster.hasNewest ? undefined : given.podNetwork,
    podInterface: pod && stated({
      ...pod, bindingPlugin: pluggedOut(pod), portRanges: cluster.hasNewest ? pod.portRanges : undefined,
    }),
    networks: given.networks?.map((each, index) => {
      const its = stated({ ...each, bindingPlugin: pluggedOut(each) });
      const fits = made !== undefined && index === 0 && (its.bindingPlugin !== undefined
        || (madeBy !== 'CniConfig.ipvlan' && madeBy !== 'CniConfig.macvlan'));
      if (!fits) return its;
      const { networkName: _name, binding: _binding, state, ...others } = its;
      return stated({ ...others, state: madeBy === 'CniConfig.sriov' ? undefined : state, network: made });
    }),
  };
}
