import { listOf, Loose } from './loose';
import {
  ClaimedDevice, MachineHostDevice, MultusBinding, MultusNetwork, PodNetworkBinding, VirtualMachineProps,
} from '../../../src';
import { defined } from '../../../src/toolkit/shape';

type NetworkProps = Pick<VirtualMachineProps,
  | 'deviceClaims' | 'gpus' | 'hostDevices' | 'interfaceModel' | 'macAddress' | 'networkInterfaceMultiqueue'
  | 'networks' | 'podNetwork'>;

/** The props about networks, and about devices of the node. */
export function networkProps(vmi: Loose): NetworkProps {
  const { devices } = vmi.domain;
  const interfaces = new Map(listOf(devices.interfaces).map((each) => [each.name, each]));
  const networks = listOf(vmi.networks);
  const pod = networks.find((network) => network.pod !== undefined);
  const onPod = pod && interfaces.get(pod.name);
  return defined({
    podNetwork: bindingOf(onPod),
    interfaceModel: onPod?.model,
    macAddress: onPod?.macAddress,
    networks: networks.flatMap((network) => multusOf(network, interfaces.get(network.name) ?? {})),
    networkInterfaceMultiqueue: devices.networkInterfaceMultiqueue,
    gpus: listOf(devices.gpus).map(deviceOf),
    hostDevices: listOf(devices.hostDevices).map(deviceOf),
    deviceClaims: listOf(vmi.resourceClaims).map(({ name, resourceClaimName, resourceClaimTemplateName }) => (
      defined({ name, resourceClaimName, resourceClaimTemplateName }))),
  });
}

function bindingOf(onPod: Loose | undefined): PodNetworkBinding {
  if (onPod === undefined) return PodNetworkBinding.NONE;
  return onPod.bridge === undefined ? PodNetworkBinding.MASQUERADE : PodNetworkBinding.BRIDGE;
}

function multusOf({ name, multus }: Loose, { sriov, macAddress, model }: Loose): MultusNetwork[] {
  if (multus === undefined) return [];
  const binding = sriov === undefined ? MultusBinding.BRIDGE : MultusBinding.SRIOV;
  return [defined({ networkName: multus.networkName, name, binding, macAddress, model })];
}

function deviceOf({ name, deviceName, claimName, requestName, tag }: Loose): MachineHostDevice {
  const claim: ClaimedDevice | undefined = claimName && { claim: claimName, request: requestName };
  return defined({ name, deviceName, claim, tag });
}
