import { ApiObject, Duration } from 'cdk8s';
import { later, Right, right, stricter, Wrong, wrong } from './case';
import { emitted, Scene, TENANT } from './scene';
import {
  CloudInit, ExposeOptions, IpFamilyPolicy, KubeVirtCluster, MachineService, MachineServiceProps, MachineServiceType,
  MachineSize, NetworkProtocol, TenantIsolation, TenantNamespace, VirtualMachine,
} from '../../src';

/*
 * What Services and NetworkPolicies of a tenant open together, and what is left closed.
 */

const HTTP = { port: 80 };
const METRICS = { port: 9100 };
const DNS = { port: 53, protocol: NetworkProtocol.UDP };
const OUTSIDE = { cidrs: ['203.0.113.0/24'] };
const LOAD_BALANCER = { type: MachineServiceType.LOAD_BALANCER };
const HEADLESS = { type: MachineServiceType.HEADLESS };
const APART: TenantIsolation = { sameNamespace: false };
const DROPPED = stricter('Kubernetes takes it, and the network plugin drops what clients send');
const BOTH = stricter('a server with one family refuses it; that of the conformance has both');

function service(tenant: TenantNamespace, props: Partial<MachineServiceProps> = {}): MachineService {
  return new MachineService(tenant, 'web', { machineLabels: { app: 'shop' }, ports: [HTTP], ...props });
}

/** A Service of a tenant with an isolation. */
function within(isolation: TenantIsolation, props: Partial<MachineServiceProps>): (scene: Scene) => ApiObject[] {
  return (scene) => emitted(service(scene.tenant({ isolation }), props), 'Service');
}

/** What opens ports of a tenant to clients outside. */
function letting(...ports: { port: number; protocol?: NetworkProtocol }[]): TenantIsolation {
  return { ingress: [{ name: 'web', ...OUTSIDE, ports }] };
}

/** A Service for another tenant, which lets its machines out to some ports. */
function between(options: ExposeOptions, egress: { port: number; protocol?: NetworkProtocol }[]) {
  return (scene: Scene): ApiObject[] => {
    const rule = { name: 'shop', namespaces: [TENANT], ports: egress };
    const other = scene.tenant({ isolation: { egress: [rule] } }, 'other');
    const made = service(scene.tenant(), { ...options, from: { namespaces: [other.namespaceName] } });
    return emitted(made, 'NetworkPolicy');
  };
}

/** A NetworkPolicy that the user writes. */
function policy(scene: Scene, spec: object): ApiObject {
  return new ApiObject(scene.tenant(), 'own', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'own', namespace: TENANT },
    spec: { podSelector: {}, ...spec },
  });
}

/** A Service that asks for both families, in a cluster whose Services have ranges. */
function families(services: string[], ipFamilyPolicy: IpFamilyPolicy): (scene: Scene) => ApiObject[] {
  return ({ app, kubevirt, cdi }) => {
    const cluster = KubeVirtCluster.existing(app, 'lab', { kubevirt, cdi, networks: { services } });
    return emitted(service(new TenantNamespace(cluster, 'acme'), { ipFamilyPolicy }), 'Service');
  };
}

/** A machine that reads its user data from a Secret of a tenant. */
function initialised(scene: Scene, owner: TenantNamespace, tenant = scene.tenant()): VirtualMachine {
  const secret = new ApiObject(owner, 'secret', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'first' } });
  const size = MachineSize.of({ cores: 2, memory: '4Gi' });
  return new VirtualMachine(tenant, 'db', { image: scene.ubuntu, size, cloudInit: CloudInit.fromSecret(secret) });
}

const PODS = { podSelector: { matchLabels: { app: 'web' } } };

