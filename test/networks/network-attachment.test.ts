import { ApiObject } from 'cdk8s';
import {
  Boot, BridgePlugin, BundleApp, CdiRelease, CniConfig, CniIpam, InfraCluster, KubeVirtCluster, KubeVirtRelease,
  MachineSize, MacvlanMode, MultusBinding, NetworkAttachment, NetworkAttachmentProps, SriovLinkState, TenantNamespace,
  VirtualMachine, VlanProtocol,
} from '../../src';
import { filesIn, temporaryDirectory } from '../directory';
import { errorsOf, findingsOf } from '../findings';

const RELEASES = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 };

const directory = temporaryDirectory();

function cluster(): { app: BundleApp; infra: InfraCluster } {
  const app = new BundleApp({ outdir: directory() });
  return { app, infra: KubeVirtCluster.existing(app, 'infra', RELEASES) };
}

/** A network of a tenant, and the text of its configuration. */
function configured(config: CniConfig, props: Partial<NetworkAttachmentProps> = {}) {
  const { app, infra } = cluster();
  const tenant = TenantNamespace.existing(infra, 'acme', { namespaceName: 'cluster-acme' });
  const network = new NetworkAttachment(tenant, 'lan', { config, ...props });
  return { app, network, text: network.apiObject.toJson().spec.config as string };
}

test.each<[string, CniConfig, Partial<NetworkAttachmentProps>, string]>([
  ['a bridge', CniConfig.bridge('br1'), {},
    '{"cniVersion":"0.3.1","name":"lan","type":"bridge","bridge":"br1"}'],
  ['a bridge with everything', CniConfig.bridge('br1', {
    plugin: BridgePlugin.CNV_BRIDGE, vlan: 7, mtu: 9000, macSpoofCheck: true, ipam: CniIpam.dhcp(),
  }), {}, '{"cniVersion":"0.3.1","name":"lan","type":"cnv-bridge","bridge":"br1","vlan":7,"preserveDefaultVlan":false,'
    + '"macspoofchk":true,"mtu":9000,"ipam":{"type":"dhcp"}}'],
  ['a trunk', CniConfig.bridge('br1', {
    trunk: [{ first: 7 }, { first: 10, last: 20 }], preserveDefaultVlan: true,
  }), {},
  '{"cniVersion":"0.3.1","name":"lan","type":"bridge","bridge":"br1",'
    + '"vlanTrunk":[{"id":7},{"minID":10,"maxID":20}],'
    + '"preserveDefaultVlan":true}'],
  ['a macvlan', CniConfig.macvlan('eth1', {
    mode: MacvlanMode.PRIVATE,
    ipam: CniIpam.whereabouts('192.0.2.0/24', {
      rangeStart: '192.0.2.10',
      rangeEnd: '192.0.2.20',
      exclude: ['192.0.2.16/30'],
      gateway: '192.0.2.1',
      routes: [{ destination: '10.0.0.0/8' }],
    }),
  }), {}, '{"cniVersion":"0.3.1","name":"lan","type":"macvlan","master":"eth1","mode":"private","ipam":{'
    + '"type":"whereabouts","range":"192.0.2.0/24","range_start":"192.0.2.10","range_end":"192.0.2.20",'
    + '"exclude":["192.0.2.16/30"],"gateway":"192.0.2.1","routes":[{"dst":"10.0.0.0/8"}]}}'],
  ['an ipvlan', CniConfig.ipvlan('eth1', {
    ipam: CniIpam.fixed([{ address: '192.0.2.10/24' }], {
      routes: [{ destination: '0.0.0.0/0', gateway: '192.0.2.1' }],
    }),
  }), {}, '{"cniVersion":"0.3.1","name":"lan","type":"ipvlan","master":"eth1","ipam":{"type":"static",'
    + '"addresses":[{"address":"192.0.2.10/24"}],"routes":[{"dst":"0.0.0.0/0","gw":"192.0.2.1"}]}}'],
  ['virtual functions', CniConfig.sriov({
    vlan: 7,
    vlanQos: 3,
    vlanProtocol: VlanProtocol.DOT1AD,
    spoofCheck: false,
    trust: true,
    linkState: SriovLinkState.ENABLE,
    minTxRate: 0,
    maxTxRate: 1000,
  }), { resourceName: 'intel.com/sriov_netdevice' }, '{"cniVersion":"0.3.1","name":"lan","type":"sriov","vlan":7,'
    + '"vlanQoS":3,"vlanProto":"802.1ad","spoofchk":"off","trust":"on","link_state":"enable","min_tx_rate":0,'
    + '"max_tx_rate":1000}'],
  ['a network of OVN-Kubernetes', CniConfig.ovnLayer2({
    subnets: ['192.0.2.0/24', 'fd00::/64'], excludeSubnets: ['192.0.2.0/28'], persistentIps: true,
  }), {}, '{"cniVersion":"0.3.1","name":"cluster-acme_lan","type":"ovn-k8s-cni-overlay","topology":"layer2",'
    + '"netAttachDefName":"cluster-acme/lan","subnets":"192.0.2.0/24,fd00::/64","excludeSubnets":"192.0.2.0/28",'
    + '"allowPersistentIPs":true}'],
  ['a localnet', CniConfig.ovnLocalnet('physnet', { networkName: 'campus', vlan: 7 }), {},
    '{"cniVersion":"0.3.1","name":"campus","type":"ovn-k8s-cni-overlay","topology":"localnet",'
    + '"netAttachDefName":"cluster-acme/lan","physicalNetworkName":"physnet","vlanID":7}'],
  ['a network of Kube-OVN', CniConfig.kubeOvn(), {}, '{"cniVersion":"0.3.1","name":"lan","type":"kube-ovn",'
    + '"server_socket":"/run/openvswitch/kube-ovn-daemon.sock","provider":"lan.cluster-acme.ovn"}'],
  ['what the user wrote', CniConfig.custom('{ "type": "host-device" }'), {}, '{ "type": "host-device" }'],
])('the configuration of %s is always the same text, without findings', (_what, config, props, text) => {
  const { app, text: written } = configured(config, props);
  expect(written).toBe(text);
  expect(findingsOf(app)).toEqual([]);
});

