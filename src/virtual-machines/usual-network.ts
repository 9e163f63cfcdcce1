import type { MachineProps } from '../machines/machine-props';
import { PodNetworkBinding } from '../machines/networks/network-binding';

/** How a machine that is not in a pool is on the pod network, unless the program says how: by masquerade. */
export function usualNetwork({ podNetwork, podInterface }: MachineProps): PodNetworkBinding | undefined {
  return podNetwork ?? (podInterface?.bindingPlugin === undefined ? PodNetworkBinding.MASQUERADE : undefined);
}
