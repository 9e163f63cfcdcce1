import { Isolation, TenantIsolation, usableRules } from './isolation';
import type { NamedCluster } from './kubernetes/accounts';
import { throughLoadBalancers, withinClusters } from './kubernetes/policies';
import {
  addresses, namesNobody, NetworkPeer, NetworkPolicySpec, peersOf, podsIn, podsWith, PolicyPeer, PolicyPort, portsOf,
  propOfRule,
} from './network-rule';
import { notInternet } from './not-internet';
import { LAUNCHER_LABELS } from '../machines/launcher/launcher-label';
import { DEFAULT_DENY } from '../rules/tenant/policy-openings';
import { DNS_POLICY } from '../rules/tenant/policy-shape';
import { canonical, NamedCidr, notCidr } from '../toolkit/cidr';

/** The policy that depends on the namespaces that disks are cloned from. */
export const UPLOAD_POLICY = 'allow-cdi-upload';

/** The policy that depends on the namespaces that clone from the tenant. */
export const CLONE_POLICY = 'allow-cdi-clone';

/** What the policies of a tenant depend on. */
export interface Surroundings {
  /** The namespace that KubeVirt is installed in. */
  readonly kubevirtNamespace: string;
  /** The namespace that CDI is installed in. */
  readonly cdiNamespace: string;
  /** The ranges of the infra cluster. */
  readonly infra: readonly NamedCidr[];
  /** Namespaces from which disks of the tenant are cloned. */
  readonly imageNamespaces: readonly string[];
  /** Other namespaces that clone images of the tenant. */
  readonly cloningNamespaces: readonly string[];
  /** The Kubernetes clusters whose machines are in the namespace. */
  readonly clusters: readonly NamedCluster[];
  /** Whether these share the namespace, so that the machines of each are kept apart. */
  readonly isShared: boolean;
}

const INTERNET = ['0.0.0.0/0', '::/0'];
const CLONE_SOURCE = { 'cdi.kubevirt.io': 'cdi-clone-source' };
const UPLOAD_SERVER = { 'cdi.kubevirt.io': 'cdi-upload-server' };
const HTTPS_OF_OPERATORS: PolicyPort[] = [{ protocol: 'TCP', port: 8443 }];

/** A NetworkPolicy of a tenant. */
export interface Policy {
  readonly name: string;
  readonly spec: NetworkPolicySpec;
  /** The prop that a field came from. */
  readonly propOf?: (field: string) => string | undefined;
}

/**
 * The NetworkPolicies of a tenant. What KubeVirt and CDI need is derived from their own policies and pods: KubeVirt
 * v1.9.0, pkg/virt-operator/resource/generate/components/networkpolicy.go; CDI v1.66.0,
 * pkg/operator/resources/namespaced/networkpolicies.go.
 */
export function networkPolicies(isolation: TenantIsolation, around: Surroundings): Policy[] {
  if (isolation.preset === Isolation.NONE) return [];
  return [
    { name: DEFAULT_DENY, spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } },
    dns(isolation),
    ...sameNamespace(isolation, around),
    ...internet(isolation, around.infra),
    ...peer('allow-control-plane', 'isolation.controlPlane', isolation.controlPlane, {}),
    ...peer('allow-image-servers', 'isolation.imageServers', isolation.imageServers, { 'cdi.kubevirt.io': 'importer' }),
    ...throughLoadBalancers(around.clusters),
    ...policiesOfKubeVirt(around),
    ...policiesOfCdi(around),
    ...usableRules('isolation.ingress', isolation.ingress).map(({ rule, prop }) => ({
      name: `allow-ingress-${rule.name}`,
      spec: ingress(podsWith(rule.pods), peersOf(rule), portsOf(rule.ports)),
      propOf: propOfRule(prop),
    })),
    ...usableRules('isolation.egress', isolation.egress).map(({ rule, prop }) => ({
      name: `allow-egress-${rule.name}`,
      spec: egress(podsWith(rule.pods), peersOf(rule), portsOf(rule.ports)),
      propOf: propOfRule(prop),
    })),
  ];
}

function policiesOfKubeVirt({ kubevirtNamespace }: Surroundings): Policy[] {
  const ofKubeVirt = (component: string) => podsIn([kubevirtNamespace], { 'kubevirt.io': component });
  const launchers = { matchLabels: LAUNCHER_LABELS };
  const exporters = { matchExpressions: [{ key: 'kubevirt.io.virt-export-service', operator: 'Exists' as const }] };
  return [
    // `virtctl port-forward` and `ssh` connect from virt-api to any port of the machine.
    { name: 'allow-virt-api', spec: ingress(launchers, ofKubeVirt('virt-api')) },
    { name: 'allow-virt-exportproxy', spec: ingress(exporters, ofKubeVirt('virt-exportproxy'), HTTPS_OF_OPERATORS) },
  ];
}

function policiesOfCdi(around: Surroundings): Policy[] {
  const observed = { matchLabels: { 'prometheus.cdi.kubevirt.io': 'true' } };
  return [
    // CDI's controller reads the progress of imports and clones from the pods that perform them.
    { name: 'allow-cdi-progress', spec: ingress(observed, ofCdi(around, 'cdi-deployment'), HTTPS_OF_OPERATORS) },
    { name: UPLOAD_POLICY, spec: uploadPolicy(around) },
    { name: CLONE_POLICY, spec: clonePolicy(around) },
  ];
}

