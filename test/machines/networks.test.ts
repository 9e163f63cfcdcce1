import { ApiObject } from 'cdk8s';
import {
  CniConfig, InterfaceProtocol, InterfaceState, KubeVirtRelease, MachineDnsPolicy, MultusBinding, NetworkAttachment,
  PodNetworkBinding, WorkerPoolProps,
} from '../../src';
import { errorsOf, findingsOf } from '../findings';
import { Fleet } from '../virtual-machines/support';
import { machine, problemsOf, Program } from '../workers/support';

const ALLOW = 'kubevirt.io/allow-pod-bridge-network-live-migration';

function networking(props: Partial<WorkerPoolProps>, program = new Program()) {
  const { metadata, spec } = machine(program.pool(props)).template;
  const { annotations } = metadata;
  return { networks: spec.networks, interfaces: spec.domain.devices.interfaces, annotations };
}

test('a masquerade has ports, ranges of its own and everything that an interface may have', () => {
  const { networks, interfaces } = networking({
    podNetwork: PodNetworkBinding.MASQUERADE,
    podInterface: {
      ports: [{ port: 443, name: 'https' }, { port: 53, protocol: InterfaceProtocol.UDP }],
      vmNetworkCidr: '10.9.0.0/24',
      vmIpv6NetworkCidr: 'fd10:9::/120',
      pciAddress: '0000:81:01.0',
      bootOrder: 2,
      acpiIndex: 1,
      dhcpOptions: { bootFileName: 'boot', ntpServers: ['192.0.2.1'], privateOptions: [{ option: 240, value: 'a' }] },
      state: InterfaceState.DOWN,
      tag: 'front',
    },
  });
  expect(networks).toEqual([
    { name: 'default', pod: { vmNetworkCIDR: '10.9.0.0/24', vmIPv6NetworkCIDR: 'fd10:9::/120' } },
  ]);
  expect(interfaces).toEqual([{
    name: 'default',
    masquerade: {},
    ports: [{ port: 443, name: 'https' }, { port: 53, protocol: 'UDP' }],
    pciAddress: '0000:81:01.0',
    bootOrder: 2,
    acpiIndex: 1,
    dhcpOptions: { bootFileName: 'boot', ntpServers: ['192.0.2.1'], privateOptions: [{ option: 240, value: 'a' }] },
    state: 'down',
    tag: 'front',
  }]);
});

test('a remedy is told in the words of props', () => {
  const pods = { podNetwork: PodNetworkBinding.PASST };
  expect(problemsOf({ podNetwork: PodNetworkBinding.MASQUERADE, networks: [{ networkName: 'default' }] })).toEqual([
    expect.stringContaining('The pod network has that name: write another in name of the other network.'),
  ]);
  expect(problemsOf({ ...pods, dns: { policy: MachineDnsPolicy.NONE } })).toEqual([
    expect.stringContaining('Write dns.nameservers.'),
  ]);
  expect(problemsOf({
    ...pods, podInterface: { portRanges: [{ protocol: InterfaceProtocol.TCP, start: 1, end: 9 }] },
  })).toEqual([expect.stringContaining('Choose PodNetworkBinding.MASQUERADE, or leave portRanges out.')]);
});

test('two machines that each write the Service of their subdomain are told how to share one', () => {
  const fleet = new Fleet();
  for (const id of ['a', 'b']) fleet.machine({ subdomain: 'grp', subdomainService: true }, id);
  expect(errorsOf(fleet.app)).toEqual([
    expect.stringMatching(/Leave subdomainService out\. Give the machines of the subdomain one label/),
  ]);
});

test('passt and a binding plugin take the place of the bridge, and need no permission to be migrated', () => {
  const passt = networking({ podNetwork: PodNetworkBinding.PASST });
  expect(passt.interfaces).toEqual([{ name: 'default', passtBinding: {} }]);
  expect(passt.annotations?.[ALLOW]).toBeUndefined();
  const plugin = networking({ podInterface: { bindingPlugin: 'l2bridge' } });
  expect(plugin.interfaces).toEqual([{ name: 'default', binding: { name: 'l2bridge' } }]);
  expect(plugin.annotations?.[ALLOW]).toBeUndefined();
  expect(networking({}).annotations[ALLOW]).toBe('true');
});

