import { Machine, MachineRule, VMI } from './machine';
import type { Probe } from '../../../imports/kubevirt.io';
import type { Sentence } from '../../validation/problems';
import { items } from '../../validation/shape';

const HANDLERS = ['httpGet', 'tcpSocket', 'exec', 'guestAgentPing'] as const;

/** KubeVirt v1.9.0 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go: validateProbe, podNetworkRequired. */
export const probes: MachineRule = (machine) => (['livenessProbe', 'readinessProbe'] as const).flatMap((field) => {
  const probe = machine.vmi[field];
  return probe === undefined ? [] : one(probe, `${VMI}.${field}`, machine);
});

function one(probe: Probe, at: string, { vmi }: Machine): Sentence[] {
  const handlers = HANDLERS.filter((handler) => probe[handler] !== undefined);
  const needsNetwork = handlers.find((handler) => handler === 'httpGet' || handler === 'tcpSocket');
  return [
    handlers.length === 1 ? undefined : `${at} has ${handlers.length === 0 ? 'nothing to ask' : handlers.join(' and ')}, but must have exactly one of ${HANDLERS.join(', ')}. Write one.`,
    needsNetwork && !items(vmi.networks).some((network) => network.pod !== undefined) ? `${at}.${needsNetwork} reaches the guest by the pod network, which the machine is not connected to. Write guestAgentPing, or connect it.` : undefined,
  ];
}
