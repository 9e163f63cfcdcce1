import type { Entry } from './entry';
import { items } from '../toolkit/shape';

/**
 * The annotation of a NetworkAttachmentDefinition with the resource that a device plugin offers for it (KubeVirt
 * v1.9.0, pkg/network/multus/annotation.go: ResourceNameAnnotation).
 */
export const RESOURCE_OF_NETWORK = 'k8s.v1.cni.cncf.io/resourceName';

/**
 * The resources that networks of an entry's machine stand for, such as those of SR-IOV, one for each network, as far as
 * the bundle holds the NetworkAttachmentDefinitions. Either KubeVirt or network-resources-injector requests them
 * (KubeVirt v1.9.0, pkg/network/multus: NetworkToResource).
 */
export function networkResourcesOf({ machine, cluster, namespace }: Entry): string[] {
  return items(machine?.vmi.networks).flatMap(({ multus }) => {
    if (multus === undefined) return [];
    const [name, home = namespace] = `${multus.networkName}`.split('/').reverse();
    const found = cluster?.find('k8s.cni.cncf.io', 'NetworkAttachmentDefinition', name, home);
    const resource: unknown = found?.object?.metadata.annotations?.[RESOURCE_OF_NETWORK];
    return typeof resource === 'string' && resource !== '' ? [resource] : [];
  });
}
