import type { IConstruct } from 'constructs';
import { exceptFaults, namesNobody, NetworkPeer, NetworkRule, NetworkSource } from './network-rule';
import { report } from '../findings/findings';
import { about, Fault, fault } from '../findings/rule';
import { INTERNET_EXCEPT, ISOLATION_PRESET } from '../rules/tenant/isolation';
import { RULE_EXCEPT, RULE_NAME, RULE_TWICE, RULE_WITHOUT_PEER } from '../rules/tenant/network-policy';
import { notCidr } from '../toolkit/cidr';
import { notDnsLabel } from '../toolkit/names';
import { notOneOf } from '../toolkit/one-of';

/** How far a tenant's pods reach beyond their namespace by default. */
export enum Isolation {
  /** Only to name servers and to what is listed. */
  STRICT = 'strict',
  /**
   * To the public Internet in both address families, but not to private addresses or to addresses of the infra cluster.
   */
  ALLOW_INTERNET = 'internet',
  /** Everywhere: no NetworkPolicy is emitted. Use it for clusters where something else isolates tenants. */
  NONE = 'none',
}

/** The name servers that a tenant's pods, and through them its machines, query. */
export interface TenantDns {
  /**
   * The namespace of the name servers' pods.
   * @default "kube-system" - where most clusters run CoreDNS; OpenShift uses `openshift-dns`
   */
  readonly namespace?: string;
  /**
   * Labels that select the name servers' pods in that namespace.
   * @default { 'k8s-app': 'kube-dns' } - CoreDNS has this label almost everywhere
   */
  readonly podLabels?: { readonly [key: string]: string };
  /**
   * The port that the pods themselves listen on, which may differ from their Service's port.
   * @default 53; on OpenShift they listen on 5353
   */
  readonly port?: number;
  /**
   * Address ranges of further name servers, queried on port 53, such as `169.254.20.10/32` for NodeLocal DNSCache.
   * @default - none
   */
  readonly cidrs?: string[];
}

/**
 * The traffic that NetworkPolicies allow into and out of a tenant's namespace. All other traffic is denied in both
 * directions, except what KubeVirt and CDI need: virt-api to machines (port forwarding), virt-exportproxy to export
 * pods, CDI to its own pods. Live migration needs no rule: it runs between virt-handlers. Nor do probes: the kubelet
 * asks from the pod's own node, whose traffic Kubernetes always allows. The infra cluster's network plugin must enforce
 * NetworkPolicies.
 */
export interface TenantIsolation {
  /**
   * How far pods reach by default.
   * @default Isolation.ALLOW_INTERNET - Kubernetes nodes fetch packages and images from there
   */
  readonly preset?: Isolation;
  /**
   * Whether the tenant's pods reach each other. Nodes of one Kubernetes cluster must.
   * @default true
   */
  readonly sameNamespace?: boolean;
  /**
   * Name servers.
   * @default - the cluster's own
   */
  readonly dns?: TenantDns;
  /**
   * The control plane that the tenant's nodes register with. Needed where the preset does not allow it. If it runs in
   * the infra cluster, select its pods with `namespaces` and `podLabels`, and write the port that they listen on: the
   * address of their Service opens nothing where the network plugin applies policies to addresses of pods.
   * @default - none
   */
  readonly controlPlane?: NetworkPeer;
  /**
   * Image servers for CDI's importer pods in this namespace, such as a private registry. Needed where the preset does
   * not allow them. Disks cloned from a golden image of another namespace do not need them.
   * @default - none
   */
  readonly imageServers?: NetworkPeer;
  /**
   * Ranges that `Isolation.ALLOW_INTERNET` excludes in addition to private ranges and the infra cluster's pods and
   * services, such as the public addresses of its nodes.
   * @default - none
   */
  readonly internetExcept?: string[];
  /**
   * Further incoming traffic, such as a load balancer's: `{ name: 'load-balancer', cidrs: ['0.0.0.0/0', '::/0'], ports:
   * [{ port: 30000, endPort: 32767 }] }`.
   * @default [] - none
   */
  readonly ingress?: NetworkRule[];
  /**
   * Further outgoing traffic.
   * @default [] - none
   */
  readonly egress?: NetworkRule[];
}

