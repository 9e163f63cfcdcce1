import type { Probe } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { Machine, VMI } from '../../machines/machine';
import { getsPodNetwork } from '../../machines/networks/pod-network';
import { items, texts } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { vmiAdmitter } from './paths';

const HANDLERS = ['httpGet', 'tcpSocket', 'exec', 'guestAgentPing'] as const;

export const PROBES: MachineRule = {
  id: 'VM062',
  name: 'machines/probes-and-names',
  on: 'machine',
  concerns: ['livenessProbe', 'readinessProbe'],
  severity: Severity.ERROR,
  title: 'A probe asks in exactly one way, reaches the guest, and has numbers that a pod can have',
  why: 'KubeVirt refuses a probe with no handler or several, and one that needs a pod network that the '
    + 'machine does not have. It hands the numbers on, and Kubernetes refuses the launcher.',
  remedy: 'Write one handler; guestAgentPing needs no network.',
  source: vmiAdmitter('validateProbe, podNetworkRequired; '
    + 'Kubernetes v1.35 pkg/apis/core/validation/validation.go: validateProbe, validateLivenessProbe'),
  acceptable: false,

  *check(machine) {
    for (const field of ['livenessProbe', 'readinessProbe'] as const) {
      const probe = machine.vmi[field];
      if (probe === undefined) continue;
      yield* probeFaults(probe, `${VMI}.${field}`, machine);
      yield* numberFaults(probe, `${VMI}.${field}`);
      // Kubernetes takes 0 for "not said".
      if (field === 'livenessProbe' && (probe.successThreshold || 1) > 1) {
        yield fault(`${VMI}.${field}.successThreshold`,
          `is ${probe.successThreshold}, but one success is enough for a liveness probe`, 'Write 1, or leave it out.');
      }
    }
  },
};

const NUMBERS = [
  'initialDelaySeconds', 'periodSeconds', 'timeoutSeconds', 'failureThreshold', 'successThreshold',
] as const;

function* numberFaults(probe: Probe, at: string): Iterable<Fault> {
  for (const field of NUMBERS) {
    const value = probe[field];
    if (value === undefined || value >= 0) continue;
    yield fault(`${at}.${field}`, `is ${value}, but must not be negative`, 'Write 1 or more, or leave it out.');
  }
  for (const handler of ['httpGet', 'tcpSocket'] as const) {
    const port = probe[handler]?.port;
    if (typeof port !== 'number' || (port >= 1 && port <= 65_535)) continue;
    yield fault(`${at}.${handler}.port`, `${port} is not a port`, 'Write a number from 1 to 65535.');
  }
  if (probe.exec !== undefined && texts(probe.exec.command).length === 0) {
    yield fault(`${at}.exec.command`, 'is empty', 'Write the command that the guest agent runs.');
  }
}

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
