import { ApiObject } from 'cdk8s';
import * as fc from 'fast-check';
import {
  ExternalTrafficPolicy, Isolation, MachineService, MachineServiceType, NetworkSource, TenantNamespace,
} from '../../src';
import type { NetworkPolicySpec } from '../../src/tenants/network-rule';
import { End, NetworkSimulation } from '../tenants/network-simulation';
import { platform, problems } from '../tenants/platform';

/*
 * Isolation attacked through Services: of two tenants, each with Services for clients of any kind. Every pod, and hosts
 * outside, knock at every machine, at every port.
 */

const PORTS = [22, 80, 443, 8080, 30080];
const HOSTS = ['203.0.113.7', '203.0.113.200', '198.51.100.7', '10.244.3.4', '10.96.0.1', '2001:db8::7'];
const APPS = ['web', 'db'];

interface Opened {
  readonly namespace: string;
  readonly app: string;
  readonly ports: readonly number[];
  readonly from: NetworkSource | undefined;
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const source: fc.Arbitrary<NetworkSource | undefined> = maybe(fc.oneof<fc.Arbitrary<NetworkSource>[]>(
  fc.record({ cidrs: fc.constantFrom<string[][]>(['203.0.113.0/24'], ['203.0.113.7/32', '2001:db8::/64']) }),
  fc.constant({ cidrs: ['203.0.113.0/24'], except: ['203.0.113.128/25'] }),
  fc.record({ namespaces: fc.subarray(['cluster-blue', 'cluster-red', 'monitoring'], { minLength: 1 }) }),
  fc.constant({ namespaces: ['cluster-blue', 'cluster-red'], podLabels: { app: 'web' } }),
  fc.constant({ podLabels: { app: 'db' } }),
));

const exposure = fc.record({
  type: fc.constantFrom(...Object.values(MachineServiceType)),
  app: fc.constantFrom(...APPS),
  ports: fc.subarray([
    { port: 80 }, { port: 443, targetPort: 8080 }, { port: 22 },
  ], { minLength: 1 }),
  from: source,
});

const tenant = fc.record({
  preset: fc.constantFrom(Isolation.STRICT, Isolation.ALLOW_INTERNET),
  sameNamespace: fc.boolean(),
  services: fc.array(exposure, { maxLength: 2 }),
  egress: fc.subarray(PORTS),
});

function machine(namespace: string, app: string): End {
  return { namespace, labels: { 'kubevirt.io': 'virt-launcher', app } };
}

/** A container with the labels of machines, which no Service of machines opens. */
function container(namespace: string, app: string): End {
  return { namespace, labels: { app } };
}

const STRANGERS: readonly End[] = [
  ...['cluster-blue', 'cluster-red', 'monitoring'].flatMap((namespace) => (
    APPS.flatMap((app) => [machine(namespace, app), container(namespace, app)]))),
  ...HOSTS.map((address) => ({ address })),
];

/** Whether somebody is among those whom a Service names. */
function isMeant({ address, namespace, labels = {} }: End, { namespace: home, from }: Opened): boolean {
  if (from === undefined) return false;
  if (address !== undefined) {
    const isIn = (range: string): boolean => range.startsWith('203.0.113.7/') ? address === '203.0.113.7'
      : range.startsWith('203.0.113.128/') ? address === '203.0.113.200'
        : address.startsWith(range.startsWith('2001') ? '2001:db8::' : '203.0.113.');
    return (from.cidrs ?? []).some(isIn) && !(from.except ?? []).some(isIn);
  }
  const isOfNamespace = from.namespaces === undefined ? from.podLabels !== undefined && namespace === home
    : from.namespaces.includes(namespace!);
  return isOfNamespace && Object.entries(from.podLabels ?? {}).every(([key, value]) => labels[key] === value);
}

test('whoever is not meant reaches no machine, and whoever is meant reaches its ports alone', () => {
  fc.assert(
    fc.property(tenant, tenant, (...drawn) => {
      const { app, infra } = platform();
      const opened: Opened[] = [];
      const tenants = drawn.map(({ preset, sameNamespace, services, egress: ways }, index) => {
        const [id, other] = index === 0 ? ['blue', 'red'] : ['red', 'blue'];
        const way = { name: 'other', namespaces: [`cluster-${other}`], ports: ways.map((port) => ({ port })) };
        const egress = ways.length === 0 ? [] : [way];
        const made = new TenantNamespace(infra, id, { isolation: { preset, sameNamespace, egress } });
        services.forEach(({ type, app: its, ports, from }, each) => {
          const isOutside = type === MachineServiceType.NODE_PORT || type === MachineServiceType.LOAD_BALANCER;
          const externalTrafficPolicy = isOutside ? ExternalTrafficPolicy.LOCAL : undefined;
          const props = { type, ports, from, externalTrafficPolicy, machineLabels: { app: its } };
          new MachineService(made, `service-${each}`, props);
          const targets = ports.map(({ port, targetPort = port }: { port: number; targetPort?: number }) => targetPort);
          opened.push({ namespace: made.namespaceName, app: its, ports: targets, from });
        });
        return { network: new NetworkSimulation(made.namespaceName, policiesOf(made)), made, sameNamespace, ways };
      });
      expect(problems(app)).toEqual([]);
      for (const { network, made, sameNamespace, ways } of tenants) {
        const home = made.namespaceName;
        const other = tenants.find((each) => each.made !== made)!;
        for (const its of APPS) {
          const to = machine(home, its);
          for (const from of STRANGERS) {
            const isOwn = sameNamespace && from.namespace === home;
            for (const port of PORTS) expect(network.letsIn(from, container(home, its), port)).toBe(isOwn);
          }
          for (const from of STRANGERS) {
            for (const port of PORTS) {
              const expected = sameNamespace && from.namespace === home || opened.some((each) => (
                each.namespace === home && each.app === its && each.ports.includes(port) && isMeant(from, each)));
              expect([from, to, port, network.letsIn(from, to, port)]).toEqual([from, to, port, expected]);
              expect(network.letsIn(from, to, port, 'UDP')).toBe(sameNamespace && from.namespace === home);
              // what a Service opens is for clients; the machine itself gets no farther by it
              if (from.namespace !== undefined && from.namespace !== home) {
                const isLetOut = from.namespace === other.made.namespaceName && ways.includes(port);
                expect(network.letsOut(to, from, port)).toBe(isLetOut);
              }
              // both ends together: what one tenant reaches of the other is what both have opened
              if (from.namespace !== other.made.namespaceName) continue;
              const isReached = other.network.letsOut(from, to, port) && network.letsIn(from, to, port);
              expect(isReached).toBe(expected && other.ways.includes(port));
            }
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});

/** All policies of a namespace, as they are written. */
function policiesOf(made: TenantNamespace): NetworkPolicySpec[] {
  return made.node.findAll().filter(ApiObject.isApiObject).filter(({ kind }) => kind === 'NetworkPolicy')
    .map((policy) => policy.toJson().spec);
}