test('a machine is connected to a network of the program by its name, and elsewhere by its namespace too', () => {
  const program = new Program();
  const own = new NetworkAttachment(program.tenant, 'lan.7', { config: CniConfig.bridge('br1', { vlan: 7 }) });
  const fast = new NetworkAttachment(program.tenant, 'fast', {
    config: CniConfig.sriov(), resourceName: 'intel.com/sriov_netdevice',
  });
  const shared = new NetworkAttachment(program.infra, 'wan', { config: CniConfig.bridge('br2') });
  const { networks, interfaces } = networking({
    podNetwork: PodNetworkBinding.NONE,
    networks: [{ network: own, replacesPodNetwork: true }, { network: fast }, { network: shared, name: 'out' }],
  }, program);
  expect(networks).toEqual([
    { name: 'lan-7', multus: { networkName: 'cluster-a/lan.7', default: true } },
    { name: 'fast', multus: { networkName: 'fast' } },
    { name: 'out', multus: { networkName: 'default/wan' } },
  ]);
  expect(interfaces).toEqual([
    { name: 'lan-7', bridge: {} }, { name: 'fast', sriov: {} }, { name: 'out', bridge: {} },
  ]);
  expect(errorsOf(program.app)).toEqual([]);
});

test('a network that nothing names is one finding, and those behind it keep their numbers in messages', () => {
  const problems = problemsOf({
    podNetwork: PodNetworkBinding.MASQUERADE, networks: [{ name: 'lost' }, { networkName: 'a/b/c', name: 'wan' }],
  });
  expect(problems).toHaveLength(2);
  expect(problems).toEqual(expect.arrayContaining([
    expect.stringContaining('networks[0] has neither network nor networkName'),
    expect.stringContaining('networks[1].networkName "a/b/c" is not the name'),
  ]));
});

test.each<[string, Partial<WorkerPoolProps>, string]>([
  ['a binding', { networks: [{ networkName: 'lan', binding: MultusBinding.SRIOV, state: InterfaceState.DOWN }] },
    'networks[0].state is down'],
  ['a port', { podNetwork: PodNetworkBinding.MASQUERADE, podInterface: { ports: [{ port: 0 }] } },
    'podInterface.ports[0].port 0 is not a port'],
  ['a DHCP option', { podInterface: { dhcpOptions: { ntpServers: ['ntp'] } } },
    'podInterface.dhcpOptions.ntpServers holds "ntp"'],
  ['a name server', { dns: { nameservers: ['dns'] } }, 'dns.nameservers'],
])('a mistake in %s is told by its prop', (_what, props, says) => {
  expect(problemsOf(props)).toEqual([expect.stringContaining(says)]);
});

test('passt in a release without it is one finding', () => {
  const program = new Program(KubeVirtRelease.V1_7_4);
  program.pool({ podNetwork: PodNetworkBinding.PASST });
  expect(program.problems()).toEqual([expect.stringContaining('podNetwork is PodNetworkBinding.PASST')]);
});

test('a machine looks names up where it says', () => {
  const { dnsPolicy, dnsConfig } = machine(new Program().pool({
    dns: {
      policy: MachineDnsPolicy.NONE,
      nameservers: ['192.0.2.53'],
      searches: ['example.org'],
      options: [{ name: 'ndots', value: '2' }],
    },
  })).template.spec;
  expect(dnsPolicy).toBe('None');
  expect(dnsConfig).toEqual({
    nameservers: ['192.0.2.53'], searches: ['example.org'], options: [{ name: 'ndots', value: '2' }],
  });
});

test('the headless Service of a subdomain is written only on request, and selects these machines', () => {
  const services = (fleet: Fleet) => fleet.app.node.findAll().filter(ApiObject.isApiObject)
    .filter(({ kind }) => kind === 'Service').map((object) => object.toJson());
  const without = new Fleet();
  without.machine({ subdomain: 'db' });
  expect(services(without)).toEqual([]);
  const fleet = new Fleet();
  fleet.machine({ subdomain: 'single', subdomainService: true });
  fleet.pool({ subdomain: 'pool', subdomainService: true });
  fleet.replicaSet({ subdomain: 'set', subdomainService: true });
  expect(services(fleet).map(({ metadata, spec }) => [metadata.name, metadata.namespace, spec])).toEqual([
    ['single', 'cluster-a', { clusterIP: 'None', selector: { 'kubevirt.io/vm': 'db' } }],
    ['pool', 'cluster-a', { clusterIP: 'None', selector: { 'kubevirt.io/vmpool': 'workers' } }],
    ['set', 'cluster-a', { clusterIP: 'None', selector: expect.anything() }],
  ]);
  expect(errorsOf(fleet.app)).toEqual([]);
});

test('an interface by SR-IOV on a network without a device is one finding', () => {
  const program = new Program();
  const network = new NetworkAttachment(program.tenant, 'lan', { config: CniConfig.bridge('br1') });
  program.pool({ networks: [{ network, binding: MultusBinding.SRIOV }] });
  const found = findingsOf(program.app).filter((line) => line.includes('lan'));
  expect(found).toEqual([expect.stringContaining('networks[0].binding passes a device to the guest')]);
});
