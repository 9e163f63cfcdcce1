import { Isolation, isolationProblems, TenantIsolation, usableRules } from './isolation';
import { addresses, NetworkPeer, NetworkPolicySpec, peerProblems, peersOf, podsIn, podsWith, PolicyPeer, PolicyPort, portsOf } from './network-rule';
import type { NamedCidr } from '../toolkit/cidr';

/** The policy that knows where disks are cloned from. */
export const UPLOAD_POLICY = 'allow-cdi-upload';

/** Whom the policies of a tenant have to know. */
export interface Surroundings {
  /** The namespace that KubeVirt is installed in. */
  readonly kubevirtNamespace: string;
  /** The namespace that CDI is installed in. */
  readonly cdiNamespace: string;
  /** The ranges of the infra cluster. */
  readonly infra: readonly NamedCidr[];
  /** Namespaces that disks of the tenant are cloned from. */
  readonly imageNamespaces: readonly string[];
}

// What no Internet host has: RFC 1918, RFC 6598 and RFC 3927 (where clouds serve their credentials), RFC 4193 and RFC 4291 for IPv6.
const PRIVATE = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fe80::/10'];
const INTERNET = ['0.0.0.0/0', '::/0'];
const HTTPS_OF_OPERATORS: PolicyPort[] = [{ protocol: 'TCP', port: 8443 }];

/** Selects all pods and allows nothing, so that what the others allow is all that is allowed. */
export const DEFAULT_DENY = 'default-deny';

/**
 * The NetworkPolicies of a tenant by name. What KubeVirt and CDI need is taken from their own policies and pods: KubeVirt v1.9.0,
 * pkg/virt-operator/resource/generate/components/networkpolicy.go; CDI v1.66.0, pkg/operator/resources/namespaced/networkpolicies.go.
 */
export function networkPolicies(isolation: TenantIsolation, around: Surroundings): Map<string, NetworkPolicySpec> {
  if (isolation.preset === Isolation.NONE) return new Map();
  const ofKubeVirt = (component: string) => podsIn([around.kubevirtNamespace], { 'kubevirt.io': component });
  const ofCdi = (component: string) => podsIn([around.cdiNamespace], { 'cdi.kubevirt.io': component });
  const policies: [string, NetworkPolicySpec | undefined][] = [
    [DEFAULT_DENY, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }],
    ['allow-dns', dns(isolation)],
    ['allow-same-namespace', sameNamespace(isolation)],
    ['allow-internet', internet(isolation, around.infra)],
    ['allow-control-plane', peer('isolation.controlPlane', isolation.controlPlane, {})],
    ['allow-image-servers', peer('isolation.imageServers', isolation.imageServers, { 'cdi.kubevirt.io': 'importer' })],
    // `virtctl port-forward` and `ssh` connect from virt-api to any port of the machine.
    ['allow-virt-api', ingress({ matchLabels: { 'kubevirt.io': 'virt-launcher' } }, ofKubeVirt('virt-api'))],
    ['allow-virt-exportproxy', ingress({ matchExpressions: [{ key: 'kubevirt.io.virt-export-service', operator: 'Exists' }] }, ofKubeVirt('virt-exportproxy'), HTTPS_OF_OPERATORS)],
    // CDI's controller reads the progress of imports and clones from the pods that do them.
    ['allow-cdi-progress', ingress({ matchLabels: { 'prometheus.cdi.kubevirt.io': 'true' } }, ofCdi('cdi-deployment'), HTTPS_OF_OPERATORS)],
    [UPLOAD_POLICY, ingress({ matchLabels: { 'cdi.kubevirt.io': 'cdi-upload-server' } }, [...ofCdi('cdi-uploadproxy'), ...cloneSources(around)], HTTPS_OF_OPERATORS)],
    ['allow-cdi-clone', egress({ matchLabels: { 'cdi.kubevirt.io': 'cdi-clone-source' } }, [{ podSelector: { matchLabels: { 'cdi.kubevirt.io': 'cdi-upload-server' } } }], HTTPS_OF_OPERATORS)],
    ...usableRules('isolation.ingress', isolation.ingress).map((rule): [string, NetworkPolicySpec] => [`allow-ingress-${rule.name}`, ingress(podsWith(rule.pods), peersOf(rule), portsOf(rule.ports))]),
    ...usableRules('isolation.egress', isolation.egress).map((rule): [string, NetworkPolicySpec] => [`allow-egress-${rule.name}`, egress(podsWith(rule.pods), peersOf(rule), portsOf(rule.ports))]),
  ];
  return new Map(policies.filter((policy): policy is [string, NetworkPolicySpec] => policy[1] !== undefined));
}

/**
 * The pods that copy a disk to an upload server of the tenant: its own, and where a storage class has no CSI driver those of the
 * namespace that the disk is cloned from (CDI v1.66.0, pkg/controller/clone-controller.go).
 */
function cloneSources(around: Surroundings): PolicyPeer[] {
  const labels = { 'cdi.kubevirt.io': 'cdi-clone-source' };
  return [{ podSelector: { matchLabels: labels } }, ...podsIn(around.imageNamespaces, labels)];
}

function dns(isolation: TenantIsolation): NetworkPolicySpec | undefined {
  const { namespace = 'kube-system', podLabels = { 'k8s-app': 'kube-dns' }, port = 53, cidrs = [] } = isolation.dns ?? {};
  if (isolationProblems({ dns: isolation.dns }).some((problem) => problem !== undefined)) return undefined;
  const both = (number: number): PolicyPort[] => [{ protocol: 'UDP', port: number }, { protocol: 'TCP', port: number }];
  const pods = { to: podsIn([namespace], podLabels), ports: both(port) };
  const servers = { to: cidrs.map((range) => addresses(range)), ports: both(53) };
  return { podSelector: {}, policyTypes: ['Egress'], egress: servers.to.length === 0 ? [pods] : [pods, servers] };
}

function sameNamespace(isolation: TenantIsolation): NetworkPolicySpec | undefined {
  if (isolation.sameNamespace === false) return undefined;
  const all: PolicyPeer[] = [{ podSelector: {} }];
  return { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{ from: all }], egress: [{ to: all }] };
}

function internet(isolation: TenantIsolation, infra: readonly NamedCidr[]): NetworkPolicySpec | undefined {
  if (isolation.preset === Isolation.STRICT) return undefined;
  const closed = [...PRIVATE, ...infra.map((network) => network.cidr), ...(isolation.blocked ?? [])];
  return egress({}, INTERNET.map((range) => addresses(range, closed)));
}

function peer(what: string, given: NetworkPeer | undefined, pods: { readonly [key: string]: string }): NetworkPolicySpec | undefined {
  if (given === undefined || peerProblems(what, given).length > 0) return undefined;
  return egress(podsWith(pods), peersOf(given), portsOf(given.ports));
}

function ingress(podSelector: NetworkPolicySpec['podSelector'], from: readonly PolicyPeer[], ports?: readonly PolicyPort[]): NetworkPolicySpec {
  return { podSelector, policyTypes: ['Ingress'], ingress: [ports === undefined ? { from } : { from, ports }] };
}

function egress(podSelector: NetworkPolicySpec['podSelector'], to: readonly PolicyPeer[], ports?: readonly PolicyPort[]): NetworkPolicySpec {
  return { podSelector, policyTypes: ['Egress'], egress: [ports === undefined ? { to } : { to, ports }] };
}