/**
 * The traffic from the pods that read what is cloned: to upload servers of the tenant and, if the storage class has no
 * CSI driver, of the namespaces that clone (CDI v1.65.0, pkg/controller/clone-controller.go: MakeCloneSourcePodSpec).
 */
export function clonePolicy(around: Surroundings): NetworkPolicySpec {
  const targets = [{ podSelector: { matchLabels: UPLOAD_SERVER } }, ...podsIn(around.cloningNamespaces, UPLOAD_SERVER)];
  return egress({ matchLabels: CLONE_SOURCE }, targets, HTTPS_OF_OPERATORS);
}

/** The traffic to CDI's upload servers: from its upload proxy, and from the pods that clone. */
export function uploadPolicy(around: Surroundings): NetworkPolicySpec {
  const sources = [...ofCdi(around, 'cdi-uploadproxy'), ...cloneSources(around)];
  return ingress({ matchLabels: UPLOAD_SERVER }, sources, HTTPS_OF_OPERATORS);
}

function ofCdi({ cdiNamespace }: Surroundings, component: string): PolicyPeer[] {
  return podsIn([cdiNamespace], { 'cdi.kubevirt.io': component });
}

/**
 * The pods that copy a disk to an upload server of the tenant: pods of the tenant's namespace and, if the storage class
 * has no CSI driver, of the namespace that the disk is cloned from (CDI v1.66.0, pkg/controller/clone-controller.go).
 */
function cloneSources(around: Surroundings): PolicyPeer[] {
  return [{ podSelector: { matchLabels: CLONE_SOURCE } }, ...podsIn(around.imageNamespaces, CLONE_SOURCE)];
}

const CORE_DNS = { 'k8s-app': 'kube-dns' };

function dns(isolation: TenantIsolation): Policy {
  const { namespace = 'kube-system', podLabels = CORE_DNS, port = 53, cidrs = [] } = isolation.dns ?? {};
  const both = (number: number): PolicyPort[] => [{ protocol: 'UDP', port: number }, { protocol: 'TCP', port: number }];
  const pods = { to: podsIn([namespace], podLabels), ports: both(port) };
  const servers = { to: cidrs.map((range) => addresses(range)), ports: both(53) };
  const rules = servers.to.length === 0 ? [pods] : [pods, servers];
  return { name: DNS_POLICY, spec: { podSelector: {}, policyTypes: ['Egress'], egress: rules }, propOf: propOfDns };
}

function propOfDns(field: string): string | undefined {
  if (/\.ipBlock\./.test(field)) return 'isolation.dns.cidrs';
  if (/\.namespaceSelector\./.test(field)) return 'isolation.dns.namespace';
  const [, label] = /\.podSelector\.matchLabels(.*)$/.exec(field) ?? [];
  if (label !== undefined) return `isolation.dns.podLabels${label}`;
  return /\.ports\[\d+\]\.port$/.test(field) ? 'isolation.dns.port' : undefined;
}

function sameNamespace(isolation: TenantIsolation, { clusters, isShared }: Surroundings): Policy[] {
  if (isolation.sameNamespace === false) return [];
  if (isShared && isolation.sameNamespace === undefined) return withinClusters(clusters);
  const all: PolicyPeer[] = [{ podSelector: {} }];
  const rules = { ingress: [{ from: all }], egress: [{ to: all }] };
  return [{ name: 'allow-same-namespace', spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ...rules } }];
}

function internet(isolation: TenantIsolation, infra: readonly NamedCidr[]): Policy[] {
  if (isolation.preset === Isolation.STRICT) return [];
  // the tenant reports invalid ranges under the prop's name
  const ranges = (isolation.internetExcept ?? []).filter((range) => notCidr(range) === undefined);
  const to = internetWithout([...infra.map((network) => network.cidr), ...ranges]);
  return to.length === 0 ? [] : [{ name: 'allow-internet', spec: egress({}, to) }];
}

let lastInternet: { readonly without: string; readonly peers: readonly PolicyPeer[] } | undefined;

/**
 * The Internet without the given ranges. Most tenants of a cluster leave out the same, so the last one is remembered.
 */
function internetWithout(ranges: readonly string[]): readonly PolicyPeer[] {
  const without = ranges.join(' ');
  if (lastInternet?.without !== without) {
    const closed = notInternet(ranges);
    const open = INTERNET.filter((range) => !closed.some((hole) => canonical(hole) === range));
    lastInternet = { without, peers: open.map((range) => addresses(range, closed)) };
  }
  return lastInternet.peers;
}

function peer(name: string, prop: string, given: NetworkPeer | undefined,
  pods: { readonly [key: string]: string }): Policy[] {
  if (given === undefined || namesNobody(given)) return [];
  return [{ name, spec: egress(podsWith(pods), peersOf(given), portsOf(given.ports)), propOf: propOfRule(prop) }];
}

function ingress(podSelector: NetworkPolicySpec['podSelector'], from: readonly PolicyPeer[],
  ports?: readonly PolicyPort[]): NetworkPolicySpec {
  return { podSelector, policyTypes: ['Ingress'], ingress: [ports === undefined ? { from } : { from, ports }] };
}

function egress(podSelector: NetworkPolicySpec['podSelector'], to: readonly PolicyPeer[],
  ports?: readonly PolicyPort[]): NetworkPolicySpec {
  return { podSelector, policyTypes: ['Egress'], egress: [ports === undefined ? { to } : { to, ports }] };
}
