import { ApiObject } from 'cdk8s';
import { later, Plain, refused, right, Right, stricter, Wrong, wrong } from './case';
import { BASE } from './machine/machine';
import { emitted, noObjects, patched, Scene } from './scene';
import {
  CniConfig, InterfaceProtocol, InterfaceState, MachineSize, MultusBinding, NetworkAttachment, PodNetworkBinding,
  VirtualMachine, WorkerPoolProps,
} from '../../src';
import { mergeDeep } from '../../src/toolkit/merge';

/** A pool with networks. */
function pool(scene: Scene, props: Partial<WorkerPoolProps>): ApiObject[] {
  return [scene.pool({ podNetwork: PodNetworkBinding.MASQUERADE, ...props }).virtualMachinePool];
}

/** The machine of a pool with a change. */
function changed(scene: Scene, spec: object): ApiObject[] {
  const template = { metadata: { labels: { 'kubevirt.io/vmpool': 'workers' } }, spec };
  return [patched(pool(scene, {})[0], '/spec/virtualMachineTemplate/spec', mergeDeep<any>(BASE, { template }))];
}

const masqueraded = (pod: object) => ({ networks: [{ name: 'default', pod }] });
const bridged = {
  networks: [{ name: 'default', pod: {} }],
  domain: {
    devices: { interfaces: [{ name: 'default', bridge: {} }] },
  },
};
const START = later('KubeVirt takes the machine and cannot connect it');

/** A machine of a cluster whose KubeVirt custom resource says something about networks. */
function inCluster(scene: Scene, settings: object, spec: object): (ApiObject | Plain)[] {
  const cluster = scene.cluster({ overrides: { kubevirt: { configuration: { network: settings } } } });
  const machine = mergeDeep<any>(BASE, { template: { spec } });
  return [new ApiObject(cluster, 'machine', {
    apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine', metadata: { name: 'a', namespace: 'default' }, spec: machine,
  })];
}

const plugin = (name: string) => ({ domain: { devices: { interfaces: [{ name: 'default', binding: { name } }] } } });
const REGISTERED = { binding: { l2bridge: { domainAttachmentType: 'managedTap' } } };

