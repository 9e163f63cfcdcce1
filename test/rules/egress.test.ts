import { Egress, reachesPod, reachesServer } from '../../src/rules/tenant/egress';

const NAME = 'kubernetes.io/metadata.name';
const inNamespace = (name: string) => ({ namespaceSelector: { matchLabels: { [NAME]: name } } });
const INTERNET = {
  to: [
    { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } },
    { ipBlock: { cidr: '::/0', except: ['fc00::/7'] } },
  ],
};
const DNS = { to: [inNamespace('kube-system')], ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }] };
const SAME = { to: [{ podSelector: {} }] };
const USUAL = [INTERNET, DNS, SAME];

test.each<[string, Egress[], string, number, boolean]>([
  ['a public name over the Internet', USUAL, 'quay.io', 443, true],
  ['a public address over the Internet', USUAL, '93.184.216.34', 443, true],
  ['an IPv6 address over the Internet', USUAL, '2001:db8::1', 443, true],
  ['a private address', USUAL, '10.1.2.3', 443, false],
  ['a name without the Internet', [DNS, SAME], 'quay.io', 443, false],
  ['a Service of the namespace', USUAL, 'images', 80, true],
  ['a Service of the namespace, by its full name', USUAL, 'images.own.svc.cluster.local', 80, true],
  ['a Service of another namespace', USUAL, 'images.builds.svc', 80, false],
  ['a Service of a namespace that is named', [{ to: [inNamespace('builds')] }], 'images.builds.svc', 80, true],
  ['a Service of a namespace with other labels', [{ to: [{ namespaceSelector: {} }] }], 'images.builds.svc', 80, true],
  ['an address that is named', [{ to: [{ ipBlock: { cidr: '10.1.2.3/32' } }] }], '10.1.2.3', 443, true],
  ['another port', [{ to: [{ ipBlock: { cidr: '10.1.2.3/32' } }], ports: [{ port: 80 }] }], '10.1.2.3', 443, false],
  ['a range of ports', [{ ports: [{ port: 400, endPort: 500 }] }], '10.1.2.3', 443, true],
  ['a port by its name', [{ ports: [{ port: 'https' }] }], '10.1.2.3', 443, true],
  ['UDP alone', [{ ports: [{ protocol: 'UDP', port: 443 }] }], '10.1.2.3', 443, false],
  ['a rule without peers', [{}], '10.1.2.3', 443, true],
  ['no rule', [], 'quay.io', 443, false],
])('%s', (_title, rules, host, port, reached) => {
  expect(reachesServer(rules, 'own', { host, port })).toBe(reached);
});

test('a pod is reached by its namespace, its labels and its port', () => {
  const labels = { app: 'server' };
  const server = { namespace: 'other', labels, port: 8443 };
  const to = [{ ...inNamespace('other'), podSelector: { matchLabels: labels } }];
  expect(reachesPod([{ to }], 'own', server)).toBe(true);
  expect(reachesPod([{ to }], 'own', { ...server, namespace: 'third' })).toBe(false);
  expect(reachesPod([{ to }], 'own', { ...server, labels: {} })).toBe(false);
  expect(reachesPod([{ to, ports: [{ port: 443 }] }], 'own', server)).toBe(false);
  expect(reachesPod([SAME], 'own', server)).toBe(false);
  expect(reachesPod([SAME], 'other', server)).toBe(true);
  expect(reachesPod([INTERNET], 'own', server)).toBe(false);
});
