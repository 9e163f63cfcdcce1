import type { Network } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { POD_NETWORK } from '../../machines/networks/networking';
import { getsPodNetwork } from '../../machines/networks/pod-network';
import { items, present, repeated } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt, own } from '../sources';
import { DEVICES, located } from './paths';

const NETWORKS = `${VMI}.networks`;
const INTERFACES = `${DEVICES}.interfaces`;

export const NETWORK_PAIRS: MachineRule = {
  id: 'VM053',
  name: 'machines/networks',
  on: 'machine',
  concerns: ['networks', 'domain.devices.interfaces'],
  severity: Severity.ERROR,
  title: 'Each network has one source, a name of its own, and one interface of that name',
  why: 'KubeVirt refuses the rest, a second pod network, and a second default network.',
  remedy: 'Write networks and interfaces in pairs of one name.',
  source: kubevirt('pkg/network/admitter/netsource.go, admit.go'),
  acceptable: false,

  *check({ vmi }) {
    const networks = items(vmi.networks);
    const interfaces = items(vmi.domain?.devices?.interfaces);
    yield* defaultFaults(networks);
    for (const [network, at] of located(networks, NETWORKS)) yield* sourceFaults(network, at);
    const twins = repeated(networks.map((network) => network.name));
    for (const name of twins) {
      yield fault(NETWORKS, `holds two networks named "${name}"`, 'Give each its own name.', inPropsOf(name));
    }
    for (const name of repeated(interfaces.map((each) => each.name))) {
      // If two networks have one name, their two interfaces are the same mistake.
      if (twins.includes(name)) continue;
      yield fault(INTERFACES, `holds two interfaces named "${name}", but a network has one`, 'Leave one of them out.');
    }
    for (const [{ name }, at] of located(networks, NETWORKS)) {
      if (interfaces.some((each) => each.name === name)) continue;
      yield fault(at,
        `"${name}" has no interface of its name`, 'Write one in domain.devices.interfaces, or leave the network out.');
    }
    for (const [{ name }, at] of located(interfaces, INTERFACES)) {
      if (networks.some((network) => network.name === name)) continue;
      yield fault(at, `"${name}" has no network of its name`, 'Write one in networks, or leave the interface out.');
    }
  },
};

export const NO_NETWORK: MachineRule = {
  id: 'VM054',
  name: 'machines/no-network',
  on: 'machine',
  concerns: ['always'],
  severity: Severity.WARNING,
  title: 'A machine says how it is connected, or that it is not',
  why: 'Without networks KubeVirt adds an interface on the pod network, of a kind that the KubeVirt custom '
    + 'resource chooses.',
  remedy: 'Write networks and interfaces, or domain.devices.autoattachPodInterface: false for none.',
  source: own(),
  acceptable: true,

  *check({ vmi }) {
    if (!getsPodNetwork(vmi)) return;
    yield fault(NETWORKS, 'is empty, so KubeVirt adds an interface on the pod network, of a kind that the KubeVirt '
      + 'custom resource chooses', this.remedy);
  },
};

/** The pod network has no prop for its name. */
function inPropsOf(name: string | number): string {
  return name === POD_NETWORK ? 'The pod network has that name: write another in name of the other network.'
    : 'Give each its own name.';
}

function* defaultFaults(networks: readonly Network[]): Iterable<Fault> {
  const pods = networks.filter((network) => network.pod !== undefined);
  const defaults = networks.filter((network) => network.multus?.default === true);
  if (pods.length > 1) {
    yield fault(NETWORKS, `holds the pod network ${pods.length} times, but a machine is connected to it once`,
      'Leave all but one out.');
  }
  if (defaults.length > 1) {
    yield fault(NETWORKS, `holds ${defaults.length} Multus networks that are default, but there can be one`,
      'Leave default out of the others.');
  }
  if (pods.length > 0 && defaults.length > 0) {
    yield fault(NETWORKS, `holds the pod network and "${defaults[0].name}", a Multus network that takes its place`,
      'Leave one of the two out.');
  }
}

function* sourceFaults(network: Network, at: string): Iterable<Fault> {
  const sources = present(network).filter((key) => key !== 'name');
  if (sources.length !== 1) {
    const written = sources.length === 0 ? 'no source' : sources.join(' and ');
    yield fault(at, `"${network.name}" has ${written}, but a network has exactly one`, 'Write pod: {} or multus.');
  }
  if (network.multus?.networkName === '') {
    yield fault(`${at}.multus.networkName`, 'is empty', 'Write the name of a NetworkAttachmentDefinition.');
  }
  const claim = network.resourceClaim;
  if (claim && (!claim.claimName || !claim.requestName)) {
    yield fault(`${at}.resourceClaim`, 'needs claimName and requestName', 'Write both.');
  }
}
