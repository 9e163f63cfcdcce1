import { ApiObject } from 'cdk8s';
import { later, refused, right, Right, stricter, Wrong, wrong } from './case';
import { noObjects, Scene } from './scene';
import {
  CniConfig, CniIpam, EvictionStrategy, KubeVirtCluster, MachineSize, MacvlanMode, MultusBinding, NetworkAttachment,
  NetworkAttachmentProps, PodNetworkBinding, WorkerPoolProps,
} from '../../src';

const PLUGIN = later('the API server takes any text, and the plugin refuses it when a launcher starts');

/** A network of the tenant's, by our construct. */
function network(scene: Scene, config: CniConfig, props: Partial<NetworkAttachmentProps> = {}): ApiObject[] {
  return [new NetworkAttachment(scene.home, 'lan', { config, ...props }).apiObject];
}

/** A network of the tenant's, in a user's own object. */
function written(scene: Scene, config: unknown, annotations?: object): ApiObject[] {
  return [new ApiObject(scene.home, 'lan', {
    apiVersion: 'k8s.cni.cncf.io/v1',
    kind: 'NetworkAttachmentDefinition',
    metadata: { name: 'lan', namespace: scene.home.namespaceName, annotations } as never,
    spec: { config },
  })];
}

const json = (config: object) => JSON.stringify({ cniVersion: '0.3.1', name: 'lan', ...config });

/** A pool with networks. */
function pool(scene: Scene, props: Partial<WorkerPoolProps>): ApiObject[] {
  return [scene.pool({ podNetwork: PodNetworkBinding.MASQUERADE, ...props }).virtualMachinePool];
}

const RESOURCE = 'intel.com/sriov_netdevice';
const DEVICE = { 'k8s.v1.cni.cncf.io/resourceName': RESOURCE };
const OVN = { type: 'ovn-k8s-cni-overlay', topology: 'layer2', netAttachDefName: 'cluster-a/lan' };
const KUBE_OVN = { type: 'kube-ovn', server_socket: '/run/kube-ovn.sock', provider: 'lan.cluster-a.ovn' };
const range = (options = {}) => CniConfig.macvlan('eth1', { ipam: CniIpam.whereabouts('192.0.2.0/24', options) });

