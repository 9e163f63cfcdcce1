import type { Probe } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { Machine, VMI } from '../../machines/machine';
import { getsPodNetwork } from '../../machines/pod-network';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { vmiAdmitter } from './paths';

const HANDLERS = ['httpGet', 'tcpSocket', 'exec', 'guestAgentPing'] as const;

export const PROBES: MachineRule = {
  id: 'VM062',
  name: 'machines/probes-and-names',
  on: 'machine',
  concerns: ['livenessProbe', 'readinessProbe'],
  severity: Severity.ERROR,
  title: 'A probe asks in exactly one way, and reaches the guest',
  why: 'KubeVirt refuses a probe with no handler or several, and one that needs a pod network that the '
    + 'machine does not have.',
  remedy: 'Write one handler; guestAgentPing needs no network.',
  source: vmiAdmitter('validateProbe, podNetworkRequired'),
  acceptable: false,

  *check(machine) {
    for (const field of ['livenessProbe', 'readinessProbe'] as const) {
      const probe = machine.vmi[field];
      if (probe !== undefined) yield* probeFaults(probe, `${VMI}.${field}`, machine);
    }
  },
};

function* probeFaults(probe: Probe, at: string, machine: Machine): Iterable<Fault> {
  const handlers = HANDLERS.filter((handler) => probe[handler] !== undefined);
  if (handlers.length !== 1) {
    const given = handlers.length === 0 ? 'no handler' : handlers.join(' and ');
    yield fault(at, `has ${given}, but must have exactly one of ${HANDLERS.join(', ')}`, 'Write one.');
  }
  const networked = handlers.find((handler) => handler === 'httpGet' || handler === 'tcpSocket');
  if (networked !== undefined && !isOnPodNetwork(machine)) {
    yield fault(`${at}.${networked}`, 'reaches the guest by the pod network, which the machine is not connected to',
      'Write guestAgentPing, or connect the machine.');
  }
}

function isOnPodNetwork({ vmi }: Machine): boolean {
  return getsPodNetwork(vmi) || items(vmi.networks).some((network) => network.pod !== undefined);
}
