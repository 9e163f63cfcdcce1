import { isGateOn } from './wishes';
import type { Network } from '../../../../imports/kubevirt.io';
import { Severity } from '../../../findings/finding';
import { fault } from '../../../findings/rule';
import type { ClusterView } from '../../../inventory/cluster-view';
import type { Entry } from '../../../inventory/entry';
import { RESOURCE_OF_NETWORK } from '../../../inventory/network-resources';
import { items } from '../../../toolkit/shape';
import type { ClusterRule } from '../../rule';
import { kubevirt } from '../../sources';

const GATE = 'ExternalNetResourceInjection';

const TURNED_OFF_THERE = 'turn the gate off there and name it in disabledFeatureGates';

export const DEVICES_NOT_REQUESTED: ClusterRule = {
  id: 'KV047',
  name: 'cluster/network-devices-not-requested',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'Something requests the devices of networks that need them, such as SR-IOV',
  why: `With the feature gate ${GATE}, KubeVirt requests no device for a network and leaves that to `
    + 'network-resources-injector. Without the webhook, the launcher gets no virtual function, and the machine never '
    + 'starts.',
  remedy: 'Set networkResourcesInjector to true if the webhook runs, or turn the gate off.',
  source: kubevirt('pkg/virt-controller/services/template.go: renderLaunchManifest'),
  releases: { of: 'kubevirt', since: 'v1.8.0' },
  acceptable: true,

  *check(cluster) {
    const { facts } = cluster;
    if (facts.injectsNetworkResources || !isGateOn(cluster, GATE)) return;
    for (const entry of cluster.machines) {
      const name = networkWithDevice(cluster, entry);
      if (name === undefined) continue;
      const problem = `"${name}" needs a device that nothing requests: the feature gate "${GATE}" is on, so `
        + `${facts.kubevirt} leaves that to network-resources-injector`;
      const otherwise = facts.turnsGatesOn ? 'turn the gate off' : TURNED_OFF_THERE;
      const remedy = `Set networkResourcesInjector to true on cluster ${facts.name} if that webhook runs there; if `
        + `not, ${otherwise}.`;
      yield { ...fault(entry.machine!.fieldIn('template.spec.networks'), problem, remedy), entry };
    }
  },
};

/** The first network of a machine whose NetworkAttachmentDefinition stands for a device. */
function networkWithDevice(cluster: ClusterView, entry: Entry): string | undefined {
  const vmi = entry.machine?.vmi;
  const bySriov = new Set(items(vmi?.domain?.devices?.interfaces).filter(({ sriov }) => sriov).map(({ name }) => name));
  return items(vmi?.networks).find((network) => (
    network.multus !== undefined && (hasDevice(cluster, network, entry.namespace) ?? bySriov.has(network.name))
  ))?.name;
}

/** Whether the definition of a network stands for a device; undefined if the bundle does not hold the definition. */
function hasDevice(
  cluster: ClusterView, { multus }: Network, ownNamespace: string | undefined,
): boolean | undefined {
  const [name, namespace = ownNamespace] = `${multus?.networkName}`.split('/').reverse();
  const found = cluster.find('k8s.cni.cncf.io', 'NetworkAttachmentDefinition', name, namespace);
  return found && Boolean(found.object?.metadata.annotations?.[RESOURCE_OF_NETWORK]);
}
