import type { VirtualMachineInstancePresetSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault, wholeFault } from '../../findings/rule';
import { isPlain } from '../../toolkit/merge';
import { table } from '../../toolkit/table';
import type { ObjectRule, PropRule } from '../rule';
import { kubevirt } from '../sources';

const PRESET = 'kubevirt.io/VirtualMachineInstancePreset';
const MUTATOR = 'pkg/virt-api/webhooks/mutating-webhook/mutators/preset.go';

interface WithSpec {
  readonly metadata: { readonly name: string };
  readonly spec?: VirtualMachineInstancePresetSpec;
}

export const PRESET_DEPRECATED: ObjectRule = {
  id: 'SIZE013',
  name: 'instancetypes/preset-deprecated',
  on: 'object',
  kinds: [PRESET],
  severity: Severity.WARNING,
  title: 'Sizes are instancetypes, not presets',
  why: 'KubeVirt has announced that presets will be removed in v2 of its API, and warns whenever one is written.',
  remedy: 'Make an instancetype and a preference of it.',
  source: kubevirt('pkg/virt-operator/resource/generate/components/crds.go: NewPresetCrd'),
  acceptable: true,

  *check({ metadata }: WithSpec) {
    yield wholeFault(`VirtualMachineInstancePreset "${metadata.name}" is of a kind that KubeVirt will remove`,
      'Use VirtualMachineInstancePreset.toInstancetype and toPreference, and name these in machines.');
  },
};

export const PRESET_DOMAIN: ObjectRule = {
  id: 'SIZE014',
  name: 'instancetypes/preset-domain',
  on: 'object',
  kinds: [PRESET],
  severity: Severity.ERROR,
  title: 'A preset has a domain',
  why: 'KubeVirt refuses a preset without one.',
  remedy: 'Write the fields that instances get.',
  source: kubevirt('pkg/virt-api/webhooks/validating-webhook/admitters/vmi-preset-admitter.go: ValidateVMIPresetSpec'),
  acceptable: false,

  *check({ spec }: WithSpec) {
    if (spec?.domain !== undefined) return;
    yield fault('spec.domain', 'is missing, so the preset has nothing to give', 'Write the fields that instances get.');
  },
};

/** What KubeVirt merges into an instance: whole fields of the domain, and one field of two others. */
const MERGED = ['cpu', 'firmware', 'clock', 'features', 'ioThreadsPolicy'];
const PARTLY: { readonly [field: string]: string } = table({ resources: 'requests', devices: 'watchdog' });

export const PRESET_UNMERGED: ObjectRule = {
  id: 'SIZE015',
  name: 'instancetypes/preset-unmerged',
  on: 'object',
  kinds: [PRESET],
  severity: Severity.ERROR,
  title: 'A preset has only fields that reach instances',
  why: 'KubeVirt merges requests, CPU, firmware, clock, features, watchdog and the policy of I/O threads into '
    + 'instances, and leaves out all other fields without a word.',
  remedy: 'Leave the field out, and write it into the machines, or into an instancetype or a preference.',
  source: kubevirt(`${MUTATOR}: mergeDomainSpec`),
  acceptable: true,

  *check({ spec }: WithSpec) {
    for (const field of unmerged(spec?.domain ?? {})) {
      yield fault(`spec.domain.${field}`, 'does not reach any instance: KubeVirt does not merge it',
        'Leave it out, and write it into the machines, or into an instancetype or a preference.');
    }
  },
};

/** The fields of a domain that no instance gets. */
function* unmerged(domain: object): Iterable<string> {
  for (const [field, value] of Object.entries(domain)) {
    if (MERGED.includes(field) || value === undefined) continue;
    if (!Object.hasOwn(PARTLY, field)) {
      yield field;
      continue;
    }
    const parts = isPlain(value) ? Object.keys(value) : [];
    for (const part of parts.filter((each) => each !== PARTLY[field])) yield `${field}.${part}`;
  }
}

export const PRESET_WITHOUT_SIZE: PropRule = {
  id: 'SIZE016',
  name: 'instancetypes/preset-without-size',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A preset from which an instancetype is made has CPU and memory',
  why: 'An instancetype always has both.',
  remedy: 'Write cores or requests.cpu, and requests.memory.',
  source: kubevirt('staging/src/kubevirt.io/api/instancetype/v1beta1/types.go: VirtualMachineInstancetypeSpec'),
  acceptable: false,
};

export const PRESET_WATCHDOG: PropRule = {
  id: 'SIZE017',
  name: 'instancetypes/preset-watchdog',
  on: 'props',
  severity: Severity.WARNING,
  title: 'What a preset gives, its preference gives too',
  why: 'A preference has no watchdog, so machines that had one of the preset lose it.',
  remedy: 'Write devices.watchdog of the machines.',
  source: kubevirt('staging/src/kubevirt.io/api/instancetype/v1beta1/types.go: DevicePreferences'),
  acceptable: true,
};

/** What a preset needs so that an instancetype can be made of it. */
export interface PresetSize {
  readonly cpu?: number;
  readonly memory?: unknown;
}

export function* presetSizeFaults({ cpu, memory }: PresetSize): Iterable<Fault> {
  if (cpu === undefined) {
    yield fault('cores', 'is missing, so the instancetype would have no CPU', 'Write cores, or requests.cpu.');
  }
  if (memory === undefined) {
    yield fault('requests.memory', 'is missing, so the instancetype would have no memory', 'Write requests.memory.');
  }
}

export function* presetWatchdogFaults(watchdog: string | undefined): Iterable<Fault> {
  if (watchdog === undefined) return;
  yield fault('watchdog', `is "${watchdog}", which a preference cannot have`,
    'Write devices.watchdog of the machines, and leave it out of the preset.');
}
