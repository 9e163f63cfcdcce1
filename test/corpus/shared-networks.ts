import { ApiObject } from 'cdk8s';
import { right, Right, stricter, wrong, Wrong } from './case';
import { BASE } from './machine/machine';
import { Scene } from './scene';
import { MachineSize, PodNetworkBinding, TenantNamespace, WorkerPool } from '../../src';
import { mergeDeep } from '../../src/toolkit/merge';

const TAKEN = stricter('Kubernetes takes both machines, and nothing filters what is between them');
const TOGETHER = 'connects the namespaces cluster-a and cluster-acme, and NetworkPolicies do not reach Multus networks';

/** A pool of a tenant on a Multus network. */
function poolOn(scene: Scene, id: string, networkName: string): ApiObject {
  const tenant = TenantNamespace.existing(scene.infra, id, { namespaceName: `cluster-${id}` });
  return new WorkerPool(tenant, 'workers', {
    replicas: 1,
    image: scene.ubuntu,
    size: MachineSize.of({ cores: 2, memory: '4Gi' }),
    podNetwork: PodNetworkBinding.MASQUERADE,
    networks: [{ networkName }],
  }).virtualMachinePool;
}

/** A machine of the user's own on a Multus network. */
function machineOn(scene: Scene, kind: string, namespace: string, networkName: string): ApiObject {
  const networking = {
    networks: [{ name: 'lan', multus: { networkName } }],
    domain: { devices: { interfaces: [{ name: 'lan', bridge: {} }] } },
  };
  const machine = mergeDeep<any>(BASE, { template: { spec: networking } });
  return new ApiObject(scene.infra, `${kind}-${namespace}`, {
    apiVersion: 'kubevirt.io/v1',
    kind,
    metadata: { name: 'lan', namespace },
    spec: kind === 'VirtualMachine' ? machine : {
      ...machine.template.spec,
      volumes: [],
      domain: {
        ...machine.template.spec.domain, devices: { interfaces: [{ name: 'lan', bridge: {} }] },
      },
    },
  });
}

function attachment(scene: Scene, namespace: string, config: object, annotations?: object): ApiObject {
  return new ApiObject(scene.infra, `attachment-${namespace}`, {
    apiVersion: 'k8s.cni.cncf.io/v1',
    kind: 'NetworkAttachmentDefinition',
    metadata: { name: 'lan', namespace, annotations: annotations as never },
    spec: { config: JSON.stringify(config) },
  });
}

const NAMED_BRIDGE = { cniVersion: '0.3.1', type: 'bridge', bridge: 'br1' };
const bridge = (vlan: number) => ({ ...NAMED_BRIDGE, vlan, preserveDefaultVlan: false });
const trunk = (...vlanTrunk: object[]) => ({ ...NAMED_BRIDGE, vlanTrunk, preserveDefaultVlan: false });

/** Two tenants whose machines are on bridges of their own namespaces. */
function bridges(scene: Scene, first: object, second: object, annotations?: object): ApiObject[] {
  attachment(scene, 'cluster-a', first, annotations);
  attachment(scene, 'cluster-acme', second, annotations);
  return [poolOn(scene, 'a', 'lan'), poolOn(scene, 'acme', 'lan')];
}

const OVN = { type: 'ovn-k8s-cni-overlay' };
const LOCALNET = { ...OVN, topology: 'localnet', physicalNetworkName: 'physnet' };
const VIRTUAL_FUNCTION = { 'k8s.v1.cni.cncf.io/resourceName': 'intel.com/sriov_netdevice' };
const named = (name: string, namespace: string) => ({ name, netAttachDefName: `${namespace}/lan` });

/** Two configurations that lead to one network. */
const ONE_NETWORK: readonly (readonly [name: string, first: object, second: object, annotations?: object])[] = [
  ['the bridge of the plugin\'s own name', { type: 'bridge' }, { type: 'bridge', bridge: 'cni0' }],
  ['a macvlan and an ipvlan', { type: 'macvlan', master: 'eth1' },
    { type: 'ipvlan', master: 'eth1', ipam: { type: 'dhcp' } }],
  ['one pool of virtual functions', { type: 'sriov', vlan: 7 }, { type: 'sriov', vlan: 7 }, VIRTUAL_FUNCTION],
  ['one network of OVN', { ...OVN, topology: 'layer2', ...named('tenants', 'cluster-a') },
    { ...OVN, topology: 'layer2', ...named('tenants', 'cluster-acme') }],
  ['a VLAN and a trunk with it', bridge(7), trunk({ id: 5 }, { id: 7 })],
  ['a VLAN and a trunk around it', trunk({ minID: 5, maxID: 9 }), bridge(7)],
  ['two trunks that overlap', trunk({ minID: 5, maxID: 9 }), trunk({ minID: 9, maxID: 12 })],
  ['two VLANs beside the default one', { ...NAMED_BRIDGE, vlan: 7 }, { ...NAMED_BRIDGE, vlan: 8 }],
  ['no VLAN, and the default one', NAMED_BRIDGE, bridge(1)],
  ['no VLAN, and one beside the default one', NAMED_BRIDGE, { ...bridge(7), preserveDefaultVlan: true }],
  ['one physical network', { ...LOCALNET, ...named('a', 'cluster-a'), vlanID: 7 },
    { ...LOCALNET, ...named('b', 'cluster-acme'), vlanID: 7 }],
];

