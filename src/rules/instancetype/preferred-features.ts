import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { preferenceOf } from '../../inventory/referenced';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';

export const PREFERRED_FEATURES: MachineRule = {
  id: 'SIZE031',
  name: 'instancetypes/preferred-features',
  on: 'machine',
  concerns: ['spec.preference'],
  severity: Severity.ERROR,
  title: 'A machine whose preference has CPU features has an instancetype or states its CPU',
  why: 'KubeVirt adds the features to domain.cpu of the machine, without asking whether the machine has one. If it has '
    + 'not, and no instancetype brings one, virt-api panics, so the API server refuses the machine.',
  remedy: 'Write domain.cpu, such as sockets: 1; or name an instancetype.',
  source: kubevirt('pkg/instancetype/preference/apply/cpu.go: applyCPUPreferences; '
    + 'pkg/instancetype/apply/cpu.go: applyCPU'),
  acceptable: false,

  *check({ spec, vmi }, entry) {
    if (spec.instancetype !== undefined || vmi.domain?.cpu !== undefined) return;
    if (items(preferenceOf(entry)?.cpu?.preferredCPUFeatures).length === 0) return;
    yield fault('preference', `"${spec.preference?.name}" has CPU features, but the machine has neither domain.cpu, to `
      + 'which KubeVirt adds them, nor an instancetype, so virt-api panics and the API server refuses the machine',
    this.remedy, 'Give the machine a size.');
  },
};
