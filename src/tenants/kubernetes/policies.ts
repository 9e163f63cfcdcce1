import { hasLoadBalancers, NamedCluster } from './accounts';
import { CLUSTER_NAME_LABEL, workerLabelsOf } from '../../machines/cluster-label';
import {
  namesNobody, NetworkPolicySpec, NetworkPort, NetworkProtocol, peersOf, portsOf, propOfRule,
} from '../network-rule';

/** A NetworkPolicy for the machines of a cluster. */
export interface ClusterPolicy {
  readonly name: string;
  readonly spec: NetworkPolicySpec;
  readonly propOf?: (field: string) => string | undefined;
}

const NODE_PORTS: NetworkPort = { port: 30000, endPort: 32767 };

/** Lets the machines of each cluster reach each other, and not those of another cluster in the namespace. */
export function withinClusters(clusters: readonly NamedCluster[]): ClusterPolicy[] {
  return clusters.map(({ name }) => {
    const podSelector = { matchLabels: { [CLUSTER_NAME_LABEL]: name } };
    const all = [{ podSelector }];
    const rules = { ingress: [{ from: all }], egress: [{ to: all }] };
    return { name: `allow-cluster-${name}`, spec: { podSelector, policyTypes: ['Ingress', 'Egress'], ...rules } };
  });
}

/** Lets clients of load balancers reach the node ports of workers. */
export function throughLoadBalancers(clusters: readonly NamedCluster[]): ClusterPolicy[] {
  return clusters.flatMap((cluster) => {
    const { name, prop, cloudController: { reachableFrom, nodePorts = NODE_PORTS } = {} } = cluster;
    if (reachableFrom === undefined || !hasLoadBalancers(cluster) || namesNobody(reachableFrom)) return [];
    const protocols = nodePorts.protocol === undefined ? [NetworkProtocol.TCP, NetworkProtocol.UDP]
      : [nodePorts.protocol];
    const ports = portsOf(protocols.map((protocol) => ({ ...nodePorts, protocol })));
    return [{
      name: `allow-load-balancers-${name}`,
      spec: {
        podSelector: { matchLabels: { ...workerLabelsOf(name) } },
        policyTypes: ['Ingress'],
        ingress: [{ from: peersOf(reachableFrom), ports }],
      },
      propOf: propOfPolicy(`${prop}.cloudController`),
    }];
  });
}

function propOfPolicy(what: string): (field: string) => string | undefined {
  const ofPeers = propOfRule(`${what}.reachableFrom`);
  return (field) => {
    const [, port] = /\.ports\[\d+\]\.?(.*)$/.exec(field) ?? [];
    return port === undefined ? ofPeers(field) : `${what}.nodePorts${port === '' ? '' : `.${port}`}`;
  };
}
