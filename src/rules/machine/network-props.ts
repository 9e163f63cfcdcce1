import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { MachineProps } from '../../machines/machine-props';
import { MultusBinding, PodNetworkBinding } from '../../machines/networks/network-binding';
import type { PropRule } from '../rule';
import { kubevirt, own } from '../sources';

export const NETWORK_SOURCE: PropRule = {
  id: 'VM186',
  name: 'machines/network-source',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A Multus network is named once: by network or by networkName',
  why: 'An interface is connected to one network.',
  remedy: 'Write network: a NetworkAttachment, or networkName: the name of a NetworkAttachmentDefinition.',
  source: own('docs/how-to/networks.md'),
  acceptable: false,
};

/** Networks that nothing or two things name. */
export function* networkSourceFaults({ networks = [] }: MachineProps): Iterable<Fault> {
  for (const [index, { network, networkName }] of networks.entries()) {
    if (network !== undefined && networkName !== undefined) {
      yield fault(`networks[${index}].networkName`, `is "${networkName}" beside network, but an interface is connected `
        + 'to one network', 'Leave one of the two out.');
    }
    if (network === undefined && networkName === undefined) {
      yield fault(`networks[${index}]`, 'has neither network nor networkName, so it leads nowhere',
        NETWORK_SOURCE.remedy);
    }
  }
}

export const ONE_BINDING: PropRule = {
  id: 'VM187',
  name: 'machines/one-binding',
  on: 'props',
  severity: Severity.ERROR,
  title: 'An interface is connected by a binding or by a binding plugin',
  why: 'KubeVirt refuses an interface with both, so one of them would be lost.',
  remedy: 'Leave one of the two out.',
  source: kubevirt('pkg/network/admitter/binding.go: validateInterfaceBindingExists'),
  acceptable: false,
};

/** Binding plugins beside a binding, and a bridge to virtual functions. */
export function* oneBindingFaults({ networks = [], podInterface, podNetwork }: MachineProps): Iterable<Fault> {
  const plugin = podInterface?.bindingPlugin;
  if (plugin !== undefined && podNetwork !== undefined && podNetwork !== PodNetworkBinding.NONE) {
    yield fault('podInterface.bindingPlugin', `is "${plugin}" beside podNetwork, but an interface has one binding`,
      ONE_BINDING.remedy);
  }
  for (const [index, { binding, bindingPlugin, network }] of networks.entries()) {
    if (binding === MultusBinding.BRIDGE && network?._binding === MultusBinding.SRIOV) {
      yield fault(`networks[${index}].binding`, 'is bridge, but the network has virtual functions of SR-IOV',
        'Leave it out: the binding follows from the network.');
    }
    if (binding === undefined || bindingPlugin === undefined) continue;
    yield fault(`networks[${index}].bindingPlugin`, `is "${bindingPlugin}" beside binding, but an interface has one `
      + 'binding', ONE_BINDING.remedy);
  }
}

export const UNUSED_POD_INTERFACE: PropRule = {
  id: 'VM188',
  name: 'machines/unused-pod-interface',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A machine with properties of its interface on the pod network is connected to it',
  why: 'Without the interface they would be lost.',
  remedy: 'Write them in the network that they are meant for, or leave podNetwork out.',
  source: own('docs/how-to/networks.md'),
  acceptable: false,
};

/** Properties of an interface that the machine does not have. */
export function* unusedPodInterfaceFaults({ podInterface, podNetwork }: MachineProps): Iterable<Fault> {
  if (podInterface === undefined || podNetwork !== PodNetworkBinding.NONE) return;
  yield fault('podInterface', 'is written, but podNetwork is none, so the machine lacks that interface',
    UNUSED_POD_INTERFACE.remedy);
}

export const SERVICE_OF_SUBDOMAIN: PropRule = {
  id: 'VM189',
  name: 'machines/service-of-subdomain',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A machine with a Service of its subdomain has a subdomain',
  why: 'The Service has the name of the subdomain.',
  remedy: 'Write subdomain too.',
  source: own('docs/how-to/networks.md'),
  acceptable: false,
};

/** A Service of a subdomain that the machine does not have. */
export function* subdomainServiceFaults({ subdomain, subdomainService }: MachineProps): Iterable<Fault> {
  if (subdomainService !== true || subdomain !== undefined) return;
  yield fault('subdomainService', 'is true, but subdomain is missing, whose name the Service has',
    SERVICE_OF_SUBDOMAIN.remedy);
}