/** Networks that cannot be connected to. */
const ATTACHMENTS: readonly Wrong[] = [
  wrong('NET001', 'no JSON', (scene) => written(scene, '{'), 'spec.config is not JSON, so Multus', PLUGIN),
  wrong('NET001', 'a list', (scene) => written(scene, '[]'), 'is JSON, but not an object', PLUGIN),
  wrong('NET001', 'no plugin', (scene) => written(scene, json({})), 'has neither type nor plugins', PLUGIN),
  wrong('NET001', 'an empty list', (scene) => written(scene, json({ plugins: [] })), 'no plugin in it', PLUGIN),
  wrong('NET001', 'a plugin without type', (scene) => network(scene, CniConfig.custom(json({ plugins: [{}] }))),
    'config has a plugin without type', PLUGIN),
  wrong('NET002', 'a misspelt plugin', (scene) => network(scene, CniConfig.custom(json({ type: 'brigde' }))),
    'config.type "brigde" is a plugin that is not known here', stricter('whether it is installed is not known')),
  wrong('NET003', 'a version to come', (scene) => written(scene, json({ cniVersion: '2.0', type: 'bridge' })),
    'spec.config.cniVersion is "2.0", which is not a version of CNI', PLUGIN),
  wrong('NET004', 'VLAN 5000', (scene) => network(scene, CniConfig.bridge('br1', { vlan: 5000 })),
    'config.vlan is 5000, which is not a VLAN. Write a number from 1 to 4094.', PLUGIN),
  wrong('NET004', 'a VLAN as text', (scene) => written(scene, json({ type: 'bridge', vlan: '7' })),
    'spec.config.vlan is "7", which is not a VLAN', PLUGIN),
  wrong('NET004', 'a localnet', (scene) => network(scene, CniConfig.ovnLocalnet('physnet', { vlan: -1 })),
    'config.vlan is -1, which is not a VLAN', PLUGIN),
  wrong('NET004', 'a VLAN and a trunk', (scene) => (
    network(scene, CniConfig.bridge('br1', { vlan: 7, trunk: [{ first: 8 }] }))),
  'config.trunk is beside vlan 7', PLUGIN),
  wrong('NET004', 'a trunk with VLAN 0', (scene) => network(scene, CniConfig.bridge('br1', { trunk: [{ first: 0 }] })),
    'config.trunk[0] holds 0, which is not a VLAN', PLUGIN),
  wrong('NET004', 'a trunk that ends before it begins', (scene) => (
    network(scene, CniConfig.bridge('br1', { trunk: [{ first: 9, last: 8 }] }))),
  'config.trunk[0] goes from 9 to 8, which is not a range', PLUGIN),
  wrong('NET004', 'half a range', (scene) => written(scene, json({ type: 'bridge', vlanTrunk: [{ minID: 8 }] })),
    'spec.config.vlanTrunk[0] has one of minID and maxID', PLUGIN),
  wrong('NET005', 'an MTU of 10', (scene) => network(scene, CniConfig.macvlan('eth1', { mtu: 10 })),
    'config.mtu is 10, but an MTU is from 68 to 65535', PLUGIN),
  wrong('NET006', 'a bridge with a long name', (scene) => network(scene, CniConfig.bridge('bridge-of-the-lan')),
    'config.bridge is "bridge-of-the-lan", and no interface of a node has that name', PLUGIN),
  wrong('NET006', 'an interface with a slash', (scene) => network(scene, CniConfig.macvlan('eth/1')),
    'config.master is "eth/1"', PLUGIN),
  wrong('NET007', 'an unknown mode', (scene) => written(scene, json({ type: 'macvlan', master: 'eth1', mode: 'vpea' })),
    'spec.config.mode "vpea" is unknown', PLUGIN),
  wrong('NET008', 'a priority of 8', (scene) => (
    network(scene, CniConfig.sriov({ vlan: 7, vlanQos: 8 }), { resourceName: RESOURCE })),
  'config.vlanQos is 8, but priorities are from 0 to 7', PLUGIN),
  wrong('NET008', 'a priority without VLAN', (scene) => (
    network(scene, CniConfig.sriov({ vlanQos: 3 }), { resourceName: RESOURCE })),
  'config.vlanQos is the priority of a VLAN, but vlan is missing', PLUGIN),
  wrong('NET008', 'a protocol without VLAN', (scene) => (
    written(scene, json({ type: 'sriov', vlanProto: '802.1ad' }), DEVICE)),
  'spec.config.vlanProto is the protocol of a VLAN, but vlan is missing', PLUGIN),
  wrong('NET008', 'an unknown protocol', (scene) => (
    written(scene, json({ type: 'sriov', vlan: 7, vlanProto: '802.1x' }), DEVICE)),
  'spec.config.vlanProto "802.1x" is unknown', PLUGIN),
  wrong('NET008', 'a least rate above the highest', (scene) => (
    network(scene, CniConfig.sriov({ minTxRate: 200, maxTxRate: 100 }), { resourceName: RESOURCE })),
  'config.minTxRate is 200, more than the highest rate, 100', later('the driver of the card refuses it')),
  wrong('NET008', 'half a megabit', (scene) => (
    network(scene, CniConfig.sriov({ maxTxRate: 0.5 }), { resourceName: RESOURCE })),
  'config.maxTxRate is 0.5, but a rate is a whole number', PLUGIN),
  wrong('NET009', 'an address without prefix', (scene) => (
    network(scene, CniConfig.bridge('br1', { ipam: CniIpam.fixed([{ address: '192.0.2.10' }]) }))),
  'config.ipam.addresses[0].address is "192.0.2.10", which is not an address with the length', PLUGIN),
  wrong('NET009', 'no addresses', (scene) => network(scene, CniConfig.bridge('br1', { ipam: CniIpam.fixed([]) })),
    'config.ipam.addresses is empty', PLUGIN),
  wrong('NET009', 'a gateway by name', (scene) => network(scene, range({ gateway: 'gateway' })),
    'config.ipam.gateway is "gateway", which is not an address', PLUGIN),
  wrong('NET009', 'an address in place of a range', (scene) => (
    network(scene, CniConfig.macvlan('eth1', { ipam: CniIpam.whereabouts('192.0.2.0') }))),
  'config.ipam.range is "192.0.2.0", which is not a range', PLUGIN),
  wrong('NET009', 'a start outside of the range', (scene) => network(scene, range({ rangeStart: '198.51.100.1' })),
    'config.ipam.rangeStart is "198.51.100.1", which is outside of the range "192.0.2.0/24"', PLUGIN),
  wrong('NET009', 'an exclusion outside of the range', (scene) => network(scene, range({ exclude: ['10.0.0.0/28'] })),
    'config.ipam.exclude[0] is "10.0.0.0/28", which is outside of the range',
    stricter('whereabouts takes it, and it has no effect')),
  wrong('NET009', 'an exclusion of an address', (scene) => network(scene, range({ exclude: ['192.0.2.7'] })),
    'config.ipam.exclude[0] is "192.0.2.7", which is not a range', PLUGIN),
  wrong('NET009', 'a route to a name', (scene) => network(scene, range({ routes: [{ destination: 'all' }] })),
    'config.ipam.routes[0].destination is "all", which is not a range', PLUGIN),
  wrong('NET010', 'an ipvlan without addresses', (scene) => written(scene, json({ type: 'ipvlan', master: 'eth1' })),
    'spec.config.ipam is missing, and an ipvlan tells pods apart by their addresses', PLUGIN),
  wrong('NET011', 'no resource', (scene) => network(scene, CniConfig.sriov()),
    'resourceName is missing, so no machine gets a virtual function', PLUGIN),
  wrong('NET011', 'a resource without domain', (scene) => network(scene, CniConfig.sriov(), { resourceName: 'sriov' }),
    'resourceName "sriov" is not a resource that a device plugin can offer',
    later('the API server refuses a launcher that requests it')),
  wrong('NET013', 'another definition', (scene) => written(scene, json({ ...OVN, netAttachDefName: 'a/lan' })),
    'spec.config.netAttachDefName is "a/lan", but must name the definition itself. Write "cluster-a/lan".', PLUGIN),
  wrong('NET013', 'no definition', (scene) => written(scene, json({ ...OVN, netAttachDefName: undefined })),
    'spec.config.netAttachDefName is missing', PLUGIN),
  wrong('NET013', 'the name of the first network', (scene) => (
    network(scene, CniConfig.ovnLayer2({ networkName: 'default' }))),
  'config.networkName is "default", which is not the name of a network of its own', PLUGIN),
  wrong('NET013', 'addresses by another plugin', (scene) => written(scene, json({ ...OVN, ipam: { type: 'dhcp' } })),
    'spec.config.ipam is written, but OVN gives addresses by itself', PLUGIN),
  wrong('NET013', 'a role of a localnet', (scene) => (
    written(scene, json({ ...OVN, topology: 'localnet', role: 'primary' }))), 'spec.config.role is "primary"', PLUGIN),
  wrong('NET013', 'persistent addresses of layer 3', (scene) => (
    written(scene, json({ ...OVN, topology: 'layer3', subnets: '10.0.0.0/16/24', allowPersistentIPs: true }))),
  'spec.config.allowPersistentIPs is true, but the addresses of layer3 belong to nodes', PLUGIN),
  wrong('NET013', 'a chain', (scene) => written(scene, json({ plugins: [OVN, { type: 'tuning' }] })),
    'spec.config.plugins[0] is one of several plugins, but OVN-Kubernetes takes no chain', PLUGIN),
  wrong('NET013', 'an address in place of a subnet', (scene) => (
    network(scene, CniConfig.ovnLayer2({ subnets: ['192.0.2.0'] }))),
  'config.subnets holds "192.0.2.0", which is not a range', PLUGIN),
  wrong('NET013', 'an exclusion outside of the subnets', (scene) => (
    network(scene, CniConfig.ovnLayer2({ subnets: ['192.0.2.0/24'], excludeSubnets: ['10.0.0.0/30'] }))),
  'config.excludeSubnets holds "10.0.0.0/30", which lies in none of the subnets', PLUGIN),
  wrong('NET013', 'no topology', (scene) => written(scene, json({ ...OVN, topology: undefined })),
    'spec.config.topology is missing, and only the network "default" has none', PLUGIN),
  wrong('NET013', 'a list of subnets', (scene) => written(scene, json({ ...OVN, subnets: ['192.0.2.0/24'] })),
    'spec.config.subnets is ["192.0.2.0/24"], but OVN-Kubernetes reads one text', PLUGIN),
  wrong('NET022', 'the range of Services', (scene) => (
    network(scene, CniConfig.ovnLayer2({ subnets: ['10.96.4.0/24'] }))),
  'config.subnets holds "10.96.4.0/24", which overlaps the service network of cluster infra, "10.96.0.0/12"', PLUGIN),
  wrong('NET022', 'the range of pods in layer 3', (scene) => (
    written(scene, json({ ...OVN, topology: 'layer3', subnets: '10.244.0.0/16/24' }))),
  'spec.config.subnets holds "10.244.0.0/16", which overlaps the pod network of cluster infra', PLUGIN),
  wrong('NET024', 'true in place of on', (scene) => written(scene, json({ type: 'sriov', spoofchk: true }), DEVICE),
    'spec.config.spoofchk is true, but the plugin "sriov" reads a text', PLUGIN),
  wrong('NET024', 'on in place of true', (scene) => written(scene, json({ type: 'bridge', macspoofchk: 'on' })),
    'spec.config.macspoofchk is "on", but the plugin "bridge" reads true or false. Write true or false.', PLUGIN),
  wrong('NET024', 'ipam as text', (scene) => written(scene, json({ type: 'bridge', ipam: 'static' })),
    'spec.config.ipam is "static", but the plugin "bridge" reads an object', PLUGIN),
  wrong('NET002', 'a misspelt plugin for addresses', (scene) => (
    written(scene, json({ type: 'bridge', ipam: { type: 'whereabout' } }))),
  'spec.config.ipam.type "whereabout" is a plugin that is not known here',
  stricter('whether it is installed is not known')),
  wrong('NET025', 'no plugin for addresses', (scene) => (
    written(scene, json({ type: 'bridge', ipam: { range: '192.0.2.0/24' } }))),
  'spec.config.ipam has no type, so nothing of it has an effect', stricter('the plugin ignores the rest')),
  wrong('NET014', 'another provider', (scene) => written(scene, json({ ...KUBE_OVN, provider: 'lan.default.ovn' })),
    'spec.config.provider is "lan.default.ovn", but Kube-OVN reserves addresses for "lan.cluster-a.ovn"', PLUGIN),
  wrong('NET014', 'no socket', (scene) => network(scene, CniConfig.kubeOvn({ serverSocket: '' })),
    'config.serverSocket is missing', PLUGIN),
  wrong('NET014', 'addresses for another provider', (scene) => (
    written(scene, json({
      type: 'macvlan', master: 'eth1', ipam: { ...KUBE_OVN, provider: 'lan.cluster-a.ovn' },
    }))), 'ipam.provider is "lan.cluster-a.ovn", but Kube-OVN reserves addresses for "lan.cluster-a"', PLUGIN),
  wrong('NET017', 'another namespace', (scene) => (
    noObjects(network(scene, CniConfig.bridge('br1'), { namespaceName: 'networks' }))),
  'namespaceName is "networks", but the network is made below the tenant of "cluster-a"',
  stricter('what is made below a tenant is the tenant\'s')),
];

