import { mapIn, objectsIn } from './shape';

type Part = { readonly [key: string]: unknown };

/** The kind of NetworkPolicies. */
export const NETWORK_POLICY = 'networking.k8s.io/NetworkPolicy';

/** One rule of a NetworkPolicy. */
export interface PolicyRule {
  readonly direction: 'ingress' | 'egress';
  readonly at: string;
  readonly peers: readonly PolicyPeer[];
  /** The ports, each with its path. Without ports, all are allowed. */
  readonly ports: readonly [path: string, port: Part][];
  /** Whether the list of ports exists and is empty. */
  readonly listsNoPorts: boolean;
}

/** The selectors of a peer; missing ones are empty maps. */
export interface PolicyPeer {
  readonly at: string;
  readonly ipBlock: Part;
  /** Whether there is a selector of namespaces. */
  readonly selectsNamespaces: boolean;
  readonly namespaceSelector: Part;
  readonly podSelector: Part;
}

/** Whether a rule opens a port. What a name stands for is not known, so a named port counts as open. */
export function opensPort({ ports }: PolicyRule, wantedProtocol: unknown, wanted: unknown): boolean {
  if (ports.length === 0) return true;
  return ports.some(([, { protocol = 'TCP', port, endPort = port }]) => protocol === wantedProtocol && (
    typeof port !== 'number' || typeof wanted !== 'number'
    || (port <= wanted && wanted <= (typeof endPort === 'number' ? endPort : port))));
}

/** The name of the policy that allows a tenant to reach its name servers. */
export const DNS_POLICY = 'allow-dns';

/** Whether a NetworkPolicy is the one for a tenant's name servers, which has one rule of its own. */
export function isForNameServers(object: { readonly metadata: { readonly name?: unknown } }): boolean {
  return object.metadata.name === DNS_POLICY;
}

/** The rules of a NetworkPolicy, as far as they are well-formed. */
export function rulesOf(object: unknown): readonly PolicyRule[] {
  if (last.object !== object) {
    last = { object, rules: [...rulesIn(object, 'ingress', 'from'), ...rulesIn(object, 'egress', 'to')] };
  }
  return last.rules;
}

/** The last policy: all rules check one policy before the next, and each rendering is a new object. */
let last: { readonly object: unknown; readonly rules: readonly PolicyRule[] } = { object: undefined, rules: [] };

function rulesIn(object: unknown, direction: PolicyRule['direction'], ends: 'from' | 'to'): PolicyRule[] {
  return objectsIn(mapIn(object, 'spec')[direction], `spec.${direction}`).map(([at, rule]) => ({
    direction,
    at,
    peers: objectsIn(rule[ends], `${at}.${ends}`).map(([path, peer]) => ({
      at: path,
      ipBlock: mapIn(peer, 'ipBlock'),
      selectsNamespaces: peer.namespaceSelector !== undefined && peer.namespaceSelector !== null,
      namespaceSelector: mapIn(peer, 'namespaceSelector'),
      podSelector: mapIn(peer, 'podSelector'),
    })),
    ports: objectsIn(rule.ports, `${at}.ports`),
    listsNoPorts: Array.isArray(rule.ports) && rule.ports.length === 0,
  }));
}
