import * as ipaddr from 'ipaddr.js';
import type { LabelSelector, NetworkPolicySpec, PolicyPeer, PolicyPort } from '../../src/tenants/network-rule';

/** One end of a connection: a pod, or an address outside of the cluster. */
export interface End {
  readonly namespace?: string;
  readonly labels?: { readonly [key: string]: string };
  readonly address?: string;
}

interface Rule {
  readonly peers: readonly PolicyPeer[];
  readonly ports?: readonly PolicyPort[];
}

/** A tenant's policies, as a network plugin reads them. */
export class NetworkSimulation {
  constructor(
    private readonly namespace: string,
    private readonly policies: readonly NetworkPolicySpec[],
  ) {}

  public letsIn(from: End, to: End, port: number, protocol = 'TCP'): boolean {
    const rules = this.of('Ingress', to).map(
      (policy) => policy.ingress?.map((rule) => ({ peers: rule.from, ports: rule.ports })) ?? [],
    );
    return this.allowed(rules, from, port, protocol);
  }

  public letsOut(from: End, to: End, port: number, protocol = 'TCP'): boolean {
    const rules = this.of('Egress', from).map(
      (policy) => policy.egress?.map((rule) => ({ peers: rule.to, ports: rule.ports })) ?? [],
    );
    return this.allowed(rules, to, port, protocol);
  }

  private of(type: 'Ingress' | 'Egress', pod: End): NetworkPolicySpec[] {
    return this.policies.filter(
      (policy) => policy.policyTypes.includes(type) && matches(policy.podSelector, pod.labels),
    );
  }

  private allowed(policies: readonly (readonly Rule[])[], other: End, port: number, protocol: string): boolean {
    if (policies.length === 0) return true;
    const rules = policies.flat().filter((rule) => opens(rule.ports, port, protocol));
    return rules.some((rule) => rule.peers.length === 0 || rule.peers.some((peer) => this.isPeer(peer, other)));
  }

  private isPeer(peer: PolicyPeer, other: End): boolean {
    if (peer.ipBlock !== undefined) {
      const { cidr, except = [] } = peer.ipBlock;
      return (
        other.address !== undefined &&
        inRange(other.address, cidr) &&
        !except.some((hole) => inRange(other.address!, hole))
      );
    }
    if (other.namespace === undefined) return false;
    const labels = { 'kubernetes.io/metadata.name': other.namespace };
    const inNamespace =
      peer.namespaceSelector === undefined
        ? other.namespace === this.namespace
        : matches(peer.namespaceSelector, labels);
    return inNamespace && (peer.podSelector === undefined || matches(peer.podSelector, other.labels));
  }
}

function opens(ports: readonly PolicyPort[] | undefined, port: number, protocol: string): boolean {
  if (ports === undefined || ports.length === 0) return true;
  return ports.some(
    (range) => range.protocol === protocol && port >= range.port && port <= (range.endPort ?? range.port),
  );
}

function matches(selector: LabelSelector, labels: { readonly [key: string]: string } = {}): boolean {
  const equal = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return (
    equal &&
    (selector.matchExpressions ?? []).every((one) =>
      one.operator === 'Exists' ? one.key in labels : one.values?.includes(labels[one.key]),
    )
  );
}

function inRange(address: string, range: string): boolean {
  const one = ipaddr.parse(address);
  const [network, bits] = ipaddr.parseCIDR(range);
  return one.kind() === network.kind() && one.match(network, bits);
}