/** Machines with a fault in their networks. */
export const INTERFACES: readonly Wrong[] = [
  wrong('VM186', 'nothing', (scene) => noObjects(pool(scene, { networks: [{ name: 'lan' }] })),
    'networks[0] has neither network nor networkName', stricter('there is nothing to write')),
  wrong('VM186', 'both', (scene) => noObjects(pool(scene, {
    networks: [
      { network: new NetworkAttachment(scene.home, 'lan', { config: CniConfig.bridge('br1') }), networkName: 'other' },
    ],
  })), 'networks[0].networkName is "other" beside network', stricter('only one can be written')),
  wrong('VM187', 'a plugin beside a binding', (scene) => noObjects(pool(scene, {
    networks: [
      { networkName: 'lan', binding: MultusBinding.BRIDGE, bindingPlugin: 'macvtap' },
    ],
  })), 'networks[0].bindingPlugin is "macvtap" beside binding', stricter('only one can be written')),
  wrong('VM187', 'a bridge to virtual functions', (scene) => {
    const network = new NetworkAttachment(scene.home, 'fast', {
      config: CniConfig.sriov(), resourceName: 'intel.com/vf',
    });
    return noObjects(pool(scene, { networks: [{ network, binding: MultusBinding.BRIDGE }] }));
  }, 'networks[0].binding is bridge, but the network has virtual functions', stricter('no server sees what was meant')),
  wrong('VM187', 'a plugin on the pod network', (scene) => (
    noObjects(pool(scene, { podInterface: { bindingPlugin: 'passt' } }))),
  'podInterface.bindingPlugin is "passt" beside podNetwork', stricter('only one can be written')),
  wrong('VM188', 'no pod network', (scene) => (
    noObjects(pool(scene, { podNetwork: PodNetworkBinding.NONE, podInterface: { state: InterfaceState.DOWN } }))),
  'podInterface is written, but podNetwork is none', stricter('the machine lacks that interface')),
  wrong('VM185', 'a subdomain with a digit first', (scene) => (
    emitted(scene.pool({ podNetwork: PodNetworkBinding.MASQUERADE, subdomain: '1web', subdomainService: true }),
      'Service')),
  'subdomain "1web" does not begin with a letter',
  refused('Service "1web" is invalid: metadata.name'), { kubernetesUntil: '1.36' }),
  wrong('VM189', 'no subdomain', (scene) => noObjects(pool(scene, { subdomainService: true })),
    'subdomainService is true, but subdomain is missing', stricter('the Service has no name')),
  wrong('VM190', 'a name', (scene) => pool(scene, { podInterface: { vmNetworkCidr: 'private' } }),
    'podInterface.vmNetworkCidr "private" is not a range of IPv4. Write one such as 10.0.2.0/24.', START),
  wrong('VM190', 'the other family', (scene) => changed(scene, masqueraded({ vmNetworkCIDR: 'fd10:0:2::/120' })),
    '"fd10:0:2::/120" is not a range of IPv4', START),
  wrong('VM190', 'two addresses', (scene) => pool(scene, { podInterface: { vmIpv6NetworkCidr: 'fd10:0:2::/127' } }),
    'podInterface.vmIpv6NetworkCidr "fd10:0:2::/127" has too few addresses', START),
  wrong('VM191', 'a bridge', (scene) => (
    pool(scene, { podNetwork: PodNetworkBinding.BRIDGE, podInterface: { vmNetworkCidr: '10.9.0.0/24' } })),
  'podInterface.vmNetworkCidr is "10.9.0.0/24", but "default" has another binding than masquerade',
  stricter('KubeVirt takes it, and does nothing with it')),
  wrong('VM192', 'an unknown plugin', (scene) => inCluster(scene, REGISTERED, plugin('l3bridge')),
    '"l3bridge" is not registered in the KubeVirt custom resource; these are: l2bridge',
    later('virt-controller makes no launcher')),
  wrong('VM193', 'a bridge', (scene) => inCluster(scene, { permitBridgeInterfaceOnPodNetwork: false }, bridged),
    'is a bridge on the pod network, which the KubeVirt custom resource does not permit',
    stricter('the server of the conformance has another KubeVirt custom resource')),
  wrong('VM194', 'an index of 20000', (scene) => pool(scene, { podInterface: { acpiIndex: 20_000 } }),
    'podInterface.acpiIndex is 20000, but an ACPI index is from 1 to 16383', later('QEMU refuses it')),
  wrong('VM194', 'one index twice', (scene) => (
    pool(scene, { podInterface: { acpiIndex: 1 }, networks: [{ networkName: 'lan', acpiIndex: 1 }] })),
  'networks[0].acpiIndex is 1, which the interface "default" has as well', later('QEMU refuses it')),
  wrong('VM196', 'passt', (scene) => noObjects(pool(scene, { podNetwork: PodNetworkBinding.PASST })),
    'podNetwork is PodNetworkBinding.PASST, which KubeVirt has from v1.8 on, but the cluster has KubeVirt v1.7.4',
    stricter('the API server drops the field'), { kubevirtUntil: 'v1.8.0' }),
  wrong('VM196', 'ranges of ports', (scene) => noObjects(pool(scene, {
    podInterface: { portRanges: [{ protocol: InterfaceProtocol.TCP, start: 1, end: 9 }] },
  })), 'podInterface.portRanges is written, which KubeVirt has from v1.9 on',
  stricter('the API server drops the field'), { kubevirtUntil: 'v1.9.0' }),
  wrong('VM195', 'no Service', (scene) => complete(scene, []),
    'subdomain is "web", but the bundle holds no Service of that name', stricter('Kubernetes takes it')),
  wrong('VM195', 'a Service of other machines', (scene) => (
    complete(scene, [{ clusterIP: 'None', selector: { app: 'others' } }])),
  'the selector of the Service of that name does not match the machine', stricter('Kubernetes takes it')),
  wrong('VM201', 'a bridge', (scene) => (
    pool(scene, { podNetwork: PodNetworkBinding.BRIDGE, podInterface: { ports: [{ port: 22 }] } })),
  'podInterface.ports lists ports of "default", which is connected by a bridge, so all others reach the guest as well',
  stricter('KubeVirt takes it, and the list has no effect')),
  wrong('VM202', 'two interfaces', (scene) => (
    pool(scene, { networks: ['a', 'b'].map((networkName) => ({ networkName, pciAddress: '0000:81:01.0' })) })),
  'networks[1].pciAddress is "0000:81:01.0", which the interface "a" has as well',
  later('libvirt does not start the machine')),
  wrong('VM203', 'the range of Services', (scene) => pool(scene, { podInterface: { vmNetworkCidr: '10.96.0.0/24' } }),
    'podInterface.vmNetworkCidr is "10.96.0.0/24", which overlaps the service network of cluster infra',
    stricter('KubeVirt takes it, and the guest does not reach Services')),
  wrong('VM195', 'a Service with an address', (scene) => complete(scene, [{ ports: [{ port: 80 }] }]),
    'the Service of that name has a cluster IP', stricter('Kubernetes takes it')),
];

