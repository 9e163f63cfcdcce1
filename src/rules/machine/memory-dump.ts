import { located } from './paths';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';

export const MEMORY_DUMP: MachineRule = {
  id: 'VM156',
  name: 'machines/memory-dump',
  on: 'machine',
  concerns: ['volumes'],
  severity: Severity.WARNING,
  title: 'The volume of a memory dump is left to KubeVirt',
  why: 'KubeVirt\'s API writes it into the machine when somebody requests a dump, and removes it again. A sync that '
    + 'writes it back requests nothing, and fights with the API.',
  remedy: 'Leave it out, and request a dump with virtctl memory-dump.',
  source: kubevirt('pkg/virt-api/rest/memorydump.go'),
  acceptable: true,

  *check({ vmi }) {
    for (const [{ name, memoryDump }, at] of located(vmi.volumes, `${VMI}.volumes`)) {
      if (memoryDump === undefined) continue;
      yield fault(at, `"${name}" is a memoryDump, which KubeVirt writes itself when somebody requests a dump`,
        this.remedy);
    }
  },
};
