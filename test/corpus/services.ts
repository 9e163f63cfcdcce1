import { ApiObject, Duration } from 'cdk8s';
import { later, refused, Right, right, stricter, Wrong, wrong } from './case';
import { emitted, Scene } from './scene';
import {
  ExternalTrafficPolicy, Isolation, MachineService, MachineServiceProps, MachineServiceType, MachineSize,
  NetworkProtocol, PodNetworkBinding, TenantNamespace, VirtualMachine, VirtualMachineProps,
} from '../../src';

const HTTP = { port: 80 };
const SIZE = MachineSize.of({ cores: 2, memory: '4Gi' });
const OUTSIDE = { cidrs: ['203.0.113.0/24'] };

/** A Service of machines of the tenant that exists. */
function service(scene: Scene, props: Partial<MachineServiceProps>, id = 'web'): MachineService {
  return new MachineService(scene.home, id, { machineLabels: { app: 'shop' }, ports: [HTTP], ...props });
}

function services(props: Partial<MachineServiceProps>): (scene: Scene) => ApiObject[] {
  return (scene) => [service(scene, props).service];
}

/** A Service that the user writes. */
function plainService(scene: Scene, spec: object): ApiObject {
  return new ApiObject(scene.home, 'plain', {
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'plain', namespace: 'cluster-a' }, spec,
  } as never);
}

function machine(scene: Scene, props: Partial<VirtualMachineProps> = {}): VirtualMachine {
  return new VirtualMachine(scene.home, 'db', { image: scene.ubuntu, size: SIZE, ...props });
}

/** A machine whose interface passes on one port. */
function listing(scene: Scene): VirtualMachine {
  const interfaces = [{ name: 'default', masquerade: {}, ports: [{ name: 'ssh', port: 22 }] }];
  return machine(scene, { overrides: { template: { spec: { domain: { devices: { interfaces } } } } } });
}

const NODE_PORTS = { type: MachineServiceType.NODE_PORT };
const TAKEN = stricter('Kubernetes takes the Service, and nothing answers it');

