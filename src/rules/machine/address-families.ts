import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Intent } from '../../inventory/known';
import { usualBinding } from '../../inventory/migration-of-networks';
import { Machine, VMI } from '../../machines/machine';
import { PodNetworkBinding } from '../../machines/networks/network-binding';
import { isBridged, podInterface } from '../../machines/networks/pod-network';
import { familiesOf } from '../../toolkit/cidr';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DEVICES } from './paths';

// The DHCP server for a bridge offers the IPv4 address of the pod, and nothing if it has none.
const SOURCE = kubevirt('pkg/network/setup/netpod/discoverbridge.go: storeBridgeBindingDHCPInterfaceData');

export const BRIDGE_WITHOUT_ADDRESS: MachineRule = {
  id: 'VM117',
  name: 'workers/bridge-without-address',
  on: 'machine',
  concerns: ['always'],
  severity: Severity.ERROR,
  title: 'A machine with a bridge on the pod network is in a cluster whose pods have IPv4 addresses',
  why: 'With a bridge, KubeVirt hands the pod\'s IPv4 address to the guest, and nothing else. A guest in a cluster '
    + 'with IPv6 alone gets no address.',
  remedy: 'Choose PodNetworkBinding.MASQUERADE, or masquerade in a plain object, which hands an IPv6 address to the '
    + 'guest.',
  source: SOURCE,
  acceptable: true,

  *check(machine, { cluster, intent }) {
    const field = bridgeOf(machine, cluster);
    const families = familiesOf(cluster?.facts.podRanges ?? []);
    if (field === undefined || families.has('ipv4') || !families.has('ipv6')) return;
    yield fault(field, `${isBridge(field)}, but pods of cluster ${cluster!.facts.name} have IPv6 addresses alone, `
      + 'which KubeVirt does not hand to a guest behind a bridge: it gets no address',
    `${choice(intent)}, which hands an IPv6 address to the guest.`);
  },
};

export const BRIDGE_WITHOUT_IPV6: MachineRule = {
  id: 'VM118',
  name: 'workers/bridge-without-ipv6',
  on: 'machine',
  concerns: ['always'],
  severity: Severity.INFO,
  title: 'In a dual-stack cluster, a guest behind a bridge has an IPv4 address alone',
  why: 'With a bridge, KubeVirt hands the pod\'s IPv4 address to the guest, and not the IPv6 address.',
  remedy: 'Choose PodNetworkBinding.MASQUERADE, or masquerade in a plain object, for guests that need both; or accept '
    + 'this finding.',
  source: SOURCE,
  acceptable: true,

  *check(machine, { cluster, intent }) {
    const field = bridgeOf(machine, cluster);
    const families = familiesOf(cluster?.facts.podRanges ?? []);
    if (field === undefined || !families.has('ipv4') || !families.has('ipv6')) return;
    yield fault(field, `${isBridge(field)}, so the guest gets an IPv4 address alone, although pods of cluster `
      + `${cluster!.facts.name} have an IPv6 address too`,
    `${choice(intent)} for guests that need both, or accept this finding.`);
  },
};

const UNSTATED = `${VMI}.networks`;

/** What is known of a field, to follow its name. */
function isBridge(field: string): string {
  return field === UNSTATED ? 'says nothing about the pod network, to which KubeVirt connects the machine by a bridge'
    : 'is a bridge';
}

/** What to write instead: a prop where a construct of ours made the machine. */
function choice({ propOf }: Intent): string {
  return propOf === undefined ? 'List the network with an interface that has masquerade instead of bridge'
    : 'Choose PodNetworkBinding.MASQUERADE';
}

/** The field of a machine's bridge on the pod network; undefined if it has none. */
function bridgeOf({ vmi }: Machine, cluster: ClusterView | undefined): string | undefined {
  if (!isBridged(vmi, usualBinding(cluster) ?? PodNetworkBinding.BRIDGE)) return undefined;
  const stated = podInterface(vmi);
  if (stated === undefined) return UNSTATED;
  return `${DEVICES}.interfaces[${items(vmi.domain?.devices?.interfaces).indexOf(stated)}]`;
}