/** Multus networks that connect tenants. */
export const SHARED_NETWORKS: readonly Wrong[] = [
  wrong('TENANT058', 'a network of a third namespace', (scene) => (
    [poolOn(scene, 'a', 'networks/lan'), poolOn(scene, 'acme', 'networks/lan')]), `"networks/lan" ${TOGETHER}`, TAKEN),
  wrong('TENANT058', 'a network of the default namespace', (scene) => (
    [poolOn(scene, 'a', 'default/lan'), poolOn(scene, 'acme', 'default/lan')]), `"default/lan" ${TOGETHER}`, TAKEN),
  wrong('TENANT058', 'a network of the other tenant', (scene) => {
    TenantNamespace.existing(scene.infra, 'a', { namespaceName: 'cluster-a' });
    return [poolOn(scene, 'acme', 'cluster-a/lan')];
  }, `"cluster-a/lan" ${TOGETHER}`, TAKEN),
  wrong('TENANT058', 'machines of the user\'s own', (scene) => {
    TenantNamespace.existing(scene.infra, 'a', { namespaceName: 'cluster-a' });
    return [
      machineOn(scene, 'VirtualMachine', 'cluster-a', 'networks/lan'),
      machineOn(scene, 'VirtualMachineInstance', 'cluster-acme', 'networks/lan'),
    ];
  }, `"networks/lan" ${TOGETHER}`, TAKEN),
  wrong('TENANT058', 'one bridge under two names', (scene) => bridges(scene, bridge(7), bridge(7)),
    '"cluster-acme/lan" and "cluster-a/lan", which lead to the same network, connect the namespaces cluster-a and '
      + 'cluster-acme', TAKEN),
  wrong('TENANT058', 'one bridge in a list of plugins', (scene) => (
    bridges(scene, { plugins: [bridge(7), { type: 'tuning' }] }, { ...bridge(7), type: 'cnv-bridge' })),
  'which lead to the same network', TAKEN),
  ...ONE_NETWORK.map(([name, first, second, annotations]) => (
    wrong('TENANT058', name, (scene) => bridges(scene, first, second, annotations), 'which lead to the same network',
      TAKEN))),
];

/** Multus networks that connect nobody with another tenant. */
export const SHARED_NETWORKS_RIGHT: readonly Right[] = [
  right('TENANT058', 'two pools of one tenant', (scene) => {
    poolOn(scene, 'a', 'networks/lan');
    machineOn(scene, 'VirtualMachine', 'cluster-a', 'networks/lan');
  }),
  right('TENANT058', 'networks of one name in two namespaces', (scene) => {
    poolOn(scene, 'a', 'lan');
    poolOn(scene, 'acme', 'lan');
  }),
  right('TENANT058', 'two VLANs of one bridge', (scene) => bridges(scene, bridge(7), bridge(8))),
  right('TENANT058', 'a VLAN, and a trunk without it', (scene) => (
    bridges(scene, bridge(7), trunk({ minID: 1, maxID: 6 }, { id: 8 })))),
  right('TENANT058', 'a VLAN, and none', (scene) => bridges(scene, bridge(7), NAMED_BRIDGE)),
  right('TENANT058', 'two VLANs of one pool of virtual functions', (scene) => (
    bridges(scene, { type: 'sriov', vlan: 7 }, { type: 'sriov', vlan: 8 }, VIRTUAL_FUNCTION))),
  right('TENANT058', 'two networks of OVN', (scene) => (
    bridges(scene, { ...OVN, topology: 'layer2', ...named('a', 'cluster-a') },
      { ...OVN, topology: 'layer2', ...named('b', 'cluster-acme') }))),
  right('TENANT058', 'configurations that cannot be read', (scene) => (
    bridges(scene, { type: 'other' }, { type: 'other' }))),
];
