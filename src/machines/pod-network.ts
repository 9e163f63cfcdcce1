import type { Interface, VirtualMachineInstanceSpec } from '../../imports/kubevirt.io';
import { items } from '../toolkit/shape';

/** The interface on the pod network that a machine states; undefined if it states none. */
export function podInterface(vmi: VirtualMachineInstanceSpec): Interface | undefined {
  const pod = items(vmi.networks).find((network) => network.pod !== undefined);
  return pod && items(vmi.domain?.devices?.interfaces).find((each) => each.name === pod.name);
}

/**
 * Whether a machine is connected to the pod network by a bridge. A machine without networks and interfaces gets
 * `defaultBinding` (KubeVirt v1.9.0 pkg/network/vmispec/defaults.go: SetDefaultNetworkInterface).
 */
export function isBridged(vmi: VirtualMachineInstanceSpec, defaultBinding: string): boolean {
  const { autoattachPodInterface, interfaces } = vmi.domain?.devices ?? {};
  const statesNone = items(vmi.networks).length === 0 && items(interfaces).length === 0;
  if (statesNone) return autoattachPodInterface !== false && defaultBinding === 'bridge';
  return podInterface(vmi)?.bridge !== undefined;
}