/** A machine with a subdomain in a cluster whose objects the bundle holds completely. */
function complete(scene: Scene, services: readonly object[]): ApiObject[] {
  const cluster = scene.cluster({ bundleIsComplete: true });
  const spec = mergeDeep<any>(BASE, { template: { spec: { subdomain: 'web' } } });
  const metadata = { namespace: 'default' };
  const all = services.map((service) => new ApiObject(cluster, 'service', {
    apiVersion: 'v1', kind: 'Service', metadata: { ...metadata, name: 'web' }, spec: service,
  } as never));
  return [...all, new ApiObject(cluster, 'machine', {
    apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine', metadata: { ...metadata, name: 'a' }, spec,
  })];
}

/** Machines whose networks have none. */
export const INTERFACES_RIGHT: readonly Right[] = [
  right('VM186', 'a network of the program and one of others', (scene) => {
    const attachment = new NetworkAttachment(scene.home, 'lan', { config: CniConfig.bridge('br1') });
    pool(scene, { networks: [{ network: attachment }, { networkName: 'wan' }] });
  }),
  right('VM187', 'a plugin alone', (scene) => (
    pool(scene, { podNetwork: undefined, podInterface: { bindingPlugin: 'passt' } }))),
  right('VM187', 'a plugin of a single machine', (scene) => new VirtualMachine(scene.home, 'single', {
    image: scene.ubuntu, size: MachineSize.of({ cores: 1, memory: '2Gi' }), podInterface: { bindingPlugin: 'passt' },
  })),
  right('VM188', 'the usual network', (scene) => (
    pool(scene, { podNetwork: undefined, podInterface: { state: InterfaceState.DOWN } }))),
  right('VM185', 'a letter first in a subdomain', (scene) => (
    pool(scene, { subdomain: 'w1', subdomainService: true }))),
  right('VM196', 'ports', (scene) => pool(scene, { podInterface: { ports: [{ port: 80 }] } })),
  right('VM189', 'a subdomain', (scene) => pool(scene, { subdomain: 'web', subdomainService: true })),
  right('VM190', 'the smallest ranges', (scene) => (
    pool(scene, { podInterface: { vmNetworkCidr: '10.9.0.0/30', vmIpv6NetworkCidr: 'fd10:0:3::/126' } }))),
  right('VM190', 'an address in the range', (scene) => changed(scene, masqueraded({ vmNetworkCIDR: '10.0.2.5/24' }))),
  right('VM191', 'a plugin, which may read it', (scene) => (
    pool(scene, { podNetwork: undefined, podInterface: { bindingPlugin: 'slirp', vmNetworkCidr: '10.9.0.0/24' } }))),
  right('VM192', 'a registered plugin', (scene) => inCluster(scene, REGISTERED, plugin('l2bridge'))),
  right('VM192', 'a cluster that exists already', (scene) => changed(scene, plugin('l2bridge'))),
  right('VM193', 'a bridge that is permitted', (scene) => (
    inCluster(scene, { permitBridgeInterfaceOnPodNetwork: true }, bridged))),
  right('VM194', 'the last index', (scene) => (
    pool(scene, { podInterface: { acpiIndex: 16_383 }, networks: [{ networkName: 'lan', acpiIndex: 1 }] }))),
  right('VM195', 'a headless Service', (scene) => complete(scene, [{ clusterIP: 'None' }])),
  right('VM195', 'a headless Service of launchers', (scene) => (
    complete(scene, [{ clusterIP: 'None', selector: { 'vm.kubevirt.io/name': 'a' } }]))),
  right('VM201', 'a masquerade', (scene) => pool(scene, { podInterface: { ports: [{ port: 22 }] } })),
  right('VM201', 'names for Services', (scene) => (
    pool(scene, { podNetwork: PodNetworkBinding.BRIDGE, podInterface: { ports: [{ port: 22, name: 'ssh' }] } }))),
  right('VM202', 'two addresses', (scene) => (
    pool(scene, {
      networks: ['a', 'b'].map((networkName, index) => ({ networkName, pciAddress: `0000:81:0${index}.0` })),
    }))),
  right('VM203', 'the usual range, and a bridge on another', (scene) => pool(scene, {})),
];
