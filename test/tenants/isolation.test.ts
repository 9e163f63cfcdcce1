import { ApiObject } from 'cdk8s';
import * as fc from 'fast-check';
import { End, NetworkSimulation } from './network-simulation';
import { NETWORKS, notices, platform, problems } from './platform';
import {
  GoldenImage, ImageSource, Isolation, NetworkProtocol, NetworkRule, TenantIsolation, TenantNamespace,
} from '../../src';
import type { NetworkPolicySpec } from '../../src/tenants/network-rule';
import { within } from '../../src/toolkit/cidr';

const NAMESPACE = 'cluster-blue';
const MACHINE: End = { namespace: NAMESPACE, labels: { 'kubevirt.io': 'virt-launcher', 'role': 'worker' } };
const IMPORTER: End = {
  namespace: NAMESPACE,
  labels: { 'app': 'containerized-data-importer', 'cdi.kubevirt.io': 'importer', 'prometheus.cdi.kubevirt.io': 'true' },
};
const UPLOAD_SERVER: End = {
  namespace: NAMESPACE,
  labels: { 'app': 'containerized-data-importer', 'cdi.kubevirt.io': 'cdi-upload-server' },
};
const CLONE_LABELS = {
  'app': 'containerized-data-importer',
  'cdi.kubevirt.io': 'cdi-clone-source',
  'prometheus.cdi.kubevirt.io': 'true',
};
const CLONE_SOURCE: End = { namespace: NAMESPACE, labels: CLONE_LABELS };
const EXPORTER: End = { namespace: NAMESPACE, labels: { 'kubevirt.io.virt-export-service': 'disks' } };
const OTHER_TENANT: End = {
  namespace: 'cluster-red',
  labels: { 'kubevirt.io': 'virt-launcher' },
  address: '10.244.3.4',
};
const DNS: End = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
const pod = (namespace: string, label: string, value: string): End => ({ namespace, labels: { [label]: value } });

function tenant(isolation?: TenantIsolation) {
  const { app, infra } = platform();
  return { app, tenant: new TenantNamespace(infra, 'blue', { isolation }) };
}

function specs(of: TenantNamespace): NetworkPolicySpec[] {
  return of.networkPolicies.map((policy) => policy.toJson().spec);
}

function simulate(isolation?: TenantIsolation): NetworkSimulation {
  return new NetworkSimulation(NAMESPACE, specs(tenant(isolation).tenant));
}

