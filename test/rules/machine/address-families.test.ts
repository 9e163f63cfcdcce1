import { countedBy, findings, foundBy } from './machines';
import { iface, vmi } from '../../corpus/machine/parts';

const BRIDGE = iface({ name: 'default', bridge: {} });
const BARE = vmi({ networks: null, domain: { devices: { interfaces: null } } });
const inCluster = (...pods: string[]) => ({ existing: { networks: { pods } } });
const IPV6 = inCluster('fd00:10:244::/56');
const BOTH = inCluster('10.244.0.0/16', 'fd00:10:244::/56');

test('a guest behind a bridge gets no address in a cluster with IPv6 alone, in all kinds that hold machines', () => {
  expect(countedBy('VM117', BRIDGE, IPV6)).toEqual([1, 1, 1, 1]);
  expect(countedBy('VM118', BRIDGE, IPV6)).toEqual([0, 0, 0, 0]);
  expect(foundBy('VM117', 'VirtualMachine', BRIDGE, IPV6)).toEqual([
    'error: spec.template.spec.domain.devices.interfaces[0] is a bridge, but pods of cluster infra have IPv6 addresses '
      + 'alone, which KubeVirt does not hand to a guest behind a bridge: it gets no address.',
  ]);
});

test('it gets an IPv4 address alone in a dual-stack cluster', () => {
  expect(countedBy('VM118', BRIDGE, BOTH)).toEqual([1, 1, 1, 1]);
  expect(countedBy('VM117', BRIDGE, BOTH)).toEqual([0, 0, 0, 0]);
  expect(foundBy('VM118', 'VirtualMachine', BRIDGE, BOTH)[0]).toMatch(/^info: /);
});

test('a plain machine is told of the field to write, and one that says nothing of what KubeVirt does', () => {
  const found = (machine: object): string[] => findings('VirtualMachine', machine, IPV6)
    .filter(({ rule }) => rule === 'VM117').map(({ message, remedy }) => `${message} ${remedy}`);
  const masquerade = 'List the network with an interface that has masquerade instead of bridge, which hands an IPv6';
  expect(found(BRIDGE)).toEqual([expect.stringContaining(masquerade)]);
  expect(found(BARE)).toEqual([
    expect.stringContaining('networks says nothing about the pod network, to which KubeVirt connects the machine by a'),
  ]);
});

test('so does a machine that gets the bridge from KubeVirt', () => {
  expect(countedBy('VM117', BARE, IPV6)).toEqual([1, 1, 1, 1]);
  const network = { defaultNetworkInterface: 'masquerade' };
  const cluster = { networks: IPV6.existing.networks, overrides: { kubevirt: { configuration: { network } } } };
  expect(countedBy('VM117', BARE, { cluster })).toEqual([0, 0, 0, 0]);
});

test.each([
  ['masquerade', iface({ name: 'default', masquerade: {} })],
  ['a bridge on another network',
    iface({ name: 'vlan', bridge: {} }, { name: 'vlan', multus: { networkName: 'vlan' } })],
  ['no interface', vmi({ networks: null, domain: { devices: { interfaces: null, autoattachPodInterface: false } } })],
])('it is about a bridge on the pod network, not %s', (_case, machine) => {
  expect(countedBy('VM117', machine, IPV6)).toEqual([0, 0, 0, 0]);
  expect(countedBy('VM118', machine, BOTH)).toEqual([0, 0, 0, 0]);
});

test('nothing is said of clusters with IPv4, or of unknown families', () => {
  for (const setting of [inCluster('10.244.0.0/16'), inCluster(), {}, inCluster('nonsense')]) {
    expect([...countedBy('VM117', BRIDGE, setting), ...countedBy('VM118', BRIDGE, setting)].join('')).toBe('00000000');
  }
});
