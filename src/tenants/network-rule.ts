import type { Fault } from '../findings/rule';
import { NAMESPACE_NAME_LABEL } from '../rules/tenant/namespace-metadata';
import { canonical, notCidr, outermost, within } from '../toolkit/cidr';
import { complaint } from '../toolkit/complaint';
import { RangeIndex } from '../toolkit/range-index';

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
   * The protocol of the connections that are allowed.
   * @default NetworkProtocol.TCP - Kubernetes' own default
   */
  readonly protocol?: NetworkProtocol;
}

/**
 * The peers of a tenant's pods: addresses, pods, or both. At least one must be given, because a NetworkPolicy rule
 * without a peer allows everybody.
 */
export interface NetworkSource {
  /**
   * Address ranges such as `192.0.2.10/32` or `2001:db8::/64`. A rule for the whole Internet names both families:
   * `0.0.0.0/0`, `::/0`.
   * @default - none
   */
  readonly cidrs?: string[];
  /**
   * Ranges inside of `cidrs` that are excluded.
   * @default - none
   */
  readonly except?: string[];
  /**
   * Names of other namespaces of the infra cluster whose pods are peers.
   * @default - none; `podLabels` then select pods of the tenant itself
   */
  readonly namespaces?: string[];
  /**
   * Labels that select the peer pods.
   * @default - all pods of `namespaces`
   */
  readonly podLabels?: { readonly [key: string]: string };
}

/** The peers of a tenant's pods, with the ports of the connections. */
export interface NetworkPeer extends NetworkSource {
  /**
   * The ports that are allowed.
   * @default - all ports
   */
  readonly ports?: NetworkPort[];
}

/** A rule that allows more traffic into or out of a tenant's namespace. */
export interface NetworkRule extends NetworkPeer {
  /** The purpose of the rule, as a DNS label: the NetworkPolicy is named `allow-<direction>-<name>`. */
  readonly name: string;
  /**
   * Labels that select the tenant's pods that the rule applies to. A machine's pod has the labels of its
   * VirtualMachineInstance.
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
  readonly matchExpressions?: readonly LabelRequirement[];
}

export interface LabelRequirement {
  readonly key: string;
  readonly operator: 'Exists' | 'In';
  readonly values?: readonly string[];
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

/** Selects pods by labels; without labels, all pods. */
export function podsWith(matchLabels: { readonly [key: string]: string } = {}): LabelSelector {
  return Object.keys(matchLabels).length === 0 ? {} : { matchLabels: { ...matchLabels } };
}

/** Selects pods of other namespaces by the label that the API server puts on each namespace. */
export function podsIn(namespaces: readonly string[], podLabels?: { readonly [key: string]: string }): PolicyPeer[] {
  return [...new Set(namespaces)].sort().map((namespace) => ({
    namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: namespace } },
    ...(podLabels === undefined ? {} : { podSelector: podsWith(podLabels) }),
  }));
}

/**
 * An address range without the excluded ranges that lie in it. An excluded range that lies in another excluded range is
 * redundant and dropped.
 */
export function addresses(range: string, except: readonly string[] = []): PolicyPeer {
  const holes = outermost(RangeIndex.of(except).within(range).map((place) => except[place]));
  return { ipBlock: { cidr: canonical(range), ...(holes.length === 0 ? {} : { except: holes }) } };
}

/** The peers of a rule; never empty. */
export function peersOf(peer: NetworkSource): PolicyPeer[] {
  const elsewhere = podsIn(peer.namespaces ?? [], peer.podLabels);
  const ranges = (peer.cidrs ?? []).map((range) => addresses(range, peer.except));
  const namesOwn = elsewhere.length === 0 && Object.keys(peer.podLabels ?? {}).length > 0;
  return [...ranges, ...elsewhere, ...(namesOwn ? [{ podSelector: podsWith(peer.podLabels) }] : [])];
}

/** The ports of a rule; undefined stands for all ports. */
export function portsOf(ports: readonly NetworkPort[] | undefined): PolicyPort[] | undefined {
  return ports?.map(({ protocol = NetworkProtocol.TCP, port, endPort }) => {
    return endPort === undefined ? { protocol, port } : { protocol, port, endPort };
  });
}

/** Whether a peer names nobody. A NetworkPolicy would read that as everybody, so no policy may be written for it. */
export function namesNobody({ cidrs = [], namespaces = [], podLabels = {} }: NetworkSource): boolean {
  return cidrs.length === 0 && namespaces.length === 0 && Object.keys(podLabels).length === 0;
}

/** Excluded ranges that lie in none of the peer's ranges, and so are not written. */
export function* exceptFaults(what: string, { cidrs = [], except = [] }: NetworkSource): Iterable<Fault> {
  const opened = RangeIndex.of(cidrs);
  const ranges = cidrs.length > 5 ? `${cidrs.length} ranges` : cidrs.join(', ') || 'none';
  for (const hole of except) {
    if (opened.around(hole).some((place) => within(hole, cidrs[place]))) continue;
    const bad = notCidr(hole);
    const outside = `"${hole}" is not inside any of its cidrs (${ranges}), so the API server refuses it`;
    yield {
      field: `${what}.except`,
      ...bad ?? complaint(outside,
        'Write a smaller range within one of them, or leave it out.'),
    };
  }
}

const PEER = /^spec\.(?:ingress|egress)\[0\]\.(?:from|to)\[\d+\]\./;
const PORTS = /^spec\.(?:ingress|egress)\[0\]\.(ports.*)$/;
const PODS = /^spec\.podSelector\.matchLabels(.*)$/;
const POD_LABELS = /^podSelector\.matchLabels(.*)$/;

/** The prop that a field of a NetworkPolicy came from, if it was made from a peer or a rule. */
export function propOfRule(what: string): (field: string) => string | undefined {
  return (field) => {
    const [, ports] = PORTS.exec(field) ?? [];
    if (ports !== undefined) return `${what}.${ports}`;
    const [, label] = PODS.exec(field) ?? [];
    if (label !== undefined) return `${what}.pods${label}`;
    return PEER.test(field) ? propOfPeer(what, field.replace(PEER, '')) : undefined;
  };
}

function propOfPeer(what: string, field: string): string | undefined {
  if (field === 'ipBlock.cidr') return `${what}.cidrs`;
  if (field.startsWith('ipBlock.except')) return `${what}.except`;
  if (field.startsWith('namespaceSelector')) return `${what}.namespaces`;
  const [, label] = POD_LABELS.exec(field) ?? [];
  return label === undefined ? undefined : `${what}.podLabels${label}`;
}