/** Services with a fault. */
export const SERVICES: readonly Wrong[] = [
  wrong(
    'VM178', 'a port too high', services({ ports: [{ port: 65_536 }] }), 'ports[0].port 65536 is not a port',
    refused('spec.ports[0].port: Invalid value: 65536'),
  ),
  wrong(
    'VM178', 'a target port too high', services({ ports: [{ port: 80, targetPort: 70_000 }] }),
    'ports[0].targetPort 70000 is not a port', refused('spec.ports[0].targetPort: Invalid value: 70000'),
  ),
  wrong(
    'VM178', 'a name of a target port', services({ ports: [{ port: 80, targetPort: 'a-long-port-name' }] }),
    'ports[0].targetPort "a-long-port-name" is not a port name',
    refused('spec.ports[0].targetPort: Invalid value: "a-long-port-name"'),
  ),
  wrong(
    'VM178', 'the number of a target port as a text', services({ ports: [{ port: 80, targetPort: '8080' }] }),
    'ports[0].targetPort "8080" is a text, so it stands for the name of a port, and that has a letter. Write 8080.',
    refused('spec.ports[0].targetPort: Invalid value: "8080"'),
  ),
  wrong(
    'VM178', 'no ports', services({ ports: [] }), 'ports holds no port', refused('spec.ports: Required value'),
  ),
  wrong(
    'VM178', 'a port twice', services({ ports: [HTTP, { port: 80, name: 'again' }] }), 'ports holds TCP 80 twice',
    refused('.spec.ports: duplicate entries for key [port=80,protocol="TCP"]'),
  ),
  wrong(
    'VM178', 'a name twice', services({ ports: [{ port: 80, name: 'web' }, { port: 81, name: 'web' }] }),
    'ports holds two ports named "web"', refused('spec.ports[1].name: Duplicate value: "web"'),
  ),
  wrong(
    'VM178', 'no names', (scene) => [plainService(scene, { ports: [{ port: 80 }, { port: 81 }] })],
    'spec.ports[0].name is missing, but the Service has several ports', refused('spec.ports[0].name: Required value'),
  ),
  wrong(
    'VM179', 'a port of nodes', services({ ports: [{ port: 80, nodePort: 30080 }] }),
    'ports[0].nodePort is 30080, but the type is ClusterIP, and only NodePort and LoadBalancer have it',
    refused('may not be used when `type` is \'ClusterIP\''),
  ),
  wrong(
    'VM179', 'a policy for clients outside', services({ externalTrafficPolicy: ExternalTrafficPolicy.LOCAL }),
    'externalTrafficPolicy is Local, but the type is ClusterIP',
    refused('may only be set for externally-accessible services'),
  ),
  wrong(
    'VM179', 'a class', services({ ...NODE_PORTS, loadBalancerClass: 'metallb.io/metallb' }),
    'loadBalancerClass is metallb.io/metallb, but the type is NodePort, and only LoadBalancer has it',
    refused('spec.loadBalancerClass: Forbidden'),
  ),
  wrong(
    'VM179', 'an invalid class',
    services({ type: MachineServiceType.LOAD_BALANCER, loadBalancerClass: 'not a class' }),
    'loadBalancerClass "not a class" is not the name of a class',
    refused('spec.loadBalancerClass: Invalid value: "not a class"'),
  ),
  wrong(
    'VM179', 'two days', services({ sessionAffinity: Duration.days(2) }),
    'sessionAffinity is 172800 seconds, but Kubernetes takes whole ones from 1 to 86400',
    refused('must be greater than 0 and less than 86400'),
  ),
  wrong(
    'VM179', 'an address of none', (scene) => [plainService(scene, {
      type: 'NodePort', clusterIP: 'None', ports: [HTTP], selector: { app: 'shop' },
    })],
    'spec.clusterIP is None, but the type is NodePort', refused('may not be set to \'None\' for NodePort services'),
  ),
  wrong(
    'VM179', 'an invalid label', services({ machineLabels: { app: 'My shop' } }),
    'machineLabels.app "My shop" is not a label value', refused('spec.selector: Invalid value: "My shop"'),
  ),
  wrong(
    'VM180', 'a low port', services({ ...NODE_PORTS, ports: [{ port: 80, nodePort: 8080 }] }),
    'ports[0].nodePort 8080 is not within the usual range, 30000 to 32767',
    later('the API server refuses it where nodes have the usual ports; a dry run does not look'),
  ),
  wrong(
    'VM181', 'in one Service',
    services({ ...NODE_PORTS, ports: [{ port: 80, nodePort: 30080 }, { port: 81, nodePort: 30080 }] }),
    'ports[1].nodePort 30080 is that of infra/home/web',
    refused('spec.ports[1].nodePort: Invalid value: 30080: provided port is already allocated'),
  ),
  wrong(
    'VM181', 'in two Services',
    (scene) => ['one', 'two'].map((id) => (
      service(scene, { ...NODE_PORTS, ports: [{ port: 80, nodePort: 30081 }] }, id).service)),
    'ports[0].nodePort 30081 is that of infra/home/one',
    stricter('Kubernetes takes each alone, and refuses the second once the first is there'),
  ),
  wrong(
    'VM181', 'by TCP and UDP',
    services({
      ...NODE_PORTS,
      ports: [{ port: 80, nodePort: 30082 }, { port: 81, nodePort: 30082, protocol: NetworkProtocol.UDP }],
    }),
    'ports[1].nodePort 30082 is that of infra/home/web',
    refused('spec.ports[1].nodePort: Invalid value: 30082: provided port is already allocated'),
  ),
  wrong(
    'VM181', 'by TCP and UDP in two Services',
    (scene) => [NetworkProtocol.TCP, NetworkProtocol.UDP].map((protocol, index) => (
      service(scene, { ...NODE_PORTS, ports: [{ port: 80, protocol, nodePort: 30083 }] }, `by-${index}`).service)),
    'ports[0].nodePort 30083 is that of infra/home/by-0',
    stricter('Kubernetes takes each alone, and refuses the second once the first is there'),
  ),
  wrong(
    'VM182', 'a machine without an interface',
    (scene) => [machine(scene, { podNetwork: PodNetworkBinding.NONE }).expose('web', { ports: [HTTP] }).service],
    'selects infra/home/db/VirtualMachine, whose guest is not on the pod network', TAKEN,
  ),
  wrong(
    'VM183', 'a port that passt does not forward',
    (scene) => [machine(scene, {
      podNetwork: PodNetworkBinding.PASST, podInterface: { ports: [{ port: 443 }] },
    }).expose('web', { ports: [HTTP] }).service],
    'ports[0].port sends traffic to TCP 80 of infra/home/db/VirtualMachine, whose interface lists other ports alone',
    TAKEN, { kubevirtFrom: 'v1.8.0' },
  ),
  wrong(
    'VM183', 'a port that is not listed',
    (scene) => [listing(scene).expose('web', { ports: [HTTP] }).service],
    'ports[0].port sends traffic to TCP 80 of infra/home/db/VirtualMachine, whose interface lists other ports alone',
    TAKEN,
  ),
  wrong(
    'VM183', 'a name that is not there',
    (scene) => [listing(scene).expose('web', { ports: [{ port: 80, targetPort: 'http' }] }).service],
    'ports[0].targetPort "http" names none of the TCP ports of infra/home/db/VirtualMachine', TAKEN,
  ),
  wrong(
    'VM184', 'no labels', services({ machineLabels: {} }), 'machineLabels is empty',
    stricter('Kubernetes takes a Service without a selector, for which others write the endpoints'),
  ),
  {
    ...wrong(
      'VM185', 'a digit first', services({ name: '1-web' }), 'name "1-web" does not begin with a letter',
      refused('metadata.name: Invalid value: "1-web"'),
    ),
    releases: { kubernetesUntil: '1.36' },
  },
  wrong(
    'VM185', 'capitals', services({ name: 'Web' }), 'name "Web" is not a DNS label',
    refused('metadata.name: Invalid value: "Web"'),
  ),
  wrong(
    'TENANT066', 'a tenant without isolation',
    (scene) => emitted(new MachineService(scene.tenant({ isolation: { preset: Isolation.NONE } }), 'web', {
      machineLabels: { app: 'shop' }, ports: [HTTP], from: OUTSIDE,
    })),
    'from says who may connect, but the tenant has no NetworkPolicies, so everybody may',
    stricter('no server sees who was meant'),
  ),
  wrong(
    'TENANT066', 'no ports',
    (scene) => emitted(service(scene, { type: MachineServiceType.HEADLESS, ports: [], from: OUTSIDE })),
    'from says who may connect, but the Service has no port', stricter('no server sees who was meant'),
  ),
  wrong(
    'TENANT067', 'nobody is let in', (scene) => emitted(exposed(scene.tenant(), MachineServiceType.LOAD_BALANCER)),
    'type is LoadBalancer, but the NetworkPolicies of namespace "cluster-acme" let nobody outside of the cluster in',
    stricter('Kubernetes takes it, and the network plugin drops what the load balancer sends'),
  ),
  wrong(
    'TENANT067', 'another port is opened',
    (scene) => emitted(exposed(scene.tenant({
      isolation: { ingress: [{ name: 'ssh', cidrs: ['0.0.0.0/0'], ports: [{ port: 22 }] }] },
    }), MachineServiceType.NODE_PORT)),
    'type is NodePort, but the NetworkPolicies of namespace "cluster-acme" let nobody outside of the cluster in',
    stricter('Kubernetes takes it, and the network plugin drops what clients send'),
  ),
  wrong(
    'TENANT068', 'a tenant that is not let out',
    (scene) => {
      const other = scene.tenant({}, 'other');
      return emitted(exposed(scene.tenant(), MachineServiceType.CLUSTER_IP, { namespaces: [other.namespaceName] }),
        'NetworkPolicy');
    },
    'from.namespaces lets in pods of namespace "cluster-other", whose own NetworkPolicies do not let them out',
    stricter('Kubernetes takes both policies, and the network plugin drops what the other tenant sends'),
  ),
];

