import { ApiObject, Duration } from 'cdk8s';
import {
  ExternalTrafficPolicy, IpFamilyPolicy, Isolation, MachineService, MachineServiceType, NetworkProtocol,
  TenantNamespace, WorkerPool,
} from '../../src';
import { withInventory } from '../../src/inventory/inventory';
import { Layer } from '../../src/layout/layer';
import { errorsOf, findingsOf } from '../findings';
import { Fleet } from '../virtual-machines/support';
import { SIZE } from '../workers/support';

const HTTP = { port: 80 };
/** The label of the pods of machines. */
const LAUNCHER = { 'kubevirt.io': 'virt-launcher' };
const CLIENTS = { cidrs: ['203.0.113.0/24'] };

function below(construct: { readonly node: { findAll(): unknown[] } }, kind: string): any[] {
  return construct.node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each))
    .filter((each) => each.kind === kind).map((each) => each.toJson());
}

test('a machine, a pool and a replica set are exposed by the labels that mark them', () => {
  const fleet = new Fleet();
  const pool = new WorkerPool(fleet.tenant, 'workers', { replicas: 1, image: fleet.image, size: SIZE });
  const all = [fleet.machine(), pool, fleet.replicaSet()];
  const services = all.map((each) => each.expose(`${each.node.id}-web`, { ports: [HTTP] }).service.toJson());
  const selectors = services.map(({ spec }) => spec.selector);
  expect(selectors).toEqual([
    { 'kubevirt.io/vm': 'db', ...LAUNCHER }, { 'kubevirt.io/vmpool': 'workers', ...LAUNCHER },
    { 'kubevirt.io/vmReplicaSet': 'web', ...LAUNCHER },
  ]);
  expect(errorsOf(fleet.app)).toEqual([]);
});

test('a Service within the cluster has its ports and nothing that opens the tenant', () => {
  const fleet = new Fleet();
  const { service, networkPolicy, serviceName } = fleet.machine().expose('sql', {
    ports: [{ port: 5432 }, { port: 9100, targetPort: 'metrics', protocol: NetworkProtocol.TCP, name: 'metrics' }],
  });
  expect(serviceName).toBe('sql');
  expect(networkPolicy).toBeUndefined();
  expect(service.toJson()).toMatchObject({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'sql', namespace: fleet.tenant.namespaceName },
    spec: {
      type: 'ClusterIP',
      selector: { 'kubevirt.io/vm': 'db', ...LAUNCHER },
      ports: [
        { name: 'tcp-5432', port: 5432, protocol: 'TCP' },
        { name: 'metrics', port: 9100, targetPort: 'metrics', protocol: 'TCP' },
      ],
    },
  });
});

test('a headless Service has no address', () => {
  const { service } = new Fleet().replicaSet().expose('peers', { ports: [HTTP], type: MachineServiceType.HEADLESS });
  expect(service.toJson().spec).toMatchObject({ type: 'ClusterIP', clusterIP: 'None' });
});

test('a load balancer keeps the addresses of clients, and the policy opens the target ports to them alone', () => {
  const fleet = new Fleet();
  const { service, networkPolicy } = fleet.replicaSet().expose('shop', {
    type: MachineServiceType.LOAD_BALANCER,
    ports: [{ port: 443, targetPort: 8443 }, { port: 80, targetPort: 8443 }, { port: 81, targetPort: 'admin' }],
    from: { ...CLIENTS, namespaces: ['monitoring'], podLabels: { app: 'prometheus' } },
    loadBalancerClass: 'metallb.io/metallb',
    ipFamilyPolicy: IpFamilyPolicy.PREFER_DUAL_STACK,
    sessionAffinity: Duration.hours(1),
    annotations: { 'metallb.io/address-pool': 'public' },
  });
  expect(service.toJson()).toMatchObject({
    metadata: { annotations: { 'metallb.io/address-pool': 'public' } },
    spec: {
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Local',
      loadBalancerClass: 'metallb.io/metallb',
      ipFamilyPolicy: 'PreferDualStack',
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 3600 } },
    },
  });
  expect(networkPolicy!.toJson()).toMatchObject({
    metadata: { name: 'allow-service-shop', namespace: fleet.tenant.namespaceName },
    spec: {
      podSelector: { matchLabels: { 'kubevirt.io/vmReplicaSet': 'web', ...LAUNCHER } },
      policyTypes: ['Ingress'],
      ingress: [{
        from: [
          { ipBlock: { cidr: '203.0.113.0/24' } },
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
            podSelector: { matchLabels: { app: 'prometheus' } },
          },
        ],
        ports: [{ protocol: 'TCP', port: 8443 }, { protocol: 'TCP', port: 'admin' }],
      }],
    },
  });
});

