import type { Duration } from 'cdk8s';
import type { NetworkProtocol, NetworkSource } from '../tenants/network-rule';

/** From where a Service of machines is reached. */
export enum MachineServiceType {
  /** From within the cluster, by an address of its own. */
  CLUSTER_IP = 'ClusterIP',
  /** From within the cluster, without an address: its name stands for the addresses of the machines' pods. */
  HEADLESS = 'Headless',
  /** From outside as well, by a port of each node. */
  NODE_PORT = 'NodePort',
  /** From outside as well, by an address that a load balancer has. */
  LOAD_BALANCER = 'LoadBalancer',
}

/** Which nodes answer clients from outside of the cluster. */
export enum ExternalTrafficPolicy {
  /** Nodes on which a machine of the Service runs. Clients keep their addresses. */
  LOCAL = 'Local',
  /**
   * All nodes. Machines see the address of a node in place of the client's: always behind kube-proxy, and behind other
   * proxies at least if the machine is on another node.
   */
  CLUSTER = 'Cluster',
}

/** The families of addresses that a Service has. */
export enum IpFamilyPolicy {
  /** One, which the cluster chooses. */
  SINGLE_STACK = 'SingleStack',
  /** Both, if the cluster has both. */
  PREFER_DUAL_STACK = 'PreferDualStack',
  /** Both. A cluster that has only one refuses the Service. */
  REQUIRE_DUAL_STACK = 'RequireDualStack',
}

/** A port of a Service of machines. */
export interface MachineServicePort {
  /** The port of the Service: 1 to 65535. */
  readonly port: number;
  /**
   * The name of the port: one DNS label.
   * @default - none for a single port; among several, the protocol and the number, such as `tcp-80`, for Kubernetes
   * wants each to have a name
   */
  readonly name?: string;
  /**
   * The port that the guest listens on: its number, or the name of a port of the machine's interface on the pod
   * network. Clients of a headless Service do not learn it, except by SRV records.
   * @default - `port`
   */
  readonly targetPort?: number | string;
  /**
   * The protocol. KubeVirt's masquerade passes all of them on, if the interface lists no ports.
   * @default NetworkProtocol.TCP
   */
  readonly protocol?: NetworkProtocol;
  /**
   * The port of each node, with `NODE_PORT` and `LOAD_BALANCER`: within the range of the cluster, usually 30000 to
   * 32767. No other Service of the cluster may have it, whatever the
   * protocol; ports of this one may share it if `port` is the same.
   * @default - Kubernetes chooses one
   */
  readonly nodePort?: number;
}

/** How machines are reached. */
export interface ExposeOptions {
  /** The ports. At least one. */
  readonly ports: MachineServicePort[];
  /**
   * From where the Service is reached.
   * @default MachineServiceType.CLUSTER_IP
   */
  readonly type?: MachineServiceType;
  /**
   * The name of the Service. Clients find it by this name: `<name>.<namespace>.svc`. It begins with a letter, and has
   * at most 63 lower-case letters, digits and hyphens.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Who may connect, in addition to whom the tenant's isolation lets in already: its own pods, unless `sameNamespace`
   * is false. A NetworkPolicy opens the target ports of these machines to these peers, and nothing else.
   *
   * Whoever connects must be allowed to: another tenant of the program needs an `egress` rule in its own isolation. The
   * `cidrs` are those of the clients as the machine sees them: their own with `ExternalTrafficPolicy.LOCAL`, the nodes'
   * with `CLUSTER`, and the load balancer's if it is a proxy. `0.0.0.0/0` and `::/0` are everybody's, and with most
   * network plugins also those of the cluster's own pods, unless `except` holds the pod network.
   * @default - nobody else; a Service for clients outside of the cluster is a warning then
   */
  readonly from?: NetworkSource;
  /**
   * How long a client stays with the machine that answered it first: 1 second to 1 day since its last connection.
   * @default - each connection goes to any machine
   */
  readonly sessionAffinity?: Duration;
  /**
   * Which nodes answer clients from outside, with `NODE_PORT` and `LOAD_BALANCER`.
   * @default ExternalTrafficPolicy.LOCAL - so that `from` is about clients, and not about nodes; Kubernetes' own is
   * `CLUSTER`
   */
  readonly externalTrafficPolicy?: ExternalTrafficPolicy;
  /**
   * The class of the load balancer, such as `metallb.io/metallb`, with `LOAD_BALANCER`. It cannot be changed later.
   * @default - the cluster's own load balancer
   */
  readonly loadBalancerClass?: string;
  /**
   * The families of addresses.
   * @default - Kubernetes' own: one
   */
  readonly ipFamilyPolicy?: IpFamilyPolicy;
  /**
   * Whether machines are reached before their readiness probe succeeds.
   * @default false
   */
  readonly publishNotReadyAddresses?: boolean;
  /**
   * Labels of the Service and the NetworkPolicy, in addition to those that name the cluster and the tenant.
   * @default {} - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the Service, such as those that a load balancer reads.
   * @default {} - none
   */
  readonly annotations?: { [key: string]: string };
}

/** Props of a Service of machines. */
export interface MachineServiceProps extends ExposeOptions {
  /**
   * Labels that the machines have: those of the props `labels` of machines and pools, or `machineLabels` and
   * `memberLabels` of the constructs. At least one. Other pods with these labels are left out, by the label that
   * KubeVirt gives to the pods of machines alone.
   */
  readonly machineLabels: { [key: string]: string };
}
