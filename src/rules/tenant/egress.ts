import { NAMESPACE_NAME_LABEL } from './namespace-metadata';
import type { ClusterView } from '../../inventory/cluster-view';
import { isAddress, overlap } from '../../toolkit/cidr';
import { Labels, LabelSelector, selects } from '../../toolkit/label-selector';
import { items, texts } from '../../toolkit/shape';

interface Peer {
  readonly ipBlock?: { readonly cidr?: unknown; readonly except?: readonly string[] };
  readonly namespaceSelector?: LabelSelector;
  readonly podSelector?: LabelSelector;
}

interface Port {
  readonly protocol?: string;
  readonly port?: unknown;
  readonly endPort?: number;
}

/** One egress rule of a NetworkPolicy. */
export interface Egress {
  readonly to?: readonly Peer[];
  readonly ports?: readonly Port[];
}

/** A pod that others connect to. */
export interface PodPeer {
  readonly namespace: string;
  readonly labels: Labels;
  /** The port, or its name at the pod. */
  readonly port: number | string;
  /** The protocol; TCP if it is not stated. */
  readonly protocol?: string;
}

/** A server by its address or its name. */
export interface Server {
  readonly host: string;
  readonly port: number;
}

/**
 * What the NetworkPolicies of the bundle allow pods with certain labels of a namespace to reach; undefined if none of
 * them selects such pods, which then reach everything.
 */
export function egressOf(cluster: ClusterView, namespace: string, labels: Labels): readonly Egress[] | undefined {
  const policies = cluster.ofIn('networking.k8s.io', 'NetworkPolicy', namespace)
    .map(({ object, isReadable }) => (isReadable ? object?.spec as NetworkPolicySpec | undefined : undefined))
    .filter((spec) => spec !== undefined && limitsEgress(spec) && selects(spec.podSelector ?? {}, labels));
  return policies.length === 0 ? undefined : policies.flatMap((spec) => items(spec?.egress));
}

interface NetworkPolicySpec {
  readonly podSelector?: LabelSelector;
  readonly policyTypes?: readonly string[];
  readonly egress?: readonly Egress[];
}

function limitsEgress({ policyTypes, egress }: NetworkPolicySpec): boolean {
  return policyTypes === undefined ? egress !== undefined : texts(policyTypes).includes('Egress');
}

/** Whether rules of a namespace let its pods connect to a pod. */
export function reachesPod(rules: readonly Egress[], own: string, pod: PodPeer): boolean {
  const { namespace, labels } = pod;
  const isIt = ({ ipBlock, namespaceSelector, podSelector }: Peer): boolean => (
    ipBlock === undefined
    && (namespaceSelector === undefined ? namespace === own : maySelectNamespace(namespaceSelector, namespace))
    && selects(podSelector ?? {}, labels));
  return rules.some((rule) => opensPort(rule, pod) && opensPeer(rule, isIt));
}

/**
 * Whether rules of a namespace may let its pods connect to a server. What a name stands for is not known, so a rule for
 * addresses or for pods of other namespaces is taken to hold for it.
 */
export function reachesServer(rules: readonly Egress[], own: string, server: Server): boolean {
  const { host } = server;
  return rules.some((rule) => opensPort(rule, server) && opensPeer(rule, (peer) => mayBe(peer, own, host)));
}

function mayBe({ ipBlock, namespaceSelector }: Peer, own: string, host: string): boolean {
  const home = namespaceOfService(host, own);
  if (ipBlock !== undefined) {
    const holes = texts(ipBlock.except);
    if (typeof ipBlock.cidr !== 'string') return false;
    // the Internet without the ranges that a service of the cluster could have
    if (!isAddress(host)) return home === undefined || holes.length === 0;
    const range = `${host}/${host.includes(':') ? 128 : 32}`;
    return overlap(range, ipBlock.cidr) && !holes.some((hole) => overlap(range, hole));
  }
  if (namespaceSelector !== undefined) return home === undefined || maySelectNamespace(namespaceSelector, home);
  return home === own;
}

/** The namespace of a Service, by its name within the cluster; undefined for other names and for addresses. */
function namespaceOfService(host: string, own: string): string | undefined {
  if (isAddress(host)) return undefined;
  const [, namespace = own, domain] = host.split('.');
  return domain === undefined ? (host.includes('.') ? undefined : own) : domain === 'svc' ? namespace : undefined;
}

/** Whether a rule opens a port. What a name stands for is not known, so a named port counts as open. */
function opensPort({ ports }: Egress, wanted: Pick<PodPeer, 'port' | 'protocol'>): boolean {
  const { port: at, protocol: by = 'TCP' } = wanted;
  const listed = items(ports);
  return listed.length === 0 || listed.some(({ protocol = 'TCP', port, endPort }) => protocol === by && (
    typeof port !== 'number' || typeof at !== 'number' || (port <= at && at <= (endPort ?? port))));
}

function opensPeer({ to }: Egress, isIt: (peer: Peer) => boolean): boolean {
  const peers = items(to);
  return peers.length === 0 || peers.some(isIt);
}

/** Whether a selector may select a namespace, of which only the name is known. */
function maySelectNamespace({ matchLabels = {}, matchExpressions }: LabelSelector, name: string): boolean {
  const byName = items(matchExpressions).filter(({ key }) => key === NAMESPACE_NAME_LABEL);
  return (matchLabels[NAMESPACE_NAME_LABEL] ?? name) === name
    && selects({ matchExpressions: byName }, { [NAMESPACE_NAME_LABEL]: name });
}