/** Networks that the API server refuses. */
const NAMED: readonly Wrong[] = [
  wrong('NET018', 'capital letters', (scene) => network(scene, CniConfig.bridge('br1'), { name: 'LAN' }),
    'name "LAN" is not a DNS subdomain', refused('"LAN" is invalid: metadata.name')),
];

/** Machines that do not fit a network. */
const CONNECTED: readonly Wrong[] = [
  wrong('NET012', 'a bridge by SR-IOV', (scene) => {
    const attachment = new NetworkAttachment(scene.home, 'lan', { config: CniConfig.bridge('br1') });
    return pool(scene, { networks: [{ network: attachment, binding: MultusBinding.SRIOV }] });
  }, 'networks[0].binding passes a device to the guest, but the network of "lan" is made by the plugin "bridge"',
  later('KubeVirt finds no device, and the machine does not start')),
  wrong('NET015', 'an ipvlan by a bridge', (scene) => {
    const config = CniConfig.ipvlan('eth1', { ipam: CniIpam.dhcp() });
    return pool(scene, { networks: [{ network: new NetworkAttachment(scene.home, 'lan', { config }) }] });
  }, 'connects "lan" to an ipvlan', later('virt-handler cannot set the MAC address of the pod\'s interface')),
  wrong('NET019', 'a macvlan by a bridge', (scene) => {
    const config = CniConfig.macvlan('eth1');
    return pool(scene, { networks: [{ network: new NetworkAttachment(scene.home, 'lan', { config }) }] });
  }, 'connects "lan" to a macvlan, which passes on nothing that is for the MAC address of a guest',
  later('the machine starts, and its guest receives nothing')),
  wrong('NET023', 'a machine that a drain moves', (scene) => {
    const config = CniConfig.bridge('br1', { ipam: CniIpam.whereabouts('192.0.2.0/24') });
    return pool(scene, { networks: [{ network: new NetworkAttachment(scene.home, 'lan', { config }) }] });
  }, 'gives "lan" an address of whereabouts, which the guest keeps when it is live-migrated',
  stricter('KubeVirt moves the machine, and two guests may have one address')),
  wrong('NET020', 'a name alone in place of the pod network', (scene) => (
    pool(scene, {
      podNetwork: PodNetworkBinding.NONE, networks: [{ networkName: 'lan', replacesPodNetwork: true }],
    })), 'networks[0].networkName "lan" takes the place of the pod network without a namespace, so Multus looks for it '
    + 'in its own namespace. Write "cluster-a/lan".',
  later('Multus does not find the network, and no launcher starts')),
  wrong('NET021', 'a network of another cluster', (scene) => {
    const other = KubeVirtCluster.existing(scene.app, 'other', { kubevirt: scene.kubevirt, cdi: scene.cdi });
    const attachment = new NetworkAttachment(other, 'lan', { config: CniConfig.bridge('br1') });
    return noObjects(pool(scene, { networks: [{ network: attachment }] }));
  }, 'networks[0].network is the network "lan" of other/lan, which is not in cluster infra, where the machine is',
  stricter('no server sees the other cluster')),
  wrong('NET016', 'a pool with one address', (scene) => {
    const config = CniConfig.bridge('br1', { ipam: CniIpam.fixed([{ address: '192.0.2.10/24' }]) });
    const attachment = new NetworkAttachment(scene.home, 'lan', { config });
    return pool(scene, { replicas: 2, networks: [{ network: attachment }] });
  }, 'connects "lan" to a network with fixed addresses, which are those of every member too',
  stricter('Kubernetes takes it, and two machines have one address')),
  wrong('NET016', 'two machines with one address', (scene) => {
    const config = CniConfig.bridge('br1', { ipam: CniIpam.fixed([{ address: '192.0.2.10/24' }]) });
    const attachment = new NetworkAttachment(scene.home, 'lan', { config });
    const size = MachineSize.of({ cores: 1, memory: '1Gi' });
    return [
      ...pool(scene, { networks: [{ network: attachment }] }),
      scene.pool({ size, podNetwork: PodNetworkBinding.MASQUERADE, networks: [{ network: attachment }] }, 'others')
        .virtualMachinePool,
    ];
  }, 'which are those of infra/home/workers', stricter('Kubernetes takes it, and two machines have one address')),
];

