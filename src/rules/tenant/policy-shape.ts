import { mapIn, objectsIn } from './shape';

type Part = { readonly [key: string]: unknown };

/** One rule of a NetworkPolicy. */
export interface PolicyRule {
  readonly direction: 'ingress' | 'egress';
  readonly at: string;
  readonly peers: readonly PolicyPeer[];
  /** The ports, each with its path. None opens all. */
  readonly ports: readonly [path: string, port: Part][];
  /** Whether the list of ports is there and empty. */
  readonly listsNoPorts: boolean;
}

/** What selects peers; empty maps stand for what is missing. */
export interface PolicyPeer {
  readonly at: string;
  readonly ipBlock: Part;
  readonly namespaceSelector: Part;
  readonly podSelector: Part;
}

/** The name of the policy through which a tenant asks its name servers. */
export const DNS_POLICY = 'allow-dns';

/** Whether a NetworkPolicy is the one for a tenant's name servers, about which one rule says all. */
export function isForNameServers(object: { readonly metadata: { readonly name?: unknown } }): boolean {
  return object.metadata.name === DNS_POLICY;
}

/** The rules of a NetworkPolicy, as far as they have the shape of such. */
export function rulesOf(object: unknown): readonly PolicyRule[] {
  if (last.object !== object) {
    last = { object, rules: [...rulesIn(object, 'ingress', 'from'), ...rulesIn(object, 'egress', 'to')] };
  }
  return last.rules;
}

/** The policy that was asked about last: all rules look at one policy before the next. Each rendering is a new one. */
let last: { readonly object: unknown; readonly rules: readonly PolicyRule[] } = { object: undefined, rules: [] };

function rulesIn(object: unknown, direction: PolicyRule['direction'], ends: 'from' | 'to'): PolicyRule[] {
  return objectsIn(mapIn(object, 'spec')[direction], `spec.${direction}`).map(([at, rule]) => ({
    direction,
    at,
    peers: objectsIn(rule[ends], `${at}.${ends}`).map(([path, peer]) => ({
      at: path,
      ipBlock: mapIn(peer, 'ipBlock'),
      namespaceSelector: mapIn(peer, 'namespaceSelector'),
      podSelector: mapIn(peer, 'podSelector'),
    })),
    ports: objectsIn(rule.ports, `${at}.ports`),
    listsNoPorts: Array.isArray(rule.ports) && rule.ports.length === 0,
  }));
}
