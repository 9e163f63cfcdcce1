import { MultusBinding, PodNetworkBinding } from '../../../index';
import { defined } from '../../../toolkit/shape';
import { Props } from '../code';
import { listOf, Loose } from '../same/loose';

/** The props about networks, and about devices of the node. */
export function networkProps(vmi: Loose): Props {
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

function multusOf({ name, multus }: Loose, { sriov, macAddress, model }: Loose): Props[] {
  if (multus === undefined) return [];
  const binding = sriov === undefined ? MultusBinding.BRIDGE : MultusBinding.SRIOV;
  return [defined({ networkName: multus.networkName, name, binding, macAddress, model })];
}

export function deviceOf({ name, deviceName, claimName, requestName, tag }: Loose): Props {
  const claim: Props | undefined = claimName && { claim: claimName, request: requestName };
  return defined({ name, deviceName, claim, tag });
}
