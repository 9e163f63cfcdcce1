import { canonical, within } from '../toolkit/cidr';
import type { Sentence } from '../toolkit/problems';
import { cidr, dnsLabel, labels, oneOf } from '../toolkit/sentences';

/** The label with a namespace's name, which the API server writes itself (Kubernetes v1.35, pkg/apis/core/v1/defaults.go: SetDefaults_Namespace). */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** A transport protocol of a NetworkPolicy. */
export enum NetworkProtocol {
  TCP = 'TCP',
  UDP = 'UDP',
  SCTP = 'SCTP',
}

/** A port, or a range of them. */
export interface NetworkPort {
  /** The port, or the first one of a range: 1 to 65535. */
  readonly port: number;
  /**
   * The last port of a range.
   * @default - `port` alone
   */
  readonly endPort?: number;
  /**
   * The protocol of the connections that are let through.
   * @default NetworkProtocol.TCP - as Kubernetes takes it
   */
  readonly protocol?: NetworkProtocol;
}

/**
 * Whom a tenant's pods may talk to, or be talked to by: addresses, pods, or both. At least one must be given, for a NetworkPolicy
 * rule that names nobody means everybody.
 */
export interface NetworkPeer {
  /**
   * Address ranges such as `192.0.2.10/32` or `2001:db8::/64`. A rule for all of the Internet names both families: `0.0.0.0/0`, `::/0`.
   * @default - none
   */
  readonly cidrs?: string[];
  /**
   * Ranges inside of `cidrs` that are left out.
   * @default - none
   */
  readonly except?: string[];
  /**
   * Names of other namespaces of the infra cluster, whose pods are meant.
   * @default - none; `podLabels` then mean pods of the tenant itself
   */
  readonly namespaces?: string[];
  /**
   * Labels that the pods meant have.
   * @default - all pods of `namespaces`
   */
  readonly podLabels?: { readonly [key: string]: string };
  /**
   * The ports that are opened.
   * @default - all ports
   */
  readonly ports?: NetworkPort[];
}

/** One more thing that is let through a tenant's isolation. */
export interface NetworkRule extends NetworkPeer {
  /** What it is for, as a DNS label: the NetworkPolicy is named `allow-<direction>-<name>`. */
  readonly name: string;
  /**
   * Labels of the tenant's pods that the rule holds for. A machine's pod has the labels of its VirtualMachineInstance.
   * @default - all pods of the tenant
   */
  readonly pods?: { readonly [key: string]: string };
}

/** The spec of a NetworkPolicy. */
export interface NetworkPolicySpec {
  readonly podSelector: LabelSelector;
  readonly policyTypes: readonly ('Ingress' | 'Egress')[];
  readonly ingress?: readonly { readonly from: readonly PolicyPeer[]; readonly ports?: readonly PolicyPort[] }[];
  readonly egress?: readonly { readonly to: readonly PolicyPeer[]; readonly ports?: readonly PolicyPort[] }[];
}

export interface LabelSelector {
  readonly matchLabels?: { readonly [key: string]: string };
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: 'Exists' | 'In'; readonly values?: readonly string[] }[];
}

export interface PolicyPeer {
  readonly namespaceSelector?: LabelSelector;
  readonly podSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface PolicyPort {
  readonly protocol: string;
  readonly port: number;
  readonly endPort?: number;
}

/** Pods with the given labels; without any, all pods. */
export function podsWith(matchLabels: { readonly [key: string]: string } = {}): LabelSelector {
  return Object.keys(matchLabels).length === 0 ? {} : { matchLabels: { ...matchLabels } };
}

/** Pods of other namespaces, found by the label that the API server puts on each namespace. */
export function podsIn(namespaces: readonly string[], podLabels?: { readonly [key: string]: string }): PolicyPeer[] {
  return [...new Set(namespaces)].sort().map((namespace) => ({
    namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: namespace } },
    ...(podLabels === undefined ? {} : { podSelector: podsWith(podLabels) }),
  }));
}