function exposed(tenant: TenantNamespace, type: MachineServiceType, from?: object): MachineService {
  return new MachineService(tenant, 'web', { machineLabels: { app: 'shop' }, ports: [HTTP], type, from });
}

/** Services that come close to a fault. */
export const SERVICES_RIGHT: readonly Right[] = [
  right('VM178', 'one port without a name', services({})),
  right('VM178', 'the number of a target port', services({ ports: [{ port: 80, targetPort: 8080 }] })),
  right('VM178', 'a number for TCP and UDP', services({
    ports: [{ port: 53 }, { port: 53, protocol: NetworkProtocol.UDP }],
  })),
  right('VM178', 'a headless Service without ports', services({ type: MachineServiceType.HEADLESS, ports: [] })),
  right('VM179', 'what a load balancer has', services({
    type: MachineServiceType.LOAD_BALANCER,
    externalTrafficPolicy: ExternalTrafficPolicy.CLUSTER,
    loadBalancerClass: 'metallb.io/metallb',
    ports: [{ port: 80, nodePort: 30080 }],
  })),
  right('VM180', 'the first and the last', services({
    ...NODE_PORTS, ports: [{ port: 80, nodePort: 30_000 }, { port: 81, nodePort: 32_767 }],
  })),
  right('VM181', 'one number for TCP and UDP', services({
    ...NODE_PORTS,
    ports: [{ port: 53, nodePort: 30053 }, { port: 53, nodePort: 30053, protocol: NetworkProtocol.UDP }],
  })),
  right('VM182', 'a machine on the pod network', (scene) => machine(scene).expose('web', { ports: [HTTP] })),
  right('VM182', 'a machine on a network in place of the pod network', (scene) => (
    machine(scene, {
      podNetwork: PodNetworkBinding.NONE, networks: [{ networkName: 'cluster-a/lan', replacesPodNetwork: true }],
    }).expose('web', { ports: [HTTP] }))),
  right('VM183', 'the port that is listed, by its name and its number', (scene) => (
    listing(scene).expose('ssh', {
      ports: [{ port: 22 }, { port: 2222, targetPort: 'ssh' }],
    }))),
  right('VM183', 'a machine that lists no ports', (scene) => machine(scene).expose('web', { ports: [HTTP] })),
  right('VM184', 'a label', services({})),
  right('VM185', 'a digit at the end', services({ name: 'web-1' })),
  right('TENANT066', 'a tenant with isolation', (scene) => (
    exposed(scene.tenant(), MachineServiceType.CLUSTER_IP, { namespaces: ['monitoring'] }))),
  right('TENANT067', 'clients are let in', (scene) => (
    exposed(scene.tenant(), MachineServiceType.LOAD_BALANCER, OUTSIDE))),
  right('TENANT067', 'a rule of the isolation lets them in', (scene) => exposed(scene.tenant({
    isolation: { ingress: [{ name: 'web', cidrs: ['0.0.0.0/0'], ports: [{ port: 80 }] }] },
  }), MachineServiceType.LOAD_BALANCER)),
  right('TENANT068', 'a tenant that is let out', (scene) => {
    const egress = [{ name: 'shop', namespaces: ['cluster-acme'], ports: [HTTP] }];
    const other = scene.tenant({ isolation: { egress } }, 'other');
    exposed(scene.tenant(), MachineServiceType.CLUSTER_IP, { namespaces: [other.namespaceName] });
  }),
  right('TENANT068', 'a namespace of somebody else', (scene) => (
    exposed(scene.tenant(), MachineServiceType.CLUSTER_IP, { namespaces: ['monitoring'] }))),
  right('TENANT067', 'a tenant without policies', (scene) => exposed(scene.tenant({
    isolation: { preset: Isolation.NONE },
  }), MachineServiceType.LOAD_BALANCER)),
];
