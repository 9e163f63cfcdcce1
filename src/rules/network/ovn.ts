import { ATTACHMENT, configurationOf, pluginsOf } from './config';
import { ovnKubernetes } from './sources';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { inJson } from '../../props/words';
import type { KubernetesObject } from '../../releases/facts';
import { rangeOf, within } from '../../toolkit/cidr';
import { isPlain } from '../../toolkit/merge';
import type { ObjectRule } from '../rule';

type Fields = { readonly [field: string]: unknown };

const RESERVED = ['', 'default', 'ovn-kubernetes'];

export const OVN_NETWORK: ObjectRule = {
  id: 'NET013',
  name: 'networks/ovn-kubernetes',
  on: 'object',
  kinds: [ATTACHMENT],
  severity: Severity.ERROR,
  title: 'A network of OVN-Kubernetes names its definition, and has fields that its topology takes',
  why: 'OVN-Kubernetes ignores the network otherwise, and no machine of the network starts.',
  remedy: 'Write netAttachDefName as "namespace/name", a name of its own, and subnets in place of ipam.',
  source: ovnKubernetes('go-controller/pkg/util/multi_network.go: ValidateNetConf, NewNetInfo, parseSubnets'),
  acceptable: true,

  *check(definition: KubernetesObject) {
    const all = configurationOf(definition).plugins;
    for (const { fields, at } of pluginsOf(definition, 'ovn-k8s-cni-overlay')) {
      if (all.length > 1) {
        yield fault(at, 'is one of several plugins, but OVN-Kubernetes takes no chain', 'Leave the others out.');
      }
      yield* nameFaults(fields, definition, at);
      yield* topologyFaults(fields, at);
      yield* subnetFaults(fields, at);
    }
  },
};

function* nameFaults({ name, netAttachDefName, topology }: Fields, { metadata }: KubernetesObject, at: string) {
  if (topology === undefined || topology === '') {
    // the network "default" is the pod network, which has none
    if (name === 'default') return;
    yield fault(`${at}.topology`, 'is missing, and only the network "default" has none',
      'Write layer2, layer3 or localnet.');
    return;
  }
  const own = `${metadata.namespace ?? 'default'}/${metadata.name}`;
  if (netAttachDefName !== own) {
    const written = netAttachDefName === undefined ? 'is missing' : `is ${inJson(netAttachDefName)}`;
    yield fault(`${at}.netAttachDefName`, `${written}, but must name the definition itself`, `Write "${own}".`);
  }
  if (name === undefined || RESERVED.includes(name as string)) {
    const written = name === undefined ? 'is missing' : `is ${inJson(name)}`;
    yield fault(`${at}.name`, `${written}, which is not the name of a network of its own`,
      'Write a name that no other network has.');
  }
}

function* topologyFaults({ topology, ipam, role, allowPersistentIPs }: Fields, at: string): Iterable<Fault> {
  if (isPlain(ipam) && ipam.type) {
    yield fault(`${at}.ipam`, 'is written, but OVN gives addresses by itself', 'Write subnets in its place.');
  }
  if (topology === 'localnet' && role !== undefined && role !== '' && role !== 'secondary') {
    yield fault(`${at}.role`, `is ${inJson(role)}, but a localnet is never the first network`, 'Leave it out.');
  }
  if (topology === 'layer3' && allowPersistentIPs === true) {
    yield fault(`${at}.allowPersistentIPs`, 'is true, but the addresses of layer3 belong to nodes',
      'Leave it out, or write topology layer2.');
  }
}

function* subnetFaults({ topology, subnets, excludeSubnets }: Fields, at: string): Iterable<Fault> {
  // those of layer3 have the length of the nodes' prefixes behind them
  if (topology !== 'layer2' && topology !== 'localnet') return;
  for (const [field, value] of [['subnets', subnets], ['excludeSubnets', excludeSubnets]] as const) {
    if (value === undefined || typeof value === 'string') continue;
    yield fault(`${at}.${field}`, `is ${inJson(value)}, but OVN-Kubernetes reads one text`,
      'Write the ranges in one text, with commas between them.');
  }
  const networks = listed(subnets);
  for (const [field, ranges] of [['subnets', networks], ['excludeSubnets', listed(excludeSubnets)]] as const) {
    for (const range of ranges) {
      if (rangeOf(range) !== undefined) continue;
      yield fault(`${at}.${field}`, `holds "${range}", which is not a range`, 'Write ranges such as 192.0.2.0/24.');
    }
  }
  for (const range of listed(excludeSubnets)) {
    if (rangeOf(range) === undefined || networks.some((each) => each === range || within(range, each))) continue;
    yield fault(`${at}.excludeSubnets`, `holds "${range}", which lies in none of the subnets`,
      'Leave it out, or write a range within subnets.');
  }
}

/** The ranges in a field of a network of OVN-Kubernetes. */
export function listed(text: unknown): string[] {
  return typeof text === 'string' && text.trim() !== '' ? text.split(',').map((each) => each.trim()) : [];
}