test('a network below a tenant is in its namespace, with its objects, and is kept when it leaves the bundle', () => {
  const { app, network } = configured(CniConfig.bridge('br1'), {
    resourceName: 'bridge.network.kubevirt.io/br1', labels: { team: 'a' }, annotations: { note: 'b' },
  });
  const { apiVersion, metadata } = network.apiObject.toJson();
  expect(apiVersion).toBe('k8s.cni.cncf.io/v1');
  expect(metadata).toMatchObject({
    name: 'lan',
    namespace: 'cluster-acme',
    labels: { 'team': 'a', 'cdk8s-kubevirt.io/tenant': 'acme' },
    annotations: {
      'k8s.v1.cni.cncf.io/resourceName': 'bridge.network.kubevirt.io/br1',
      'note': 'b',
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    },
  });
  app.synth();
  expect(Object.keys(filesIn(directory()))).toContain('clusters/infra/50-tenants/cluster-acme/networks.k8s.yaml');
});

test('a network below a cluster is in the namespace default, before the tenants', () => {
  const { app, infra } = cluster();
  const network = new NetworkAttachment(infra, 'wan', { config: CniConfig.bridge('br1') });
  expect([network.namespaceName, network.attachmentName]).toEqual(['default', 'wan']);
  app.synth();
  expect(Object.keys(filesIn(directory()))).toContain('clusters/infra/30-catalog/networks.k8s.yaml');
});

test('a network in the namespace of KubeVirt stands beside its custom resource', () => {
  const app = new BundleApp({ outdir: directory() });
  const infra = new KubeVirtCluster(app, 'infra', {
    ...RELEASES, kubevirtNamespace: 'virt', kubevirtConfig: { migrations: { network: 'migration' } },
  });
  const config = CniConfig.macvlan('eth1', { ipam: CniIpam.whereabouts('192.0.2.0/24') });
  new NetworkAttachment(infra, 'migration', { config, namespaceName: infra.kubevirtNamespace });
  new NetworkAttachment(infra, 'other', { config: CniConfig.bridge('br1'), namespaceName: 'kubevirt' });
  expect(errorsOf(app)).toEqual([]);
  app.synth();
  expect(Object.keys(filesIn(directory())).filter((path) => path.endsWith('/networks.k8s.yaml'))).toEqual([
    'clusters/infra/20-platform/networks.k8s.yaml', 'clusters/infra/30-catalog/networks.k8s.yaml',
  ]);
});

test('the binding follows from the network, also in a configuration that the user wrote', () => {
  const written = ['{"type":"sriov"}', '{'].map((json) => CniConfig.custom(json));
  expect([CniConfig.sriov(), written[0], CniConfig.macvlan('a'), written[1]].map(({ _binding }) => _binding)).toEqual([
    MultusBinding.SRIOV, MultusBinding.SRIOV, MultusBinding.BRIDGE, MultusBinding.BRIDGE,
  ]);
});

test('a missing configuration is one finding', () => {
  const { app, infra } = cluster();
  new NetworkAttachment(infra, 'wan', {} as NetworkAttachmentProps);
  expect(errorsOf(app)).toEqual([expect.stringContaining('config')]);
});

test('an object of somebody else is read without a word about its types', () => {
  const { app, infra } = cluster();
  for (const [index, spec] of [null, 'text', { config: 5 }, { config: '{"plugins":[null]}' }].entries()) {
    new ApiObject(infra, `odd-${index}`, {
      apiVersion: 'k8s.cni.cncf.io/v1',
      kind: 'NetworkAttachmentDefinition',
      metadata: { name: `odd-${index}`, namespace: 'default' },
      spec,
    } as never);
  }
  expect(errorsOf(app).filter((line) => line.includes('spec.config'))).toHaveLength(2);
});

test('a network in a namespace that is written later is an error, for it would be applied before', () => {
  const { app, infra } = cluster();
  const { namespaceName } = new TenantNamespace(infra, 'acme');
  new NetworkAttachment(infra, 'wan', { config: CniConfig.bridge('br1'), namespaceName });
  expect(errorsOf(app)).toEqual([expect.stringContaining(`namespace "${namespaceName}"`)]);
});

test('a program with networks writes the same bytes', () => {
  const { app, infra } = cluster();
  const tenant = TenantNamespace.existing(infra, 'acme', { namespaceName: 'cluster-acme' });
  const lan = new NetworkAttachment(tenant, 'lan', { config: CniConfig.bridge('br1', { vlan: 7 }) });
  const fast = new NetworkAttachment(tenant, 'fast', {
    config: CniConfig.sriov(), resourceName: 'intel.com/sriov_netdevice',
  });
  const wan = new NetworkAttachment(infra, 'wan', { config: CniConfig.bridge('br2', { ipam: CniIpam.dhcp() }) });
  new VirtualMachine(tenant, 'db', {
    boot: Boot.containerDisk('quay.io/containerdisks/fedora:42'),
    size: MachineSize.of({ cores: 2, memory: '4Gi' }),
    networks: [{ network: lan }, { network: fast }, { network: wan, name: 'out' }],
    subdomain: 'sql',
    subdomainService: true,
    identity: { seed: 'db' },
  });
  expect(app.synthYaml()).toMatchSnapshot();
});