/** A rule that can be written, and the prop it came from. */
export interface UsableRule {
  readonly rule: NetworkRule;
  readonly prop: string;
}

/** The rules that can be written: those with a name and a peer. Of two rules with one name, the first. */
export function usableRules(what: string, rules: readonly NetworkRule[] = []): UsableRule[] {
  const first = firstOfNames(rules);
  return rules
    .filter((rule) => notDnsLabel(rule.name) === undefined && !namesNobody(rule) && first.has(rule))
    .map((rule) => ({ rule, prop: `${what} "${rule.name}"` }));
}

/** Of the rules of one name, the first. */
function firstOfNames(rules: readonly NetworkRule[]): ReadonlySet<NetworkRule> {
  const names = new Map<string, NetworkRule>();
  for (const rule of rules) if (!names.has(rule.name)) names.set(rule.name, rule);
  return new Set(names.values());
}

/** Reports mistakes in a tenant's isolation that cannot be seen in its NetworkPolicies. */
export function reportIsolation(tenant: IConstruct, isolation: TenantIsolation): void {
  const { ingress = [], egress = [] } = isolation;
  report(tenant, ISOLATION_PRESET, presetFaults(isolation));
  report(tenant, INTERNET_EXCEPT, (isolation.internetExcept ?? [])
    .flatMap((range) => about('isolation.internetExcept', notCidr(range))));
  for (const [what, rules] of [['isolation.ingress', ingress], ['isolation.egress', egress]] as const) {
    report(tenant, RULE_NAME, rules.flatMap(({ name }) => about(`${what}.name`, notDnsLabel(name))));
    const first = firstOfNames(rules);
    report(tenant, RULE_TWICE, rules.filter((rule) => !first.has(rule))
      .map(({ name }) => fault(what, `has two rules named "${name}", which would be one NetworkPolicy`,
        'Give each its own name.')));
  }
  reportPeers(tenant, peersIn(isolation));
}

/** Reports peers, each with its prop, that name nobody, or leave out what they do not hold. */
export function reportPeers(
  tenant: IConstruct, peers: readonly (readonly [prop: string, peer: NetworkSource])[],
): void {
  for (const [what, peer] of peers) {
    if (namesNobody(peer)) {
      report(tenant, RULE_WITHOUT_PEER,
        [fault(what, NOBODY, 'Write cidrs, namespaces or podLabels.')]);
    }
    report(tenant, RULE_EXCEPT, exceptFaults(what, peer));
  }
}

const NOBODY = 'names no peer, and a NetworkPolicy rule without peers lets everybody through';

function* presetFaults(isolation: TenantIsolation): Iterable<Fault> {
  yield* about('isolation.preset', notOneOf(isolation.preset, Object.values(Isolation)));
  const isOpen = isolation.preset === Isolation.NONE;
  if (isOpen && Object.values(isolation).some((value) => value !== undefined && value !== Isolation.NONE)) {
    yield fault('isolation',
      'has the preset NONE and also says what is let through, but without NetworkPolicies everything is',
      'Choose Isolation.STRICT or Isolation.ALLOW_INTERNET, or leave the rest out.');
  }
}

/** All peers of an isolation, each with its prop. */
function peersIn(isolation: TenantIsolation): [prop: string, peer: NetworkPeer][] {
  const { controlPlane, imageServers, ingress = [], egress = [] } = isolation;
  const peers: [string, NetworkPeer | undefined][] = [
    ['isolation.controlPlane', controlPlane],
    ['isolation.imageServers', imageServers],
    ...ingress.map((rule): [string, NetworkPeer] => [`isolation.ingress "${rule.name}"`, rule]),
    ...egress.map((rule): [string, NetworkPeer] => [`isolation.egress "${rule.name}"`, rule]),
  ];
  return peers.filter((peer): peer is [string, NetworkPeer] => peer[1] !== undefined);
}
