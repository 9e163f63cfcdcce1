import type { Interface, VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import { items } from '../../toolkit/shape';

/** The interface on the pod network that a machine states; undefined if it states none. */
export function podInterface(vmi: VirtualMachineInstanceSpec): Interface | undefined {
  const pod = items(vmi.networks).find((network) => network.pod !== undefined);
  return pod && items(vmi.domain?.devices?.interfaces).find((each) => each.name === pod.name);
}

/**
 * Whether KubeVirt connects a machine to the pod network because the machine says nothing about networks (KubeVirt
 * v1.9.0 pkg/network/vmispec/defaults.go: SetDefaultNetworkInterface).
 */
export function getsPodNetwork({ networks, domain }: VirtualMachineInstanceSpec): boolean {
  if (items(networks).length > 0 || items(domain?.devices?.interfaces).length > 0) return false;
  return domain?.devices?.autoattachPodInterface !== false;
}

/**
 * Whether a machine is connected to the pod network by a bridge.
 * @param usualBinding how KubeVirt connects a machine that says nothing about networks; undefined if unknown
 */
export function isBridged(vmi: VirtualMachineInstanceSpec, usualBinding: string | undefined): boolean {
  return getsPodNetwork(vmi) ? usualBinding === 'bridge' : podInterface(vmi)?.bridge !== undefined;
}