/** Networks with a fault, and machines that do not fit theirs. */
export const NETWORK_ATTACHMENTS: readonly Wrong[] = [...ATTACHMENTS, ...NAMED, ...CONNECTED];

/** Networks that have none. */
export const NETWORK_ATTACHMENTS_RIGHT: readonly Right[] = [
  right('NET001', 'a list of plugins', (scene) => written(scene, json({ plugins: [{ type: 'bridge' }] }))),
  right('NET001', 'a file of the node', (scene) => written(scene, undefined)),
  right('NET002', 'a plugin of others', (scene) => network(scene, CniConfig.custom(json({ type: 'host-device' })))),
  right('NET003', 'no version', (scene) => written(scene, '{"type":"bridge"}')),
  right('NET004', 'the last VLAN', (scene) => network(scene, CniConfig.bridge('br1', { vlan: 4094 }))),
  right('NET004', 'a trunk', (scene) => (
    network(scene, CniConfig.bridge('br1', { vlan: 0, trunk: [{ first: 1 }, { first: 8, last: 4094 }] })))),
  right('NET005', 'jumbo frames', (scene) => network(scene, CniConfig.macvlan('eth1', { mtu: 9000 }))),
  right('NET006', 'fifteen characters', (scene) => network(scene, CniConfig.bridge('bridge-of-lan-1'))),
  right('NET006', 'the interface of the default route', (scene) => (
    written(scene, json({ type: 'macvlan', master: '' })))),
  right('NET007', 'no mode', (scene) => written(scene, json({ type: 'macvlan', mode: '' }))),
  right('NET008', 'two tags and rates', (scene) => (
    written(scene, json({
      type: 'sriov', vlan: 7, vlanQoS: 7, vlanProto: '802.1AD', min_tx_rate: 100, max_tx_rate: 100,
    }), DEVICE))),
  right('NET009', 'addresses of both families', (scene) => (
    network(scene, CniConfig.bridge('br1', {
      ipam: CniIpam.fixed([{ address: '192.0.2.10/24', gateway: '192.0.2.1' }, { address: 'fd00::10/64' }], {
        routes: [{ destination: '0.0.0.0/0' }],
      }),
    })))),
  right('NET009', 'the whole range', (scene) => (
    network(scene, range({ rangeStart: '192.0.2.0', rangeEnd: '192.0.2.255', exclude: ['192.0.2.0/24'] })))),
  right('NET009', 'a range by its ends', (scene) => (
    network(scene, CniConfig.macvlan('eth1', { ipam: CniIpam.whereabouts('192.0.2.10-192.0.2.20/24') })))),
  right('NET010', 'behind another plugin', (scene) => (
    written(scene, json({ plugins: [{ type: 'vlan', master: 'eth1', vlanId: 7 }, { type: 'ipvlan' }] })))),
  right('NET011', 'a device that the program names', (scene) => (
    written(scene, json({ type: 'sriov', deviceID: '0000:81:01.0' })))),
  right('NET012', 'a device behind another plugin', (scene) => {
    written(scene, json({ type: 'host-device' }), DEVICE);
    pool(scene, { networks: [{ networkName: 'lan', binding: MultusBinding.SRIOV }] });
  }),
  right('NET013', 'two subnets', (scene) => (
    network(scene, CniConfig.ovnLayer2({
      subnets: ['192.0.2.0/24', 'fd00::/64'], excludeSubnets: ['192.0.2.0/28', 'fd00::/64'],
    })))),
  right('NET013', 'the first network', (scene) => (
    written(scene, json({ type: 'ovn-k8s-cni-overlay', name: 'default' })))),
  right('NET022', 'a localnet', (scene) => (
    network(scene, CniConfig.ovnLocalnet('physnet', { subnets: ['10.96.4.0/24'] })))),
  right('NET022', 'a range beside that of Services', (scene) => (
    network(scene, CniConfig.ovnLayer2({ subnets: ['10.112.0.0/24'] })))),
  right('NET023', 'a machine that stays', (scene) => {
    const config = CniConfig.bridge('br1', { ipam: CniIpam.whereabouts('192.0.2.0/24') });
    const attachment = new NetworkAttachment(scene.home, 'lan', { config });
    pool(scene, { evictionStrategy: EvictionStrategy.NONE, networks: [{ network: attachment }] });
  }),
  right('NET024', 'the types that plugins read', (scene) => (
    written(scene, json({
      plugins: [{ type: 'bridge', macspoofchk: true, ipam: {} }, { type: 'sriov', trust: 'on', ipam: null }],
    }), DEVICE))),
  right('NET025', 'no addresses', (scene) => written(scene, json({ type: 'bridge', ipam: {} }))),
  right('NET014', 'as Kube-OVN documents it', (scene) => network(scene, CniConfig.kubeOvn())),
  right('NET014', 'addresses of a macvlan', (scene) => (
    written(scene, json({ type: 'macvlan', ipam: { ...KUBE_OVN, provider: 'lan.cluster-a' } })))),
  right('NET015', 'an ipvlan by a plugin', (scene) => {
    const config = CniConfig.ipvlan('eth1', { ipam: CniIpam.dhcp() });
    const attachment = new NetworkAttachment(scene.home, 'lan', { config });
    pool(scene, { networks: [{ network: attachment, bindingPlugin: 'ipvlan' }] });
  }),
  right('NET019', 'a macvlan by a plugin', (scene) => {
    const attachment = new NetworkAttachment(scene.home, 'lan', { config: CniConfig.macvlan('eth1') });
    pool(scene, { networks: [{ network: attachment, bindingPlugin: 'macvtap' }] });
  }),
  right('NET019', 'the only machine of an interface', (scene) => {
    const config = CniConfig.macvlan('eth1', { mode: MacvlanMode.PASSTHRU });
    pool(scene, { networks: [{ network: new NetworkAttachment(scene.home, 'lan', { config }) }] });
  }),
  right('NET020', 'a network of the program', (scene) => {
    const attachment = new NetworkAttachment(scene.home, 'lan', { config: CniConfig.bridge('br1') });
    pool(scene, { podNetwork: PodNetworkBinding.NONE, networks: [{ network: attachment, replacesPodNetwork: true }] });
  }),
  right('NET020', 'a name alone beside the pod network', (scene) => (
    pool(scene, { networks: [{ networkName: 'lan' }] }))),
  right('NET021', 'a network of the machine\'s cluster', (scene) => {
    const attachment = new NetworkAttachment(scene.infra, 'lan', { config: CniConfig.bridge('br1') });
    pool(scene, { networks: [{ network: attachment }] });
  }),
  right('NET016', 'a pool of one', (scene) => {
    const config = CniConfig.bridge('br1', { ipam: CniIpam.fixed([{ address: '192.0.2.10/24' }]) });
    pool(scene, { networks: [{ network: new NetworkAttachment(scene.home, 'lan', { config }) }] });
  }),
  right('NET017', 'the tenant\'s own namespace', (scene) => (
    network(scene, CniConfig.bridge('br1'), { namespaceName: 'cluster-a' }))),
  right('NET018', 'dots', (scene) => network(scene, CniConfig.bridge('br1'), { name: 'lan.7' })),
];
