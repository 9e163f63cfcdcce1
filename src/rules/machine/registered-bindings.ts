import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { podInterface } from '../../machines/networks/pod-network';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DEVICES, located } from './paths';

const INTERFACES = `${DEVICES}.interfaces`;

export const BINDING_PLUGIN: MachineRule = {
  id: 'VM192',
  name: 'machines/binding-plugin',
  on: 'machine',
  concerns: ['domain.devices.interfaces.binding'],
  severity: Severity.ERROR,
  title: 'A binding plugin is registered in the KubeVirt custom resource',
  why: 'KubeVirt takes the machine, and makes no launcher for it.',
  remedy: 'Register it in configuration.network.binding of the KubeVirt custom resource.',
  source: kubevirt('pkg/network/netbinding/netbinding.go: netBindingPluginSidecar'),
  acceptable: true,

  *check({ vmi }, { cluster }) {
    const spec = cluster?.kubevirtSpec;
    if (spec === undefined) return;
    const registered = Object.keys(spec.configuration?.network?.binding ?? {});
    for (const [{ binding }, at] of located(vmi.domain?.devices?.interfaces, INTERFACES)) {
      if (binding === undefined || registered.includes(binding.name)) continue;
      const others = registered.length === 0 ? 'none are' : `these are: ${registered.sort().join(', ')}`;
      yield fault(`${at}.binding.name`,
        `"${binding.name}" is not registered in the KubeVirt custom resource; ${others}`, this.remedy);
    }
  },
};

export const PERMITTED_BRIDGE: MachineRule = {
  id: 'VM193',
  name: 'machines/permitted-bridge',
  on: 'machine',
  concerns: ['domain.devices.interfaces.bridge'],
  severity: Severity.ERROR,
  title: 'A machine has a bridge on the pod network only if the KubeVirt custom resource permits it',
  why: 'KubeVirt refuses the machine.',
  remedy: 'Write masquerade: {}, or leave permitBridgeInterfaceOnPodNetwork out of the KubeVirt custom resource.',
  source: kubevirt('pkg/network/admitter/binding.go: validateBridgeBinding'),
  acceptable: false,

  *check({ vmi }, { cluster, intent }) {
    const permits = cluster?.kubevirtSpec?.configuration?.network?.permitBridgeInterfaceOnPodNetwork;
    if (permits !== false || podInterface(vmi)?.bridge === undefined) return;
    const index = items(vmi.domain?.devices?.interfaces).indexOf(podInterface(vmi)!);
    yield fault(`${INTERFACES}[${index}]`, 'is a bridge on the pod network, which the KubeVirt custom resource does '
      + 'not permit', intent.propOf === undefined ? this.remedy
      : 'Choose PodNetworkBinding.MASQUERADE, or leave permitBridgeInterfaceOnPodNetwork out of the KubeVirt custom '
        + 'resource.');
  },
};
