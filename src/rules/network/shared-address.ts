import { attachmentNamed } from './attached';
import { pluginsOf } from './config';
import { cniPlugins } from './sources';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { SCALABLE } from '../../inventory/autoscalers';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { VMI } from '../../machines/machine';
import { isPlain } from '../../toolkit/merge';
import { items } from '../../toolkit/shape';
import type { Pool } from '../pool/kind';
import { isOfOne } from '../pool/size';
import { ClusterRule, faultOf, PlacedFault } from '../rule';

export const SHARED_ADDRESS: ClusterRule = {
  id: 'NET016',
  name: 'networks/shared-address',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'A network with fixed addresses has one machine',
  why: 'The plugin gives the same addresses to whoever is connected, so two machines have one address.',
  remedy: 'Give each machine a network of its own, or let whereabouts choose addresses.',
  source: cniPlugins('plugins/ipam/static/main.go: cmdAdd'),
  acceptable: true,

  *check(cluster) {
    if (cluster.of('k8s.cni.cncf.io', 'NetworkAttachmentDefinition').length > 0) yield* shared(cluster, this.remedy);
  },
};

function* shared(cluster: ClusterView, remedy: string): Iterable<PlacedFault> {
  const first = new Map<Entry, Entry>();
  for (const entry of cluster.machines) {
    const { machine } = entry;
    for (const [index, { name, multus }] of items(machine?.vmi.networks).entries()) {
      const definition = attachmentNamed(multus, entry);
      if (definition === undefined || !isFixed(definition)) continue;
      const owner = first.get(definition);
      if (owner === undefined) first.set(definition, entry);
      const others = owner === undefined ? undefined : `of ${owner.where}`;
      const whose = others ?? (isOfSeveral(entry) ? 'of every member' : undefined);
      if (whose === undefined) continue;
      const field = machine!.fieldIn(`${VMI}.networks[${index}].multus.networkName`);
      yield faultOf(entry, fault(field, `connects "${name}" to a network with fixed addresses, which are those `
        + `${whose} too`, remedy));
    }
  }
}

function isFixed({ object }: Entry): boolean {
  const types = ['bridge', 'cnv-bridge', 'macvlan', 'ipvlan', 'ovs', 'sriov', 'vlan', 'ptp', 'host-device'];
  return pluginsOf(object, ...types).some(({ fields: { ipam } }) => (
    isPlain(ipam) && ipam.type === 'static' && Array.isArray(ipam.addresses) && ipam.addresses.length > 0));
}

function isOfSeveral(entry: Entry): boolean {
  return SCALABLE.includes(`${entry.group}/${entry.kind}`) && !isOfOne(entry.object as unknown as Pool, entry);
}
