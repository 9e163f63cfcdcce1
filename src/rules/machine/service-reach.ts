import { protocolOf, selectorOf, SERVICE, serviceOf, ServiceShape } from './service-shape';
import type { Interface, VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { makersOf } from '../../inventory/pods-with-labels';
import type { EmbeddedMachine } from '../../machines/embedded';
import { getsPodNetwork, podInterface } from '../../machines/networks/pod-network';
import { items } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

export const SERVICE_OFF_POD_NETWORK: ObjectRule = {
  id: 'VM182',
  name: 'services/pod-network',
  on: 'object',
  kinds: [SERVICE],
  severity: Severity.WARNING,
  title: 'The machines of a Service are on the pod network',
  why: 'A Service sends its traffic to the address of the machine\'s pod. Only an interface on the pod network passes '
    + 'that on to the guest.',
  remedy: 'Give the machine podNetwork: PodNetworkBinding.MASQUERADE, or leave the Service out.',
  source: kubevirt('pkg/network/setup/netpod/netpod.go: composeDesiredSpec; '
    + 'pkg/network/vmispec/network.go: LookUpDefaultNetwork'),
  acceptable: true,

  *check(object, entry) {
    const apart = machinesOf(object, entry).filter(([, { vmi }]) => !isOnPodNetwork(vmi));
    if (apart.length === 0) return;
    yield fault('spec.selector', `selects ${apart[0][0].where}, whose guest is not on the pod network, so no traffic `
      + 'reaches it', this.remedy);
  },
};

export const SERVICE_PORT_NOT_FORWARDED: ObjectRule = {
  id: 'VM183',
  name: 'services/forwarded-ports',
  on: 'object',
  kinds: [SERVICE],
  severity: Severity.WARNING,
  title: 'The machines of a Service have the ports that it sends traffic to',
  why: 'An interface with masquerade or passt that lists ports passes on nothing else, and the name of a target port '
    + 'is that of a port that an interface lists.',
  remedy: 'List the port at the interface, or write one that is listed.',
  source: kubevirt('pkg/network/setup/netpod/masquerade/masquerade.go: setupNATByFamily; '
    + 'pkg/virt-launcher/virtwrap/converter/network/passt.go: generatePasstPortForward; '
    + 'pkg/virt-controller/services/rendercontainer.go: containerPortsFromVMI'),
  acceptable: true,

  *check(object, entry) {
    const service = serviceOf(object);
    for (const [maker, { vmi }] of machinesOf(object, entry)) {
      if (isOnPodNetwork(vmi)) yield* unreachedFaults(service, vmi, maker.where);
    }
  },
};

function* unreachedFaults(service: ServiceShape, vmi: VirtualMachineInstanceSpec, where: string): Iterable<Fault> {
  const all = items(vmi.domain?.devices?.interfaces);
  const pod = podInterface(vmi);
  for (const [at, port] of service.ports) {
    const { targetPort = port.port } = port;
    const protocol = String(protocolOf(port));
    if (typeof targetPort === 'string' && !isNamed(all, targetPort, protocol)) {
      yield fault(`${at}.targetPort`, `"${targetPort}" names none of the ${protocol} ports of ${where}`,
        'Write the number of the port, or list a port of that name at the interface on the pod network.');
    }
    if (typeof targetPort === 'number' && pod !== undefined && !passes(pod, targetPort, protocol)) {
      yield fault(port.targetPort === undefined ? `${at}.port` : `${at}.targetPort`,
        `sends traffic to ${protocol} ${targetPort} of ${where}, whose interface lists other ports alone`,
        'List the port there, or list none, so that all are passed on.');
    }
  }
}

function isNamed(interfaces: readonly Interface[], wanted: string, protocol: string): boolean {
  return interfaces.some(({ ports }) => items(ports).some(
    ({ name, protocol: its }) => name === wanted && (its || 'TCP') === protocol));
}

/** Whether an interface passes traffic to a port on to the guest. */
function passes({ masquerade, passtBinding, ports, portRanges }: Interface, wanted: number, protocol: string): boolean {
  const [listed, ranges] = [items(ports), items(portRanges)];
  if ((masquerade ?? passtBinding) === undefined || listed.length + ranges.length === 0) return true;
  return listed.some(({ port, protocol: its }) => port === wanted && (its || 'TCP') === protocol)
    || ranges.some(({ start, end, protocol: its }) => its === protocol && start <= wanted && wanted <= end);
}

/** Whether a guest is reached at the address of its pod: on the pod network, or on a network in its place. */
function isOnPodNetwork(vmi: VirtualMachineInstanceSpec): boolean {
  return getsPodNetwork(vmi) || podInterface(vmi) !== undefined
    || items(vmi.networks).some(({ multus }) => multus?.default === true);
}

/** The machines of the bundle that a Service selects, each with the object that holds it. */
function machinesOf(object: unknown, { cluster, namespace }: Entry): [Entry, EmbeddedMachine][] {
  const labels = selectorOf(serviceOf(object));
  if (labels === undefined || cluster === undefined || namespace === undefined) return [];
  return makersOf(cluster, namespace, labels)
    .flatMap((each): [Entry, EmbeddedMachine][] => (each.machine === undefined ? [] : [[each, each.machine]]));
}
