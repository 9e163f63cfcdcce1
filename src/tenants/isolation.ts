import type { IConstruct } from 'constructs';
import { exceptFaults, namesNobody, NetworkPeer, NetworkRule } from './network-rule';
import { report } from '../findings/findings';
import { about, Fault, fault } from '../findings/rule';
import { INTERNET_EXCEPT, ISOLATION_PRESET } from '../rules/tenant/isolation';
import { RULE_EXCEPT, RULE_NAME, RULE_TWICE, RULE_WITHOUT_PEER } from '../rules/tenant/network-policy';
import { notCidr } from '../toolkit/cidr';
import { notDnsLabel } from '../toolkit/names';
import { notOneOf } from '../toolkit/one-of';

/** How far a tenant's pods reach beyond their namespace by themselves. */
export enum Isolation {
  /** Nowhere: to name servers and to what is listed, no further. */
  STRICT = 'strict',
  /**
   * To the public Internet in both address families, but to no private address and to no address of the infra cluster.
   */
  ALLOW_INTERNET = 'internet',
  /** Everywhere: no NetworkPolicy is emitted. For clusters where something else isolates tenants. */
  NONE = 'none',
}

/** The name servers that a tenant's pods, and by them its machines, ask. */
export interface TenantDns {
  /**
   * The namespace that their pods run in.
   * @default "kube-system" - where most clusters have CoreDNS; OpenShift's is `openshift-dns`
   */
  readonly namespace?: string;
  /**
   * Labels that tell their pods from others of that namespace.
   * @default { 'k8s-app': 'kube-dns' } - as CoreDNS is labelled almost everywhere
   */
  readonly podLabels?: { readonly [key: string]: string };
  /**
   * The port that the pods listen on, behind their Service's.
   * @default 53; OpenShift's listen on 5353
   */
  readonly port?: number;
  /**
   * Ranges of further name servers, asked on port 53, such as `169.254.20.10/32` for NodeLocal DNSCache.
   * @default - none
   */
  readonly cidrs?: string[];
}

/**
 * What NetworkPolicies let in and out of a tenant's namespace. All else is denied in both directions, but for what
 * KubeVirt and CDI need: virt-api to machines (port forwarding), virt-exportproxy to export pods, CDI to its own pods.
 * Live migration needs nothing: it runs between virt-handlers. The infra cluster's network plugin must enforce
 * NetworkPolicies.
 */
export interface TenantIsolation {
  /**
   * How far pods reach by themselves.
   * @default Isolation.ALLOW_INTERNET - Kubernetes nodes fetch packages and images from there
   */
  readonly preset?: Isolation;
  /**
   * Whether the tenant's pods reach each other, as nodes of one Kubernetes cluster must.
   * @default true
   */
  readonly sameNamespace?: boolean;
  /**
   * Name servers.
   * @default - the cluster's own
   */
  readonly dns?: TenantDns;
  /**
   * The control plane that the tenant's nodes register with, where the preset does not reach it.
   * @default - none
   */
  readonly controlPlane?: NetworkPeer;
  /**
   * Where CDI's importer pods in this namespace may fetch images from beyond what the preset reaches, such as a private
   * registry. Disks cloned from a golden image of another namespace need none.
   * @default - none
   */
  readonly imageServers?: NetworkPeer;
  /**
   * Ranges that `Isolation.ALLOW_INTERNET` leaves out beside private ones and the infra cluster's pods and services,
   * such as the public addresses of its nodes.
   * @default - none
   */
  readonly internetExcept?: string[];
  /**
   * What else may come in, such as a load balancer's traffic: `{ name: 'load-balancer', cidrs: ['0.0.0.0/0', '::/0'],
   * ports: [{ port: 30000, endPort: 32767 }] }`.
   * @default [] - nothing
   */
  readonly ingress?: NetworkRule[];
  /**
   * Where else pods may reach.
   * @default [] - nowhere
   */
  readonly egress?: NetworkRule[];
}

/** A rule that can be written, and the prop that it came from. */
export interface UsableRule {
  readonly rule: NetworkRule;
  readonly prop: string;
}

/** The rules of which something can be written: those with a name and a peer; of two with one name, the first. */
export function usableRules(what: string, rules: readonly NetworkRule[] = []): UsableRule[] {
  return rules
    .filter((rule) => notDnsLabel(rule.name) === undefined && !namesNobody(rule) && isFirstOfName(rule, rules))
    .map((rule) => ({ rule, prop: `${what} "${rule.name}"` }));
}

function isFirstOfName(rule: NetworkRule, rules: readonly NetworkRule[]): boolean {
  return rules.find(({ name }) => name === rule.name) === rule;
}

/** Notes what is wrong with a tenant's isolation and cannot be seen in its NetworkPolicies. */
export function reportIsolation(tenant: IConstruct, isolation: TenantIsolation): void {
  const { ingress = [], egress = [] } = isolation;
  report(tenant, ISOLATION_PRESET, presetFaults(isolation));
  report(tenant, INTERNET_EXCEPT, (isolation.internetExcept ?? [])
    .flatMap((range) => about('isolation.internetExcept', notCidr(range))));
  for (const [what, rules] of [['isolation.ingress', ingress], ['isolation.egress', egress]] as const) {
    report(tenant, RULE_NAME, rules.flatMap(({ name }) => about(`${what}.name`, notDnsLabel(name))));
    report(tenant, RULE_TWICE, rules.filter((rule) => !isFirstOfName(rule, rules))
      .map(({ name }) => fault(what, `has two rules named "${name}", which would be one NetworkPolicy`,
        'Give each its own name.')));
  }
  for (const [what, peer] of peersIn(isolation)) {
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
