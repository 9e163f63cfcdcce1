import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { notDnsLabel, notDnsSubdomain } from '../../toolkit/names';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';

export const NETWORK_NAME: MachineRule = {
  id: 'VM109',
  name: 'workers/network-name',
  on: 'machine',
  concerns: ['networks.multus'],
  severity: Severity.ERROR,
  title: 'A Multus network names a NetworkAttachmentDefinition',
  why: 'KubeVirt does not look into the name, and Multus never finds a definition that cannot exist, so the machine '
    + 'does not start.',
  remedy: 'Write "name", or "namespace/name" for one of another namespace.',
  source: { project: 'Multus', file: 'pkg/k8sclient/k8sclient.go: parsePodNetworkObjectName', release: 'v4.2.2' },
  acceptable: false,

  *check({ vmi }) {
    for (const [index, { multus }] of items(vmi.networks).entries()) {
      const text = multus?.networkName;
      // VM053 reports an empty name.
      if (!text || isAttachmentName(text)) continue;
      yield fault(`${VMI}.networks[${index}].multus.networkName`,
        `"${text}" is not the name of a NetworkAttachmentDefinition`, this.remedy);
    }
  },
};

/** Whether a text can be the name of a NetworkAttachmentDefinition, with or without its namespace. */
export function isAttachmentName(text: string): boolean {
  const [name, namespace, ...more] = text.split('/').reverse();
  if (more.length > 0 || notDnsSubdomain(name) !== undefined) return false;
  return namespace === undefined || notDnsLabel(namespace) === undefined;
}