/** An address range without the ranges that lie in it. Those that lie in another one of them say nothing new and are dropped. */
export function addresses(range: string, except: readonly string[] = []): PolicyPeer {
  const inside = [...new Set(except.filter((hole) => within(hole, range)).map(canonical))];
  const holes = inside.filter((hole) => !inside.some((other) => within(hole, other)));
  return { ipBlock: { cidr: canonical(range), ...(holes.length === 0 ? {} : { except: holes }) } };
}

/** The peers of a checked rule: never none. */
export function peersOf(peer: NetworkPeer): PolicyPeer[] {
  const elsewhere = podsIn(peer.namespaces ?? [], peer.podLabels);
  const own = elsewhere.length === 0 && Object.keys(peer.podLabels ?? {}).length > 0 ? [{ podSelector: podsWith(peer.podLabels) }] : [];
  return [...(peer.cidrs ?? []).map((range) => addresses(range, peer.except)), ...elsewhere, ...own];
}

/** The ports of a checked rule; undefined stands for all. */
export function portsOf(ports: readonly NetworkPort[] | undefined): PolicyPort[] | undefined {
  return ports?.map(({ protocol = NetworkProtocol.TCP, port, endPort }) => ({ protocol, port, ...(endPort === undefined ? {} : { endPort }) }));
}

/** What is wrong with a peer. Nothing may be emitted of one with which something is wrong. */
export function peerProblems(what: string, peer: NetworkPeer): string[] {
  const cidrs = peer.cidrs ?? [];
  const nobody = [cidrs, peer.namespaces ?? [], Object.keys(peer.podLabels ?? {})].every((list) => list.length === 0);
  return [
    nobody ? `${what} names no peer, and a NetworkPolicy rule without peers lets everybody through. Write cidrs, namespaces or podLabels.` : undefined,
    ...cidrs.map((range) => cidr(`${what}.cidrs`, range)),
    // Kubernetes v1.35, pkg/apis/networking/validation: ValidateIPBlock.
    ...(peer.except ?? []).map((hole) => cidr(`${what}.except`, hole) ?? (cidrs.some((range) => within(hole, range)) ? undefined : `${what}.except "${hole}" does not lie inside of any of its cidrs (${cidrs.join(', ') || 'none'}), so the API server refuses it. Write a smaller range within one of them, or leave it out.`)),
    ...(peer.namespaces ?? []).map((namespace) => dnsLabel(`${what}.namespaces`, namespace)),
    ...labels(`${what}.podLabels`, peer.podLabels),
    peer.ports !== undefined && peer.ports.length === 0 ? `${what}.ports is an empty list, which opens all ports. List the ports, or leave the list out if all are meant.` : undefined,
    ...(peer.ports ?? []).flatMap((port) => portProblems(`${what}.ports`, port)),
  ].filter((sentence) => sentence !== undefined);
}

/** What is wrong with a rule of the user's. */
export function ruleProblems(what: string, rule: NetworkRule): string[] {
  const named = `${what} "${rule.name}"`;
  return [dnsLabel(`${what}.name`, rule.name), ...peerProblems(named, rule), ...labels(`${named}.pods`, rule.pods)].filter((sentence) => sentence !== undefined);
}

function portProblems(what: string, { port, endPort, protocol }: NetworkPort): Sentence[] {
  const isPort = (value: number) => Number.isInteger(value) && value >= 1 && value <= 65535;
  return [
    oneOf(`${what} with the protocol`, protocol, Object.values(NetworkProtocol)),
    isPort(port) ? undefined : `${what} holds ${port}, which is no port. Write a whole number from 1 to 65535.`,
    endPort === undefined || isPort(endPort) ? undefined : `${what} holds the endPort ${endPort}, which is no port. Write a whole number from 1 to 65535.`,
    endPort === undefined || endPort >= port ? undefined : `${what} holds the range ${port} to ${endPort}, which ends before it begins. Swap the two.`,
  ];
}
