import { findings } from './machines';
import { textOf } from '../../../src/findings/finding';
import { cpu } from '../../corpus/machine/parts';

// KubeVirt names both faults of such a machine, so its words tell neither apart.
test.each([
  ['NUMA passthrough', { numa: { guestMappingPassthrough: {} } }, 'numa.guestMappingPassthrough maps cores and pages '
    + 'of the node, which only machines with dedicated CPUs and huge pages have. Turn dedicatedCpuPlacement on and '
    + 'write memory.hugepages.pageSize, or leave numa out.'],
  ['realtime', { realtime: {} }, 'realtime needs cores of its own and NUMA passthrough. Turn dedicatedCpuPlacement on '
    + 'and write numa.guestMappingPassthrough, or leave realtime out.'],
])('%s without all that it needs is one finding', (_name, given, says) => {
  expect(findings('VirtualMachine', cpu(given)).map(textOf)).toEqual([
    `spec.template.spec.domain.cpu.${says}`,
  ]);
});