/** Programs that leave something closed, or open too much. */
export const OPENINGS: readonly Wrong[] = [
  wrong(
    'VM197', 'another target port', within({}, { ...HEADLESS, ports: [{ port: 443, targetPort: 8443 }] }),
    'ports[0].targetPort is 8443, but clients of a headless Service connect to port 443 of the machines',
    stricter('Kubernetes takes it, and clients connect to a port at which nobody listens'),
  ),
  wrong(
    'TENANT072', 'a tenant by its id', within({}, { from: { namespaces: ['acme'] } }),
    'is "acme", a namespace that the bundle does not hold; that of the tenant "acme" is "cluster-acme"',
    stricter('Kubernetes takes it, and it selects nobody'),
  ),
  wrong(
    'VM198', 'clients that stay with a machine', within({}, { ...HEADLESS, sessionAffinity: Duration.hours(1) }),
    'sessionAffinity has no effect, because the Service is headless',
    stricter('Kubernetes takes it with a warning, and ignores it'),
  ),
  wrong(
    'VM199', 'both families where Services have one',
    families(['10.96.0.0/12'], IpFamilyPolicy.REQUIRE_DUAL_STACK),
    'ipFamilyPolicy is RequireDualStack, but Services of the cluster have IPv4 alone', BOTH,
  ),
  wrong(
    'VM200', 'a Secret of another tenant',
    (scene) => emitted(initialised(scene, scene.tenant({}, 'other')), 'VirtualMachine'),
    'cloudInit names the Secret infra/other/secret, which is in namespace "cluster-other", but the name is looked up '
      + `in "${TENANT}"`,
    later('KubeVirt looks for the Secret in the machine\'s namespace, and the machine waits for it'),
  ),
  wrong(
    'TENANT067', 'one of two ports is closed', within(letting(HTTP), { ...LOAD_BALANCER, ports: [HTTP, METRICS] }),
    'ports[1].port leads to TCP 9100, at which the NetworkPolicies of namespace "cluster-acme" let nobody outside',
    DROPPED,
  ),
  wrong(
    'TENANT067', 'the port is opened by another protocol',
    within(letting({ port: 53 }), { ...LOAD_BALANCER, ports: [DNS] }),
    'type is LoadBalancer, but the NetworkPolicies of namespace "cluster-acme" let nobody outside', DROPPED,
  ),
  wrong(
    'TENANT067', 'a Service of the user',
    (scene) => [new ApiObject(scene.tenant(), 'own', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'own', namespace: TENANT },
      spec: { type: 'LoadBalancer', selector: { app: 'shop' }, ports: [HTTP] },
    } as never)],
    'Open the ports by an ingress rule of the tenant\'s isolation', DROPPED,
  ),
  wrong(
    'TENANT068', 'a port by UDP', between({ ports: [DNS] }, [{ port: 53 }]),
    'from.namespaces lets in pods of namespace "cluster-other", whose own NetworkPolicies do not let them out', DROPPED,
  ),
  wrong(
    'TENANT068', 'a port by its name',
    between({ ports: [{ port: 53, targetPort: 'dns' }] }, [DNS]),
    'from.namespaces lets in pods of namespace "cluster-other", whose own NetworkPolicies do not let them out', DROPPED,
  ),
  wrong(
    'TENANT070', 'a list that the user writes',
    (scene) => [policy(scene, { policyTypes: ['Ingress'], ingress: [{ from: [PODS], ports: [] }] })],
    'spec.ingress[0].ports is an empty list, which opens all ports',
    stricter('Kubernetes takes it, and opens all ports'),
  ),
  wrong(
    'TENANT070', 'a way out to everybody\'s pods',
    (scene) => [policy(scene, { policyTypes: ['Egress'], egress: [{ to: [{ namespaceSelector: {} }], ports: [] }] })],
    'spec.egress[0].ports is an empty list, which opens all ports',
    stricter('Kubernetes takes it, and opens all ports'),
  ),
  wrong(
    'TENANT071', 'a tenant whose pods do not reach each other', within(APART, {}),
    'ports[0].port leads to TCP 80, at which the NetworkPolicies of namespace "cluster-acme" let nobody in', DROPPED,
  ),
];

/** Programs that come close. */
export const OPENINGS_RIGHT: readonly Right[] = [
  right('VM197', 'the port itself', within({}, { ...HEADLESS, ports: [{ port: 443, targetPort: 443 }] })),
  right('VM197', 'another target port of an address', within({}, { ports: [{ port: 443, targetPort: 8443 }] })),
  right('TENANT072', 'a namespace of others', within({}, { from: { namespaces: ['monitoring'] } })),
  right('VM198', 'clients that stay, by an address', within({}, { sessionAffinity: Duration.hours(1) })),
  right('VM199', 'both families where Services have both',
    families(['10.96.0.0/12', 'fd00:10:96::/108'], IpFamilyPolicy.REQUIRE_DUAL_STACK)),
  right('VM199', 'both families if there are', families(['10.96.0.0/12'], IpFamilyPolicy.PREFER_DUAL_STACK)),
  right('VM199', 'a cluster whose ranges are not known', families([], IpFamilyPolicy.REQUIRE_DUAL_STACK)),
  right('VM200', 'a Secret of the tenant', (scene) => {
    const tenant = scene.tenant({}, 'other');
    initialised(scene, tenant, tenant);
  }),
  right('TENANT067', 'both ports are opened', within(letting(HTTP, METRICS), {
    ...LOAD_BALANCER, ports: [HTTP, METRICS],
  })),
  right('TENANT067', 'the port is opened by its protocol', within(letting(DNS), { ...LOAD_BALANCER, ports: [DNS] })),
  right('TENANT068', 'a port by UDP', between({ ports: [DNS] }, [DNS])),
  right('TENANT068', 'a port by its name', between({ ports: [{ port: 53, targetPort: 'dns' }] }, [{ port: 53 }])),
  right('TENANT070', 'no list', (scene) => (
    policy(scene, { policyTypes: ['Ingress'], ingress: [{ from: [PODS] }] }))),
  right('TENANT070', 'a way out to the tenant\'s own pods', (scene) => (
    policy(scene, { policyTypes: ['Egress'], egress: [{ to: [PODS], ports: [] }] }))),
  right('TENANT071', 'pods of the tenant are let in', within(APART, { from: { podLabels: { app: 'web' } } })),
  right('TENANT071', 'a rule of the isolation lets somebody in', within({ ...APART, ...letting(HTTP) }, {})),
  right('TENANT071', 'a name for each machine', within(APART, { ...HEADLESS, ports: [] })),
];
