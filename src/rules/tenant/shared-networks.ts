import { layerTwo } from './attachment-config';
import { meeting, VlanRanges } from './vlans';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { VMI } from '../../machines/machine';
import { attachmentOf } from '../../machines/networks/attachment-reference';
import { items } from '../../toolkit/shape';
import { isAttachmentName } from '../machine/network-name';
import { ClusterRule, faultOf, PlacedFault } from '../rule';
import { kubernetes } from '../sources';

const ATTACHMENT = ['k8s.cni.cncf.io', 'NetworkAttachmentDefinition'] as const;

/** Where a machine uses a NetworkAttachmentDefinition. */
interface Use {
  readonly entry: Entry;
  readonly namespace: string;
  /** The NetworkAttachmentDefinition, as `namespace/name`; the name alone in the namespace of Multus. */
  readonly attachment: string;
  readonly field: string;
}

/** The users of one network, whichever NetworkAttachmentDefinitions lead to it. */
interface SharedNetwork {
  readonly key: string;
  /** The VLANs of a bridge that its machines are in; undefined for a network without. */
  readonly vlans?: VlanRanges;
  readonly uses: Use[];
  /** Namespaces of its machines, and those of tenants that hold its NetworkAttachmentDefinition. */
  readonly namespaces: Set<string>;
}

export const SHARED_NETWORK: ClusterRule = {
  id: 'TENANT058',
  name: 'tenants/shared-network',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'No Multus network connects the machines of two tenants',
  why: 'NetworkPolicies apply to the pod network alone. On a Multus network machines reach each other, whatever the '
    + 'isolation of their tenants says.',
  remedy: 'Give each tenant a NetworkAttachmentDefinition with a bridge or VLAN of its own.',
  source: kubernetes('pkg/apis/networking/types.go: NetworkPolicySpec'),
  acceptable: true,

  *check(cluster) {
    if (cluster.tenants.length === 0) return;
    for (const network of networksOf(cluster)) yield* sharedFaults(network, cluster);
  },
};

function* sharedFaults({ uses, namespaces }: SharedNetwork, cluster: ClusterView): Iterable<PlacedFault> {
  const parties = [...namespaces];
  if (parties.length < 2 || !parties.some((each) => cluster.tenantsOf(each).length > 0)) return;
  const use = uses.find(({ namespace }) => namespace !== parties[0]) ?? uses.at(-1)!;
  const other = uses.find(({ attachment }) => attachment !== use.attachment)?.attachment;
  const alike = other === undefined ? '' : ` and "${other}", which lead to the same network,`;
  const names = parties.length > 3 ? `${parties.length} namespaces, ${parties.slice(0, 3).join(', ')} among them`
    : `the namespaces ${parties.join(' and ')}`;
  const problem = `"${use.attachment}"${alike} ${other === undefined ? 'connects' : 'connect'} ${names}, and `
    + 'NetworkPolicies do not reach Multus networks, so these are not isolated from each other';
  const remedy = 'Give each tenant a NetworkAttachmentDefinition with a bridge or VLAN of its own, or accept the '
    + 'finding if they are meant to meet.';
  yield faultOf(use.entry, fault(use.field, problem, remedy));
}

/** The networks of machines; those of a bridge that have a VLAN in common are one. */
function networksOf(cluster: ClusterView): SharedNetwork[] {
  const bridges = new Map<string, SharedNetwork[]>();
  const networks: SharedNetwork[] = [];
  for (const network of usedNetworks(cluster).values()) {
    const others = network.vlans && bridges.get(network.key);
    if (others !== undefined) others.push(network);
    else if (network.vlans !== undefined) bridges.set(network.key, [network]);
    else networks.push(network);
  }
  return [...networks, ...[...bridges.values()].flatMap(meeting).map(merged)];
}

function merged(parts: readonly SharedNetwork[]): SharedNetwork {
  return parts.length === 1 ? parts[0] : {
    key: parts[0].key,
    uses: parts.flatMap(({ uses }) => uses),
    namespaces: new Set(parts.flatMap(({ namespaces }) => [...namespaces])),
  };
}

/** The networks that machines use, each with its VLANs as its definition says them. */
function usedNetworks(cluster: ClusterView): Map<string, SharedNetwork> {
  const networks = new Map<string, SharedNetwork>();
  for (const use of cluster.machines.flatMap(usesOf)) {
    const [name, owner] = use.attachment.split('/').reverse();
    const definition = owner === undefined ? undefined : cluster.find(...ATTACHMENT, name, owner)?.object;
    const { key, vlans } = layerTwo(definition) ?? { key: use.attachment };
    const id = vlans === undefined ? key : `${key} ${JSON.stringify(vlans)}`;
    let network = networks.get(id);
    if (network === undefined) networks.set(id, network = { key, vlans, uses: [], namespaces: new Set() });
    if (cluster.tenantsOf(owner).length > 0) network.namespaces.add(owner);
    network.namespaces.add(use.namespace);
    network.uses.push(use);
  }
  return networks;
}

function usesOf(entry: Entry): Use[] {
  const { machine, namespace } = entry;
  if (machine === undefined || namespace === undefined) return [];
  return items(machine.vmi.networks).flatMap(({ multus }, index): Use[] => {
    const text = multus?.networkName;
    // VM053 and VM109 report other names.
    if (!text || !isAttachmentName(text)) return [];
    const { name, namespace: home } = attachmentOf(multus, namespace);
    const attachment = home === undefined ? name : `${home}/${name}`;
    const field = machine.fieldIn(`${VMI}.networks[${index}].multus.networkName`);
    return [{ entry, namespace, attachment, field }];
  });
}