describe.each([Isolation.ALLOW_INTERNET, Isolation.STRICT])('with the preset %s', (preset) => {
  const network = simulate({ preset });

  test('no other tenant is reached, and none reaches in', () => {
    for (const port of [22, 443, 6443, 8443]) {
      expect(network.letsOut(MACHINE, OTHER_TENANT, port)).toBe(false);
      expect(network.letsIn(OTHER_TENANT, MACHINE, port)).toBe(false);
      expect(network.letsIn({ ...OTHER_TENANT, labels: CLONE_LABELS }, UPLOAD_SERVER, port)).toBe(false);
    }
  });

  test.each([
    '10.96.0.1',
    '10.244.7.7',
    '192.168.1.1',
    '172.16.3.3',
    '169.254.169.254',
    '100.64.0.1',
    'fd00:10:96::1',
    'fd00:10:244::9',
    'fe80::1',
  ])('the private address %s is not reached', (address) => {
    expect(network.letsOut(MACHINE, { address }, 443)).toBe(false);
  });

  test('nothing on the Internet reaches in', () => {
    expect(network.letsIn({ address: '93.184.216.34' }, MACHINE, 22)).toBe(false);
    expect(network.letsIn({ address: '2606:2800:220:1::1' }, MACHINE, 22)).toBe(false);
  });

  test('nodes of the tenant reach each other', () => {
    expect(network.letsOut(MACHINE, MACHINE, 10250)).toBe(true);
    expect(network.letsIn(MACHINE, MACHINE, 10250)).toBe(true);
    expect(network.letsIn(MACHINE, MACHINE, 8472, 'UDP')).toBe(true);
  });

  test('names are resolved', () => {
    expect(network.letsOut(MACHINE, DNS, 53, 'UDP')).toBe(true);
    expect(network.letsOut(IMPORTER, DNS, 53, 'TCP')).toBe(true);
    expect(network.letsOut(MACHINE, DNS, 443)).toBe(false);
    expect(network.letsOut(MACHINE, pod('kube-system', 'k8s-app', 'other'), 53, 'UDP')).toBe(false);
  });

  test('virt-api forwards ports to machines, and only virt-api does', () => {
    expect(network.letsIn(pod('kubevirt', 'kubevirt.io', 'virt-api'), MACHINE, 22)).toBe(true);
    expect(network.letsIn(pod('kubevirt', 'kubevirt.io', 'virt-controller'), MACHINE, 22)).toBe(false);
    expect(network.letsIn(pod('cluster-red', 'kubevirt.io', 'virt-api'), MACHINE, 22)).toBe(false);
  });

  test('virt-exportproxy reads exports', () => {
    expect(network.letsIn(pod('kubevirt', 'kubevirt.io', 'virt-exportproxy'), EXPORTER, 8443)).toBe(true);
    expect(network.letsIn(pod('kubevirt', 'kubevirt.io', 'virt-exportproxy'), MACHINE, 8443)).toBe(false);
  });

  test('CDI reads progress of imports and clones, and uploads', () => {
    expect(network.letsIn(pod('cdi', 'cdi.kubevirt.io', 'cdi-deployment'), IMPORTER, 8443)).toBe(true);
    expect(network.letsIn(pod('cdi', 'cdi.kubevirt.io', 'cdi-deployment'), CLONE_SOURCE, 8443)).toBe(true);
    expect(network.letsIn(pod('cdi', 'cdi.kubevirt.io', 'cdi-deployment'), MACHINE, 8443)).toBe(false);
    expect(network.letsIn(pod('cdi', 'cdi.kubevirt.io', 'cdi-uploadproxy'), UPLOAD_SERVER, 8443)).toBe(true);
    expect(network.letsIn(pod('cdi', 'cdi.kubevirt.io', 'cdi-uploadproxy'), UPLOAD_SERVER, 80)).toBe(false);
  });

  test('the Internet is reached in both families, or in none', () => {
    const reached = preset === Isolation.ALLOW_INTERNET;
    expect(network.letsOut(MACHINE, { address: '93.184.216.34' }, 443)).toBe(reached);
    expect(network.letsOut(MACHINE, { address: '2606:2800:220:1::1' }, 443)).toBe(reached);
    expect(network.letsOut(IMPORTER, { address: '93.184.216.34' }, 443)).toBe(reached);
  });
});

test('clones within the tenant run even when its machines may not reach each other', () => {
  const network = simulate({ sameNamespace: false });
  expect(network.letsOut(MACHINE, MACHINE, 22)).toBe(false);
  expect(network.letsIn(MACHINE, MACHINE, 22)).toBe(false);
  expect(network.letsOut(CLONE_SOURCE, UPLOAD_SERVER, 8443)).toBe(true);
  expect(network.letsIn(CLONE_SOURCE, UPLOAD_SERVER, 8443)).toBe(true);
});

test('clone pods of a namespace that disks come from reach the upload servers, even when it is told later', () => {
  const { tenant: blue } = tenant();
  blue._clonesFrom('golden-images');
  blue._clonesFrom(NAMESPACE);
  const network = new NetworkSimulation(NAMESPACE, specs(blue));
  expect(network.letsIn({ namespace: 'golden-images', labels: CLONE_LABELS }, UPLOAD_SERVER, 8443)).toBe(true);
  expect(network.letsIn({ namespace: 'golden-images', labels: CLONE_LABELS }, MACHINE, 8443)).toBe(false);
  expect(JSON.stringify(specs(blue)).match(/"kubernetes.io\/metadata.name":"cluster-blue"/)).toBeNull();
});

