import { located } from './paths';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { MachineRule } from '../rule';
import { cdi } from '../sources';

export const IMPORT_ARCHITECTURE: MachineRule = {
  id: 'VM157',
  name: 'machines/import-architecture',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.ERROR,
  title: 'A disk is imported for the architecture of its machine',
  why: 'A guest of another architecture does not boot.',
  remedy: 'Write the machine\'s architecture in the source, or leave it out there.',
  source: cdi('pkg/importer/transport.go', 'v1.65.0'),
  acceptable: true,

  *check({ spec, vmi: { architecture } }) {
    if (!architecture) return;
    for (const [disk, at] of located(spec.dataVolumeTemplates, 'dataVolumeTemplates')) {
      const imported = disk.spec?.source?.registry?.platform?.architecture;
      if (!imported || imported === architecture) continue;
      yield fault(`${at}.spec.source.registry.platform.architecture`,
        `is "${imported}", but the machine's architecture is "${architecture}"`, this.remedy);
    }
  },
};
