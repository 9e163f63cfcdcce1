import { architectureOf } from './architecture-of';
import { located } from './paths';
import type { VirtualMachineInstanceSpec, Volume } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault, wholeFault } from '../../findings/rule';
import { claimsNamed } from '../../inventory/claims';
import { importedArchitecture } from '../../inventory/populations';
import { claimNameOf, templateNamed } from '../../machines/disks/claim-volumes';
import { VMI } from '../../machines/machine';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { cdi } from '../sources';

export const IMPORT_ARCHITECTURE: MachineRule = {
  id: 'VM157',
  name: 'machines/import-architecture',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates', 'volumes.dataVolume', 'volumes.persistentVolumeClaim'],
  severity: Severity.ERROR,
  title: 'A disk is imported for the architecture of its machine',
  why: 'A guest of another architecture does not boot.',
  remedy: 'Write the machine\'s architecture in the source, or leave it out there.',
  source: cdi('pkg/importer/transport.go', 'v1.65.0'),
  acceptable: true,

  *check({ spec, vmi }, entry) {
    const { cluster, namespace } = entry;
    const known = architectureOf(entry);
    if (known === undefined) return;
    const { architecture, said } = known;
    for (const [disk, at] of located(spec.dataVolumeTemplates, 'dataVolumeTemplates')) {
      const imported = disk.spec?.source?.registry?.platform?.architecture;
      if (!imported || imported === architecture) continue;
      yield fault(`${at}.spec.source.registry.platform.architecture`,
        `is "${imported}", but ${said}`, this.remedy);
    }
    const booted = bootVolume(vmi);
    const claim = booted && claimNameOf(booted);
    const [disk] = claim === undefined ? [] : claimsNamed(cluster, claim, namespace);
    const imported = disk && importedArchitecture(disk);
    if (!imported || imported === architecture || templateNamed(claim, spec) !== undefined) return;
    const problem = `but the disk "${claim}", which the machine boots from, is imported for "${imported}"`;
    yield vmi.architecture
      ? fault(`${VMI}.architecture`, `is "${architecture}", ${problem}`,
        'Write the architecture of the disk, or leave it out there.')
      : wholeFault(`${said}, ${problem}`, 'Boot another disk.');
  },
};

/** The volume that a machine boots from; undefined if it states no boot order. */
function bootVolume({ domain, volumes }: VirtualMachineInstanceSpec): Volume | undefined {
  const ordered = items(domain?.devices?.disks).filter(({ bootOrder }) => bootOrder !== undefined);
  const [first] = ordered.sort((one, other) => one.bootOrder! - other.bootOrder!);
  return first && items(volumes).find(({ name }) => name === first.name);
}
