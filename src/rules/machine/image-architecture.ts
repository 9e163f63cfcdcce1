import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { diskSources } from '../../machines/clone-sources';
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

  *check(machine, { cluster, namespace: home }) {
    const { architecture } = machine.vmi;
    if (!architecture) return;
    for (const { kind, name, namespace = home } of diskSources(machine)) {
      if (kind !== 'DataSource' || namespace === undefined) continue;
      const imported = cluster?.imageOf(name, namespace)?.architecture;
      if (imported === undefined || imported === architecture) continue;
      yield fault(`${VMI}.architecture`, `is "${architecture}", but the image "${name}" is imported for "${imported}"`,
        this.remedy);
    }
  },
};
