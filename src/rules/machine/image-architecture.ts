import { architectureOf } from './architecture-of';
import { Severity } from '../../findings/finding';
import { fault, wholeFault } from '../../findings/rule';
import { diskSources } from '../../machines/disks/clone-sources';
import { VMI } from '../../machines/machine';
import type { MachineRule } from '../rule';
import { own } from '../sources';

export const IMAGE_ARCHITECTURE: MachineRule = {
  id: 'VM147',
  name: 'workers/image-architecture',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.ERROR,
  title: 'A machine boots an image of its architecture',
  why: 'A guest of another architecture does not start, and nothing tells why.',
  remedy: 'Write the architecture of the image, or clone another image.',
  source: own(),
  acceptable: true,

  *check(machine, entry) {
    const { cluster, namespace: home } = entry;
    const known = architectureOf(entry);
    if (known === undefined) return;
    const { architecture, said } = known;
    for (const { kind, name, namespace = home } of diskSources(machine)) {
      if (kind !== 'DataSource' || namespace === undefined) continue;
      const imported = cluster?.imageOf(name, namespace)?.architecture;
      if (imported === undefined || imported === architecture) continue;
      const problem = `but the image "${name}" is imported for "${imported}"`;
      yield machine.vmi.architecture
        ? fault(`${VMI}.architecture`, `is "${architecture}", ${problem}`, this.remedy)
        : wholeFault(`${said}, ${problem}`, 'Clone another image.');
    }
  },
};