test('the policy is written with the tenant, so that whoever applies machines cannot open them', () => {
  const fleet = new Fleet();
  fleet.machine().expose('web', { ports: [HTTP], from: CLIENTS });
  const placements = withInventory(fleet.app, ({ entries }) => entries
    .filter(({ object }) => /^(web|allow-service-web)$/.test(object?.metadata.name ?? ''))
    .map(({ kind, placement: { layer, tenant } }) => [kind, layer, tenant]));
  expect(placements).toEqual([
    ['Service', Layer.WORKLOADS, fleet.tenant.namespaceName],
    ['NetworkPolicy', Layer.TENANTS, fleet.tenant.namespaceName],
  ]);
});

test('a Service of several constructs finds machines by a label of theirs', () => {
  const fleet = new Fleet();
  fleet.machine({ labels: { app: 'shop' } });
  const { service } = new MachineService(fleet.tenant, 'shop', { machineLabels: { app: 'shop' }, ports: [HTTP] });
  expect(service.toJson().spec.selector).toEqual({ app: 'shop', ...LAUNCHER });
});

test('a tenant without isolation gets no policy, which would close its machines to everybody else', () => {
  const fleet = new Fleet();
  const tenant = new TenantNamespace(fleet.infra, 'open', { isolation: { preset: Isolation.NONE } });
  const { networkPolicy } = new MachineService(tenant, 'web', { machineLabels: { app: 'web' }, ports: [HTTP] });
  expect(networkPolicy).toBeUndefined();
  expect(below(tenant, 'NetworkPolicy')).toEqual([]);
});

test.each([
  ['no options', undefined, 'ports is missing'],
  ['a text', 'web', 'is "web"'],
  ['ports of texts', { ports: ['80'] }, 'ports[0] is "80"'],
])('%s for expose is an error that says so', (_what, options, says) => {
  const fleet = new Fleet();
  fleet.machine().expose('web', options as never);
  expect(errorsOf(fleet.app)).toEqual([expect.stringContaining(says)]);
});

test('a client whom nobody is meant by opens nothing, and is one error', () => {
  const fleet = new Fleet();
  const { networkPolicy } = fleet.machine().expose('web', { ports: [HTTP], from: { cidrs: [] } });
  expect(networkPolicy).toBeUndefined();
  expect(errorsOf(fleet.app)).toEqual([expect.stringContaining('from names nobody')]);
});

test('an invalid name of a machine is one error, with the Service and the policy that hold it', () => {
  const fleet = new Fleet();
  fleet.machine({}, 'My-VM').expose('web', { ports: [HTTP], from: CLIENTS });
  expect(errorsOf(fleet.app)).toHaveLength(1);
});

test('an invalid range is one error, in the words of the prop', () => {
  const fleet = new Fleet();
  fleet.machine().expose('web', { ports: [HTTP], from: { cidrs: ['203.0.113.7'] } });
  expect(errorsOf(fleet.app)).toEqual([expect.stringContaining('from.cidrs "203.0.113.7" is not a CIDR')]);
});

test('an invalid port is one error, with a policy or without', () => {
  const fleet = new Fleet();
  fleet.machine().expose('web', { ports: [{ port: 0 }], from: CLIENTS });
  expect(errorsOf(fleet.app)).toEqual([expect.stringContaining('ports[0].port 0 is not a port')]);
});

test('Services count in the quota of their namespace', () => {
  const fleet = new Fleet();
  const tenant = new TenantNamespace(fleet.infra, 'small', {
    quota: { additional: { 'services.loadbalancers': '0', 'services': '1' } },
  });
  const outside = { type: MachineServiceType.LOAD_BALANCER, externalTrafficPolicy: ExternalTrafficPolicy.CLUSTER };
  for (const id of ['one', 'two']) {
    new MachineService(tenant, id, { machineLabels: { app: id }, ports: [HTTP], from: CLIENTS, ...outside });
  }
  expect(findingsOf(fleet.app).filter((each) => each.includes('services')).length).toBeGreaterThanOrEqual(2);
});
