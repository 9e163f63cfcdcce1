import {
  ExternalTrafficPolicy, MachineServicePort, MachineServiceProps, MachineServiceType,
} from './machine-service-props';
import { LAUNCHER_LABELS } from '../machines/launcher/launcher-label';
import { NetworkProtocol, peersOf, PolicyPeer } from '../tenants/network-rule';
import { notLabelValue, notQualifiedName } from '../toolkit/names';
import { isPort, notPortName } from '../toolkit/port';
import { defined } from '../toolkit/shape';

/** The spec of a core Service (v1 of Kubernetes v1.35), as far as it is written here. */
export interface ServiceSpec {
  readonly type: string;
  readonly clusterIP?: 'None';
  readonly selector: { readonly [label: string]: string };
  readonly ports: readonly object[];
  readonly externalTrafficPolicy?: string;
  readonly ipFamilyPolicy?: string;
  readonly loadBalancerClass?: string;
  readonly publishNotReadyAddresses?: boolean;
  readonly sessionAffinity?: 'ClientIP';
  readonly sessionAffinityConfig?: object;
}

/** The spec of the NetworkPolicy that opens machines to the clients of their Service. */
export interface OpeningSpec {
  readonly podSelector: { readonly matchLabels: { readonly [label: string]: string } };
  readonly policyTypes: readonly ['Ingress'];
  readonly ingress: readonly { readonly from: readonly PolicyPeer[]; readonly ports: readonly TargetPort[] }[];
}

/** A port of machines, by its number or by its name at their interface. */
interface TargetPort {
  readonly protocol: NetworkProtocol;
  readonly port: number | string;
}

const FROM_OUTSIDE: readonly MachineServiceType[] = [MachineServiceType.NODE_PORT, MachineServiceType.LOAD_BALANCER];

/** The spec of the Service of machines. */
export function serviceSpec(props: MachineServiceProps): ServiceSpec {
  const { ports, machineLabels, sessionAffinity, type = MachineServiceType.CLUSTER_IP } = props;
  const isHeadless = type === MachineServiceType.HEADLESS;
  const usual = FROM_OUTSIDE.includes(type) ? ExternalTrafficPolicy.LOCAL : undefined;
  const timeoutSeconds = sessionAffinity?.toSeconds({ integral: false });
  return defined({
    type: isHeadless ? MachineServiceType.CLUSTER_IP : type,
    clusterIP: isHeadless ? 'None' as const : undefined,
    selector: machinesWith(machineLabels),
    ports: ports.map((port) => portOf(port, ports.length > 1)),
    externalTrafficPolicy: props.externalTrafficPolicy ?? usual,
    ipFamilyPolicy: props.ipFamilyPolicy,
    loadBalancerClass: props.loadBalancerClass,
    publishNotReadyAddresses: props.publishNotReadyAddresses,
    sessionAffinity: timeoutSeconds === undefined ? undefined : 'ClientIP' as const,
    sessionAffinityConfig: timeoutSeconds === undefined ? undefined : { clientIP: { timeoutSeconds } },
  });
}

function portOf({ port, name, targetPort, protocol, nodePort }: MachineServicePort, isOneOfSeveral: boolean): object {
  const transport = protocol ?? NetworkProtocol.TCP;
  const usual = isOneOfSeveral ? `${transport.toLowerCase()}-${port}` : undefined;
  return defined({ name: name ?? usual, port, targetPort, protocol: transport, nodePort });
}

/**
 * The spec of the NetworkPolicy that opens the machines of a Service to its clients; undefined if there is nobody to
 * open them to. Plugins apply policies after the Service's address and port are exchanged for those of a pod, so it
 * names the target ports.
 */
export function openingOf({ from, machineLabels, ports }: MachineServiceProps): OpeningSpec | undefined {
  const peers = from === undefined ? [] : peersOf(from);
  // A rule without peers or without ports, and a policy without a selector, would open more than is meant.
  if (peers.length === 0 || ports.length === 0 || Object.keys(machineLabels).length === 0) return undefined;
  // What is reported about the Service must not be reported again.
  if (!ports.every(isUsable) || !Object.entries(machineLabels).every(isLabel)) return undefined;
  return {
    podSelector: { matchLabels: machinesWith(machineLabels) },
    policyTypes: ['Ingress'],
    ingress: [{ from: peers, ports: targetPorts(ports) }],
  };
}

/** The labels of the machines alone: other pods of the tenant may have the same labels. */
function machinesWith(labels: { readonly [label: string]: string }): { readonly [label: string]: string } {
  return { ...labels, ...LAUNCHER_LABELS };
}

function isUsable({ port, targetPort = port }: MachineServicePort): boolean {
  return typeof targetPort === 'string' ? notPortName(targetPort) === undefined : isPort(port) && isPort(targetPort);
}

function isLabel([key, value]: [string, string]): boolean {
  return notQualifiedName(key) === undefined && notLabelValue(value) === undefined;
}

/** The ports that machines listen on, each once. */
function targetPorts(ports: readonly MachineServicePort[]): TargetPort[] {
  const targets = ports.map(({ port, targetPort = port, protocol = NetworkProtocol.TCP }) => (
    { protocol, port: targetPort }));
  return [...new Map(targets.map((each) => [`${each.protocol} ${each.port}`, each])).values()];
}
