import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { items } from '../../toolkit/shape';
import { isAttachmentName } from '../machine/network-name';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';

/** Where Multus runs, unless somebody installed it elsewhere. */
const NAMESPACE_OF_MULTUS = 'kube-system';

export const DEFAULT_NAMESPACE: MachineRule = {
  id: 'NET020',
  name: 'networks/default-namespace',
  on: 'machine',
  concerns: ['networks.multus'],
  severity: Severity.ERROR,
  title: 'A network in place of the pod network is named with its namespace',
  why: 'KubeVirt copies the name into an annotation of the launcher pod as it is. Multus looks for a name without a '
    + 'namespace in its own namespace, and not in that of the machine, so the machine does not start.',
  remedy: 'Write "namespace/name".',
  source: kubevirt('pkg/network/pod/annotations/generator.go: Generate; '
    + 'Multus v4.2.2 pkg/k8sclient/k8sclient.go: tryLoadK8sPodDefaultNetwork'),
  acceptable: true,

  *check({ vmi }, { namespace }) {
    if (namespace === NAMESPACE_OF_MULTUS) return;
    for (const [index, { multus }] of items(vmi.networks).entries()) {
      const text = multus?.networkName;
      if (multus?.default !== true || !text || text.includes('/') || !isAttachmentName(text)) continue;
      yield fault(`${VMI}.networks[${index}].multus.networkName`, `"${text}" takes the place of the pod network `
        + 'without a namespace, so Multus looks for it in its own namespace',
      `Write "${namespace ?? 'namespace'}/${text}".`);
    }
  },
};