test('clone pods of a tenant reach the upload servers of those that clone its images, and nothing else does', () => {
  const { app, infra } = platform();
  const [blue, red] = ['blue', 'red'].map((id) => new TenantNamespace(infra, id));
  const image = new GoldenImage(blue, 'own', {
    source: ImageSource.http('https://images.example.com/own.qcow2'),
    capacity: '1Gi',
  });
  image.grantClone(red);
  expect(problems(app)).toEqual([]);
  const network = new NetworkSimulation(NAMESPACE, specs(blue));
  const server = (namespace: string) => ({ namespace, labels: { 'cdi.kubevirt.io': 'cdi-upload-server' } });
  expect(network.letsOut(CLONE_SOURCE, server('cluster-red'), 8443)).toBe(true);
  expect(network.letsOut(CLONE_SOURCE, server('cluster-red'), 443)).toBe(false);
  expect(network.letsOut(CLONE_SOURCE, server('cluster-green'), 8443)).toBe(false);
  expect(network.letsOut(CLONE_SOURCE, { namespace: 'cluster-red', labels: {} }, 8443)).toBe(false);
  expect(network.letsOut(MACHINE, server('cluster-red'), 8443)).toBe(false);
  expect(new NetworkSimulation('cluster-red', specs(red)).letsIn(
    { namespace: NAMESPACE, labels: CLONE_LABELS }, server('cluster-red'), 8443)).toBe(true);
});

test('namespaces of KubeVirt and CDI are those of the cluster', () => {
  const { infra } = platform();
  Object.assign(infra, { kubevirtNamespace: 'virt', cdiNamespace: 'import' });
  const network = new NetworkSimulation(NAMESPACE, specs(new TenantNamespace(infra, 'blue')));
  expect(network.letsIn(pod('virt', 'kubevirt.io', 'virt-api'), MACHINE, 22)).toBe(true);
  expect(network.letsIn(pod('kubevirt', 'kubevirt.io', 'virt-api'), MACHINE, 22)).toBe(false);
  expect(network.letsIn(pod('import', 'cdi.kubevirt.io', 'cdi-uploadproxy'), UPLOAD_SERVER, 8443)).toBe(true);
});

describe('the Internet is without', () => {
  const { infra } = platform(undefined, {
    pods: ['198.51.100.0/24', '10.244.0.0/16'],
    services: ['2001:db8:96::/108'],
  });
  const except = ['203.0.113.0/24', '2001:db8:7::/48'];
  const blue = new TenantNamespace(infra, 'blue', { isolation: { internetExcept: except } });
  const network = new NetworkSimulation(NAMESPACE, specs(blue));

  test.each([
    ['private ranges', ['10.1.2.3', '172.31.0.1', '192.168.0.1', '100.100.100.200', 'fd00:ec2::254', 'fec0::1']],
    ['metadata of clouds', ['169.254.169.254', '168.63.129.16', '192.0.0.192', 'fe80::a9fe:a9fe']],
    ['reserved ranges', ['0.0.0.1', '127.0.0.1', '198.18.0.1', '198.19.255.255', '240.0.0.1', '255.255.255.255']],
    ['multicast', ['224.0.0.251', '239.1.1.1', 'ff02::fb']],
    ['IPv4 within IPv6', ['::a01:203', '2002:a01:203::1', '2001:0:a01:203::1', '64:ff9b:1::a01:203']],
    ['what gateways translate to these', ['64:ff9b::a01:203', '64:ff9b::a9fe:a9fe', '64:ff9b::a83f:8110']],
    ['public ranges of the infra cluster', ['198.51.100.7', '2001:db8:96::7', '64:ff9b::c633:6407']],
    ['what internetExcept names', ['203.0.113.7', '2001:db8:7::1', '64:ff9b::cb00:7107']],
  ])('%s', (_what, addresses) => {
    expect(addresses.filter((address) => network.letsOut(MACHINE, { address }, 443))).toEqual([]);
  });

  test('nothing else', () => {
    const addresses = ['93.184.216.34', '168.63.129.17', '192.0.1.1', '2606:2800:220:1::1', '64:ff9b::5db8:d822'];
    expect(addresses.filter((address) => !network.letsOut(MACHINE, { address }, 443))).toEqual([]);
  });

  test('ranges that lie in others are not repeated', () => {
    const [v4] = specs(blue).flatMap(({ egress }) => egress ?? []).flatMap(({ to }) => to)
      .filter(({ ipBlock }) => ipBlock?.cidr === '0.0.0.0/0');
    expect(v4.ipBlock?.except).toContain('10.0.0.0/8');
    expect(v4.ipBlock?.except).not.toContain('10.244.0.0/16');
  });

  test.each([
    [['::/0'], true, false],
    [['0::/0'], true, false],
    [['0.0.0.0/0'], false, true],
    [['0.0.0.0/1', '128.0.0.0/1'], false, true],
    [['0.0.0.0/0', '::/0'], false, false],
  ])('a whole family if internetExcept is %j', (internetExcept, v4, v6) => {
    const closed = simulate({ internetExcept });
    expect(closed.letsOut(MACHINE, { address: '93.184.216.34' }, 443)).toBe(v4);
    expect(closed.letsOut(MACHINE, { address: '2606:2800:220:1::1' }, 443)).toBe(v6);
    expect(closed.letsOut(MACHINE, { address: '64:ff9b::5db8:d822' }, 443)).toBe(v4 && v6);
  });
});

