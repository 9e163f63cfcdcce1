import { NetworkPeer, NetworkRule, peerProblems, ruleProblems } from './network-rule';
import type { NamedCidr } from '../toolkit/cidr';
import { overlap, within } from '../toolkit/cidr';
import type { Sentence } from '../toolkit/problems';
import { cidr, labels, oneOf } from '../toolkit/sentences';

/** How far a tenant's pods reach beyond their namespace by themselves. */
export enum Isolation {
  /** Nowhere: to name servers and to what is listed, no further. */
  STRICT = 'strict',
  /** To the public Internet in both address families, but to no private address and to no address of the infra cluster. */
  INTERNET = 'internet',
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
 * What NetworkPolicies let in and out of a tenant's namespace. All else is denied in both directions, but for what KubeVirt and CDI
 * need: virt-api to machines (port forwarding), virt-exportproxy to export pods, CDI to its own pods. Live migration needs nothing:
 * it runs between virt-handlers. The infra cluster's network plugin must enforce NetworkPolicies.
 */
export interface TenantIsolation {
  /**
   * How far pods reach by themselves.
   * @default Isolation.INTERNET - Kubernetes nodes fetch packages and images from there
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
   * Where CDI's importer pods in this namespace may fetch images from beyond what the preset reaches, such as a private registry.
   * Disks cloned from a golden image of another namespace need none.
   * @default - none
   */
  readonly imageServers?: NetworkPeer;
  /**
   * Ranges that `Isolation.INTERNET` leaves out beside private ones and the infra cluster's pods and services, such as the public
   * addresses of its nodes.
   * @default - none
   */
  readonly blocked?: string[];
  /**
   * What else may come in, such as a load balancer's traffic: `{ name: 'load-balancer', cidrs: ['0.0.0.0/0', '::/0'], ports: [{ port: 30000, endPort: 32767 }] }`.
   * @default [] - nothing
   */
  readonly ingress?: NetworkRule[];
  /**
   * Where else pods may reach.
   * @default [] - nowhere
   */
  readonly egress?: NetworkRule[];
}

export function isolationProblems(isolation: TenantIsolation): Sentence[] {
  const dns = isolation.dns ?? {};
  return [
    oneOf('isolation.preset', isolation.preset, Object.values(Isolation)),
    ...dnsProblems(dns),
    ...(isolation.controlPlane === undefined ? [] : peerProblems('isolation.controlPlane', isolation.controlPlane)),
    ...(isolation.imageServers === undefined ? [] : peerProblems('isolation.imageServers', isolation.imageServers)),
    ...(isolation.blocked ?? []).map((range) => cidr('isolation.blocked', range)),
    ...rulesProblems('isolation.ingress', isolation.ingress ?? []),
    ...rulesProblems('isolation.egress', isolation.egress ?? []),
    isolation.preset === Isolation.NONE && Object.values(isolation).some((value) => value !== undefined && value !== Isolation.NONE) ? 'isolation has the preset NONE and also says what is let through, but without NetworkPolicies everything is. Choose Isolation.STRICT or Isolation.INTERNET, or leave the rest out.' : undefined,
  ];
}

/** What is worth knowing: openings that the rules make into the infra cluster. */
export function isolationNotices(isolation: TenantIsolation, infra: readonly NamedCidr[]): string[] {
  if (isolation.preset === Isolation.NONE) return ['has no NetworkPolicies, so its machines reach every other tenant and are reached by them, unless something else isolates tenants in this cluster.'];
  const openings: [string, NetworkPeer | undefined][] = [
    ['isolation.controlPlane', isolation.controlPlane],
    ['isolation.imageServers', isolation.imageServers],
    ...(isolation.egress ?? []).map((rule): [string, NetworkPeer] => [`isolation.egress "${rule.name}"`, rule]),
  ];
  return openings.flatMap(([what, peer]) => (peer?.cidrs ?? []).flatMap((range) => infra
    .filter((network) => overlap(network.cidr, range) && !(peer?.except ?? []).some((hole) => covers(hole, smaller(network.cidr, range))))
    .map((network) => (within(network.cidr, range)
      ? `${what} opens ${range}, and with it the ${network.what}, ${network.cidr}. Add that to its except unless the tenant is meant to reach it.`
      : `${what} opens ${range}, which lies in the ${network.what}, ${network.cidr}. Leave it out unless the tenant is meant to reach it.`))));
}

/** What two ranges that overlap have in common: of such two, one lies in the other. */
function smaller(one: string, other: string): string {
  return within(one, other) ? one : other;
}

function covers(hole: string, range: string): boolean {
  return hole === range || within(range, hole);
}

/** The rules of which something can be emitted; of two with one name, the first counts. */
export function usableRules(what: string, rules: readonly NetworkRule[] = []): NetworkRule[] {
  return rules.filter((rule, index) => ruleProblems(what, rule).length === 0 && firstOfName(rules, rule) === index);
}

function rulesProblems(what: string, rules: readonly NetworkRule[]): Sentence[] {
  return rules.flatMap((rule, index) => [
    ...ruleProblems(what, rule),
    firstOfName(rules, rule) === index ? undefined : `${what} has two rules named "${rule.name}", which would be one NetworkPolicy. Give each its own name.`,
  ]);
}

function firstOfName(rules: readonly NetworkRule[], rule: NetworkRule): number {
  return rules.findIndex((other) => other.name === rule.name);
}

function dnsProblems(dns: TenantDns): Sentence[] {
  return [
    ...peerProblems('isolation.dns', { namespaces: [dns.namespace ?? 'kube-system'], cidrs: dns.cidrs, ports: [{ port: dns.port ?? 53 }] }),
    ...labels('isolation.dns.podLabels', dns.podLabels),
  ];
}
