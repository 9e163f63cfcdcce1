import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { podInterface } from '../../machines/networks/pod-network';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DEVICES } from './paths';

export const BRIDGE_PORTS: MachineRule = {
  id: 'VM201',
  name: 'machines/bridge-ports',
  on: 'machine',
  concerns: ['domain.devices.interfaces.ports'],
  severity: Severity.WARNING,
  title: 'Ports without a name are listed at a masquerade or at passt',
  why: 'A bridge passes everything on to the guest. There a list of ports closes nothing, and only gives names to '
    + 'ports for Services.',
  remedy: 'Leave the ports out, or write masquerade: {}.',
  source: kubevirt('pkg/network/setup/netpod/netpod.go: bridgeBindingSpec'),
  acceptable: true,

  *check({ vmi }, { intent }) {
    const pod = podInterface(vmi);
    const ports = items(pod?.ports);
    if (pod?.bridge === undefined || ports.every(({ name }) => Boolean(name))) return;
    const at = `${DEVICES}.interfaces[${items(vmi.domain?.devices?.interfaces).indexOf(pod)}]`;
    yield fault(`${at}.ports`, `lists ports of "${pod.name}", which is connected by a bridge, so all others reach the `
      + 'guest as well',
    intent.propOf === undefined ? this.remedy : 'Leave them out, or choose PodNetworkBinding.MASQUERADE.');
  },
};