test('what is asked for is let through, and no more', () => {
  const network = simulate({
    preset: Isolation.STRICT,
    dns: { namespace: 'openshift-dns', podLabels: { dns: 'default' }, port: 5353, cidrs: ['169.254.20.10/32'] },
    controlPlane: { cidrs: ['203.0.113.7/32', '2001:db8::7/128'], ports: [{ port: 6443 }] },
    imageServers: { cidrs: ['192.168.7.0/24'], except: ['192.168.7.8/32'], ports: [{ port: 443 }] },
    ingress: [
      { name: 'load-balancer', cidrs: ['0.0.0.0/0', '::/0'], ports: [{ port: 30000, endPort: 32767 }] },
      {
        name: 'probes',
        namespaces: ['monitoring'],
        podLabels: { app: 'prometheus' },
        ports: [{ port: 9100 }],
        pods: { role: 'worker' },
      },
    ],
    egress: [{ name: 'time', namespaces: ['ntp'], ports: [{ port: 123, protocol: NetworkProtocol.UDP }] }],
  });
  expect(network.letsOut(MACHINE, pod('openshift-dns', 'dns', 'default'), 5353, 'UDP')).toBe(true);
  expect(network.letsOut(MACHINE, DNS, 53, 'UDP')).toBe(false);
  expect(network.letsOut(MACHINE, { address: '169.254.20.10' }, 53, 'UDP')).toBe(true);
  expect(network.letsOut(MACHINE, { address: '203.0.113.7' }, 6443)).toBe(true);
  expect(network.letsOut(MACHINE, { address: '2001:db8::7' }, 6443)).toBe(true);
  expect(network.letsOut(MACHINE, { address: '203.0.113.7' }, 443)).toBe(false);
  expect(network.letsOut(IMPORTER, { address: '192.168.7.9' }, 443)).toBe(true);
  expect(network.letsOut(IMPORTER, { address: '192.168.7.8' }, 443)).toBe(false);
  expect(network.letsOut(MACHINE, { address: '192.168.7.9' }, 443)).toBe(false);
  expect(network.letsIn({ address: '93.184.216.34' }, MACHINE, 31000)).toBe(true);
  expect(network.letsIn({ address: '2606:2800:220:1::1' }, MACHINE, 32767)).toBe(true);
  expect(network.letsIn({ address: '93.184.216.34' }, MACHINE, 29999)).toBe(false);
  expect(network.letsIn(pod('monitoring', 'app', 'prometheus'), MACHINE, 9100)).toBe(true);
  expect(network.letsIn(pod('monitoring', 'app', 'prometheus'), IMPORTER, 9100)).toBe(false);
  expect(network.letsIn(pod('monitoring', 'app', 'grafana'), MACHINE, 9100)).toBe(false);
  expect(network.letsOut(MACHINE, { namespace: 'ntp' }, 123, 'UDP')).toBe(true);
  expect(network.letsOut(MACHINE, { namespace: 'ntp' }, 123, 'TCP')).toBe(false);
});

