import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { statedArchitecture } from '../../inventory/machine-architecture';
import { table } from '../../toolkit/table';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DOMAIN } from './paths';
import { bytesOf } from './quantities';

/** The sizes of huge pages by architecture; those of arm64 depend on the kernel's page size. */
const SIZES: { readonly [architecture: string]: readonly string[] } = table({
  amd64: ['2Mi', '1Gi'],
  arm64: ['64Ki', '2Mi', '32Mi', '512Mi', '1Gi', '16Gi'],
  s390x: ['1Mi', '2Gi'],
});
const ALL = [...new Set(Object.values(SIZES).flat())];

export const PAGE_SIZE: MachineRule = {
  id: 'VM175',
  name: 'machines/page-size',
  on: 'machine',
  concerns: ['domain.memory.hugepages'],
  severity: Severity.WARNING,
  title: 'Huge pages have a size that nodes of the machine\'s architecture have',
  why: 'Kubernetes finds no node that offers pages of another size, so the machine is never scheduled.',
  remedy: 'Write "2Mi" or "1Gi".',
  source: kubevirt('pkg/virt-controller/services/renderresources.go: WithHugePages; '
    + 'Linux Documentation/admin-guide/mm/hugetlbpage.rst'),
  acceptable: true,

  *check({ vmi }, entry) {
    const architecture = vmi.architecture ?? statedArchitecture(entry)?.architecture;
    const written = vmi.domain?.memory?.hugepages?.pageSize;
    const size = bytesOf(written)?.toBytesText();
    const sizes = architecture === undefined ? ALL : SIZES[architecture];
    if (size === undefined || sizes === undefined || sizes.includes(size)) return;
    const nodes = architecture === undefined ? 'no nodes' : `no nodes of ${architecture}`;
    yield fault(`${DOMAIN}.memory.hugepages.pageSize`, `is "${written}", but ${nodes} have huge pages of that size`,
      `Write one of ${sizes.join(', ')}.`);
  },
};
