import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { PodNetworkBinding } from '../../machines/networks/network-binding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const UNUSED_MAC: PropRule = {
  id: 'VM135',
  name: 'machines/unused-mac-address',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A machine with a MAC address on the pod network is connected to it',
  why: 'macAddress is that of the interface on the pod network. Without the interface it would be lost.',
  remedy: 'Write macAddress in the network that it is meant for.',
  source: own(),
  acceptable: false,
};

/** Reports a MAC address of an interface that the machine does not have. */
export function* unusedMacFaults(
  macAddress: string | undefined, podNetwork: PodNetworkBinding | undefined,
): Iterable<Fault> {
  if (macAddress === undefined || podNetwork !== PodNetworkBinding.NONE) return;
  yield fault('macAddress', `is "${macAddress}", but podNetwork is none, so no interface has it`, UNUSED_MAC.remedy);
}