test('without isolation there is no NetworkPolicy, and a warning says what that means', () => {
  const { tenant: blue } = tenant({ preset: Isolation.NONE });
  expect(blue.networkPolicies).toEqual([]);
  expect(notices(blue)).toEqual([
    'isolation leaves the tenant without NetworkPolicies, so its machines reach every other tenant and are reached by '
      + 'them. Make sure that something else isolates tenants in this cluster.',
  ]);
});

test('a wide egress rule that opens the infra cluster is pointed out', () => {
  const wide = { name: 'all', cidrs: ['10.0.0.0/8'], except: ['10.96.0.0/12'] };
  expect(notices(tenant({ egress: [wide] }).tenant)).toEqual([
    'isolation.egress "all".cidrs opens 10.0.0.0/8, and with it the pod network of cluster infra, 10.244.0.0/16. Add '
      + 'that to its except unless the tenant is meant to reach it.',
  ]);
  expect(notices(tenant({ imageServers: { cidrs: ['fd00:10::/32'] } }).tenant)).toEqual([
    'isolation.imageServers.cidrs opens fd00:10::/32, and with it the pod network of cluster infra, fd00:10:244::/56. '
      + 'Add that to its except unless the tenant is meant to reach it.',
    'isolation.imageServers.cidrs opens fd00:10::/32, and with it the service network of cluster infra, '
      + 'fd00:10:96::/108. Add that to its except unless the tenant is meant to reach it.',
  ]);
  expect(notices(tenant({ egress: [{ ...wide, except: ['10.96.0.0/12', '10.244.0.0/16'] }] }).tenant)).toEqual([]);
});

test('a rule that opens a range of the infra cluster, or a part of it, is pointed out', () => {
  const within10 = (cidrs: string[], except?: string[]) =>
    notices(tenant({ egress: [{ name: 'some', cidrs, except }] }).tenant);
  const sentence = (range: string) =>
    `isolation.egress "some".cidrs opens ${range}, which lies in the pod network of cluster infra, 10.244.0.0/16. `
      + 'Leave it out unless the tenant is meant to reach it.';
  expect(within10(['10.244.0.0/16'])).toEqual([sentence('10.244.0.0/16')]);
  expect(within10(['10.244.3.0/24'])).toEqual([sentence('10.244.3.0/24')]);
  expect(within10(['10.245.0.0/16'])).toEqual([]);
  expect(within10(['10.244.0.0/15'], ['10.244.0.0/16'])).toEqual([]);
  expect(within10(['10.244.0.0/15'], ['10.244.0.0/17'])).toHaveLength(1);
});

describe('a mistake is an error', () => {
  const rule = (more: Partial<NetworkRule>): TenantIsolation => ({
    ingress: [{ name: 'door', cidrs: ['203.0.113.0/24'], ...more }],
  });

  test.each<[string, TenantIsolation, string]>([
    [
      'no peer',
      { ingress: [{ name: 'door' }] },
      'isolation.ingress "door" names no peer, and a NetworkPolicy rule without peers lets everybody through. Write '
        + 'cidrs, namespaces or podLabels.',
    ],
    [
      'empty lists',
      { egress: [{ name: 'door', cidrs: [], namespaces: [], podLabels: {} }] },
      'isolation.egress "door" names no peer, and a NetworkPolicy rule without peers lets everybody through. Write '
        + 'cidrs, namespaces or podLabels.',
    ],
    [
      'no ports in the list',
      rule({ ports: [] }),
      'isolation.ingress "door".ports is an empty list, which opens all ports. List the ports, or leave the list out '
        + 'if all are meant.',
    ],
    [
      'an address for a range',
      rule({ cidrs: ['203.0.113.7'] }),
      'isolation.ingress "door".cidrs "203.0.113.7" is not a CIDR. Write an address and a prefix length, such as '
        + '"10.96.0.0/12" or "fd00:10:96::/108".',
    ],
    [
      'an exception outside',
      rule({ except: ['10.0.0.0/8'] }),
      'isolation.ingress "door".except "10.0.0.0/8" is not inside any of its cidrs (203.0.113.0/24), so the '
        + 'API server refuses it. Write a smaller range within one of them, or leave it out.',
    ],
    [
      'an exception as large as the range',
      rule({ except: ['203.0.113.0/24'] }),
      'isolation.ingress "door".except "203.0.113.0/24" is not inside any of its cidrs (203.0.113.0/24), so '
        + 'the API server refuses it. Write a smaller range within one of them, or leave it out.',
    ],
    [
      'an exception of the other family',
      rule({ except: ['fd00::/64'] }),
      'isolation.ingress "door".except "fd00::/64" is not inside any of its cidrs (203.0.113.0/24), so the '
        + 'API server refuses it. Write a smaller range within one of them, or leave it out.',
    ],
    [
      'an exception without ranges',
      { ingress: [{ name: 'door', namespaces: ['a'], except: ['10.0.0.0/8'] }] },
      'isolation.ingress "door".except "10.0.0.0/8" is not inside any of its cidrs (none), so the API server '
        + 'refuses it. Write a smaller range within one of them, or leave it out.',
    ],
    [
      'port 0',
      rule({ ports: [{ port: 0 }] }),
      'isolation.ingress "door".ports[0].port 0 is not a port. Write a whole number from 1 to 65535.',
    ],
    [
      'a port too high',
      rule({ ports: [{ port: 65536 }] }),
      'isolation.ingress "door".ports[0].port 65536 is not a port. Write a whole number from 1 to 65535.',
    ],
    [
      'half a port',
      rule({ ports: [{ port: 80, endPort: 80.5 }] }),
      'isolation.ingress "door".ports[0].endPort 80.5 is not a port. Write a whole number from 1 to 65535.',
    ],
    [
      'a range backwards',
      rule({ ports: [{ port: 90, endPort: 80 }] }),
      'isolation.ingress "door".ports[0].endPort 80 is before 90, so the range ends before it begins. Swap the two.',
    ],
    [
      'an invalid namespace',
      { ingress: [{ name: 'door', namespaces: ['Blue'] }] },
      'isolation.ingress "door".namespaces "Blue" is not a DNS label, so the API server refuses it. Use lower-case '
        + 'letters, digits and "-", beginning and ending with a letter or digit, for example "blue".',
    ],
    [
      'an invalid label',
      rule({ pods: { 'a b': 'c' } }),
      'isolation.ingress "door".pods["a b"] "a b" is not a label key, so the API server refuses it. Write "name" or '
        + '"prefix.example/name" with letters, digits, "-", "_" and "." and at most 63 characters in the name.',
    ],
    [
      'two rules of one name',
      {
        egress: [
          { name: 'door', namespaces: ['a'] },
          { name: 'door', namespaces: ['b'] },
        ],
      },
      'isolation.egress has two rules named "door", which would be one NetworkPolicy. Give each its own name.',
    ],
    [
      'a control plane that is nowhere',
      { controlPlane: { ports: [{ port: 6443 }] } },
      'isolation.controlPlane names no peer, and a NetworkPolicy rule without peers lets everybody through. Write '
        + 'cidrs, namespaces or podLabels.',
    ],
    [
      'an image server that is nowhere',
      { imageServers: {} },
      'isolation.imageServers names no peer, and a NetworkPolicy rule without peers lets everybody through. Write '
        + 'cidrs, namespaces or podLabels.',
    ],
    [
      'a host as a range to leave out',
      { internetExcept: ['203.0.113.7/24'] },
      'isolation.internetExcept "203.0.113.7/24" has address bits behind its prefix length, so it names a host and not '
        + 'a network. Write "203.0.113.0/24".',
    ],
    [
      'a name server that is not a range',
      { dns: { cidrs: ['dns.example'] } },
      'isolation.dns.cidrs "dns.example" is not a CIDR. Write an address and a prefix length, such as "10.96.0.0/12" '
        + 'or "fd00:10:96::/108".',
    ],
    [
      'a name server port',
      { dns: { port: 70000 } },
      'isolation.dns.port 70000 is not a port. Write a whole number from 1 to 65535.',
    ],
    [
      'rules without isolation',
      { preset: Isolation.NONE, sameNamespace: false },
      'isolation has the preset NONE and also says what is let through, but without NetworkPolicies everything is. '
        + 'Choose Isolation.STRICT or Isolation.ALLOW_INTERNET, or leave the rest out.',
    ],
  ])('%s', (_, isolation, sentence) => {
    const [found, ...more] = problems(tenant(isolation).app);
    expect(more).toEqual([]);
    expect(found.replace(/^\[infra\/blue(\/NetworkPolicy-[a-z-]+)?\] /, '')).toBe(sentence);
  });
});

describe('whatever the options', () => {
  const range = fc.constantFrom(
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/8',
    '10.244.0.0/16',
    '203.0.113.7/32',
    'fd00::/8',
    'fd00::/64',
    '2001:db8::/32',
    '10.0.0.1/8',
    '',
    'no',
    '1.2.3.4',
  );
  const label = fc.dictionary(fc.constantFrom('app', 'role', 'a b', ''), fc.constantFrom('x', '', '-'), { maxKeys: 2 });
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const few = <T>(value: fc.Arbitrary<T>) => maybe(fc.array(value, { maxLength: 3 }));
  const opening = fc.record({
    port: fc.constantFrom(0, 1, 80, 65535, 65536, 1.5, NaN),
    endPort: maybe(fc.constantFrom(1, 80, 70000)),
    protocol: maybe(fc.constantFrom(...Object.values(NetworkProtocol))),
  });
  const peer = fc.record({
    cidrs: few(range),
    except: few(range),
    namespaces: few(fc.constantFrom('a', 'b', 'A', '')),
    podLabels: maybe(label),
    ports: few(opening),
  });
  const rules = fc.array(
    fc
      .tuple(peer, fc.constantFrom('one', 'two', 'Three', ''), maybe(label))
      .map(([each, name, pods]) => ({ ...each, name, pods })),
    { maxLength: 3 },
  );
  const isolation: fc.Arbitrary<TenantIsolation> = fc.record({
    preset: maybe(fc.constantFrom(...Object.values(Isolation))),
    sameNamespace: maybe(fc.boolean()),
    dns: maybe(
      fc.record({
        namespace: maybe(fc.constantFrom('kube-system', 'X')),
        podLabels: maybe(label),
        port: maybe(fc.constantFrom(0, 53)),
        cidrs: few(range),
      }),
    ),
    controlPlane: maybe(peer),
    imageServers: maybe(peer),
    internetExcept: few(range),
    ingress: maybe(rules),
    egress: maybe(rules),
  });

  test('no rule is empty, no exception lies outside, no port is missing, and all is denied by default', () => {
    fc.assert(
      fc.property(isolation, (given) => {
        const { app, tenant: blue } = tenant(given);
        const all = specs(blue);
        if (given.preset === Isolation.NONE) return all.length === 0;
        const isRefused = problems(app).length > 0;
        for (const spec of all) {
          expect(spec.policyTypes).not.toEqual([]);
          for (const type of ['ingress', 'egress'] as const) {
            const list = spec[type];
            if (list === undefined) continue;
            expect(spec.policyTypes.map((each) => each.toLowerCase())).toContain(type);
            expect(list.length).toBeGreaterThan(0);
            for (const rule of list) {
              const peers = 'from' in rule ? rule.from : rule.to;
              expect(peers.length).toBeGreaterThan(0);
              for (const each of peers) {
                expect(Object.keys(each).length).toBeGreaterThan(0);
                for (const hole of each.ipBlock?.except ?? []) expect(within(hole, each.ipBlock!.cidr)).toBe(true);
                expect(each.ipBlock?.except).not.toEqual([]);
                expect(each.namespaceSelector).not.toEqual({});
              }
              if (rule.ports !== undefined) expect(rule.ports.length > 0 || isRefused).toBe(true);
              const isPort = (port: number) => Number.isInteger(port) && port >= 1 && port <= 65535;
              for (const each of rule.ports ?? []) expect(isRefused || isPort(each.port)).toBe(true);
            }
          }
        }
        return all.some((spec) => JSON.stringify(spec) === '{"podSelector":{},"policyTypes":["Ingress","Egress"]}');
      }),
      { numRuns: 150 },
    );
  });

  test('options are refused, or nothing of them is missing', () => {
    fc.assert(
      fc.property(isolation, (given) => {
        const { app, tenant: blue } = tenant(given);
        if (problems(app).length > 0 || given.preset === Isolation.NONE) return true;
        const names = blue.networkPolicies.map((policy: ApiObject) => policy.metadata.name);
        const expected = [
          ...(given.ingress ?? []).map((rule) => `allow-ingress-${rule.name}`),
          ...(given.egress ?? []).map((rule) => `allow-egress-${rule.name}`),
          ...(given.controlPlane ? ['allow-control-plane'] : []),
          ...(given.imageServers ? ['allow-image-servers'] : []),
          'allow-dns',
        ];
        return expected.every((name) => names.includes(name));
      }),
      { numRuns: 60 },
    );
  });

  test('no machine reaches the infra cluster unless a rule names its addresses', () => {
    const harmless = fc.record({
      preset: maybe(fc.constantFrom(Isolation.STRICT, Isolation.ALLOW_INTERNET)),
      sameNamespace: maybe(fc.boolean()),
      internetExcept: few(fc.constantFrom('203.0.113.0/24', '2001:db8::/32')),
    });
    fc.assert(
      fc.property(harmless, fc.ipV4(), fc.ipV6(), fc.integer({ min: 1, max: 65535 }), (given, v4, v6, port) => {
        const network = simulate(given);
        const inside = [
          v4.replace(/^\d+\.\d+/, '10.244'),
          v6.includes('.') ? 'fd00:10:244::5' : `fd00:10:244::${port.toString(16)}`,
        ];
        expect(NETWORKS.pods).toEqual(['10.244.0.0/16', 'fd00:10:244::/56']);
        return inside.every(
          (address) => !network.letsOut(MACHINE, { address }, port) && !network.letsIn({ address }, MACHINE, port),
        );
      }),
      { numRuns: 50 },
    );
  });
});

test('an unknown preset is an error, and never the looser one', () => {
  const { app, infra } = platform();
  new TenantNamespace(infra, 'blue', { isolation: { preset: 'Strict' as Isolation } });
  expect(problems(app)[0]).toContain(
    'isolation.preset is "Strict", which is not a value of Isolation. Write Isolation.STRICT.',
  );
});

test('what keeps a tenant closed stays when the tenant vanishes from the bundle, what opens it does not', () => {
  const { infra } = platform();
  const { networkPolicies } = new TenantNamespace(infra, 'blue');
  const kept = networkPolicies
    .map((policy) => policy.toJson())
    .filter(({ metadata }) => metadata.annotations?.['kustomize.toolkit.fluxcd.io/prune'] === 'disabled');
  expect(kept.map(({ metadata }) => metadata.name)).toEqual(['default-deny']);
});
