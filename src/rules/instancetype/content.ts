import type {
  VirtualMachineInstancetypeSpec, VirtualMachinePreferenceSpec,
} from '../../../imports/instancetype.kubevirt.io';
import type { VirtualMachineSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import type { Fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { offeredSize } from '../../inventory/sized';
import { applyInstancetype } from '../../machines/size/apply-instancetype';
import { applyPreference } from '../../machines/size/apply-preference';
import { CLOCK } from '../machine/clock';
import { CPU_FEATURES } from '../machine/cpu';
import { REALTIME } from '../machine/cpu-pinning';
import { IO_THREADS } from '../machine/devices';
import { HUGE_PAGES } from '../machine/hugepages';
import { HYPER_V_VALUES } from '../machine/hyperv-values';
import { MACHINE_TYPE, ODD_MACHINE_TYPE } from '../machine/machine-type';
import { MAX_GUEST } from '../machine/max-guest';
import { HOSTNAMES } from '../machine/names';
import { PAGE_SIZE } from '../machine/page-size';
import type { MachineRule, ObjectRule } from '../rule';
import { kubevirt } from '../sources';
import { fieldOfPreference, fieldOfSize } from './field-of-machine';
import { EMPTY, faultsWith, isSame, RuleFault } from './in-machine';
import { INSTANCETYPES, PREFERENCES } from './kinds';

const APPLIED = kubevirt('pkg/virt-api/webhooks/validating-webhook/admitters/vms-admitter.go: Admit');

/** A machine that states what a size may leave to it. */
const COMPLETING: VirtualMachineSpec = {
  ...EMPTY,
  template: {
    spec: {
      domain: {
        devices: {},
        cpu: { dedicatedCpuPlacement: true, numa: { guestMappingPassthrough: {} } },
        ioThreads: { supplementalPoolThreadCount: 1 },
      },
    },
  },
};

const WHATEVER_THE_MACHINE = [HUGE_PAGES, MAX_GUEST];
const IF_THE_MACHINE_COMPLETES = [REALTIME, IO_THREADS];
const OF_PREFERENCES = [CPU_FEATURES, HYPER_V_VALUES, CLOCK, HOSTNAMES, MACHINE_TYPE];

const KNOWN = new WeakMap<Entry, readonly RuleFault[]>();

/** What is wrong with every machine that has a size, because of the size alone. */
export function faultsOfSize(entry: Entry): readonly RuleFault[] {
  return known(entry, () => [
    ...sizeFaults(entry, WHATEVER_THE_MACHINE, EMPTY), ...sizeFaults(entry, IF_THE_MACHINE_COMPLETES, COMPLETING),
  ]);
}

/** What is wrong with every machine that gets all of a preference. */
export function faultsOfPreference(entry: Entry): readonly RuleFault[] {
  return known(entry, () => preferenceFaults(entry, OF_PREFERENCES));
}

function known(entry: Entry, find: () => readonly RuleFault[]): readonly RuleFault[] {
  let faults = KNOWN.get(entry);
  if (faults === undefined) KNOWN.set(entry, faults = entry.hasShape ? find() : []);
  return faults;
}

function sizeFaults(entry: Entry, rules: readonly MachineRule[], machine: VirtualMachineSpec): RuleFault[] {
  const { cluster, kind, object, namespace } = entry;
  const size = cluster && offeredSize(cluster, kind, object!.metadata.name, namespace);
  return size === undefined ? [] : faultsWith(rules, applyInstancetype(machine, size), entry);
}

/** Machines may be of another architecture than the preference would have. */
function preferenceFaults(entry: Entry, rules: readonly MachineRule[]): RuleFault[] {
  const { preferredArchitecture, ...preference } = entry.object!.spec as VirtualMachinePreferenceSpec;
  return faultsWith(rules, applyPreference(EMPTY, preference), entry);
}

export const SIZE_CONTENT: ObjectRule = {
  id: 'SIZE019',
  name: 'instancetypes/size-content',
  on: 'object',
  kinds: INSTANCETYPES,
  severity: Severity.ERROR,
  title: 'An instancetype has only values that KubeVirt takes in a machine',
  why: 'KubeVirt takes the instancetype, and refuses every machine that names it.',
  remedy: 'Write what a machine may have.',
  source: APPLIED,
  acceptable: true,

  *check({ spec }: { readonly spec: VirtualMachineInstancetypeSpec }, entry) {
    yield* placed(faultsOfSize(entry), (field) => fieldOfSize(field, spec));
  },
};

export const PREFERENCE_CONTENT: ObjectRule = {
  id: 'SIZE020',
  name: 'instancetypes/preference-content',
  on: 'object',
  kinds: PREFERENCES,
  severity: Severity.ERROR,
  title: 'A preference has only values that KubeVirt takes in a machine',
  why: 'KubeVirt takes the preference, and refuses every machine that names it and states nothing else.',
  remedy: 'Write what a machine may have.',
  source: APPLIED,
  acceptable: true,

  *check({ spec }: { readonly spec: VirtualMachinePreferenceSpec }, entry) {
    yield* placed(faultsOfPreference(entry), (field) => fieldOfPreference(field, spec));
  },
};

export const SELDOM_CONTENT: ObjectRule = {
  id: 'SIZE021',
  name: 'instancetypes/seldom-content',
  on: 'object',
  kinds: [...INSTANCETYPES, ...PREFERENCES],
  severity: Severity.WARNING,
  title: 'A size or a preference has values that clusters usually take',
  why: 'Nodes have huge pages of few sizes, and KubeVirt takes other types of machines only if its custom resource '
    + 'lists them.',
  remedy: 'Write "2Mi" or "1Gi", and a type such as "q35".',
  source: kubevirt('pkg/virt-controller/services/renderresources.go: WithHugePages; '
    + 'pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go: validateEmulatedMachine'),
  acceptable: true,

  *check({ kind, spec }: { readonly kind: string; readonly spec: object }, entry) {
    if (kind.endsWith('Preference')) {
      yield* placed(preferenceFaults(entry, [ODD_MACHINE_TYPE]), (field) => fieldOfPreference(field, spec));
      return;
    }
    const told = faultsOfSize(entry).map(({ fault }) => fault.field);
    const found = sizeFaults(entry, [PAGE_SIZE], EMPTY).filter(({ fault }) => !told.includes(fault.field));
    yield* placed(found, (field) => fieldOfSize(field, spec));
  },
};

function* placed(faults: readonly RuleFault[], fieldOf: (field: string) => string | undefined): Iterable<Fault> {
  for (const [index, each] of faults.entries()) {
    const { fault } = each;
    const field = fault.field === undefined ? undefined : fieldOf(fault.field);
    if (field !== undefined && faults.findIndex((other) => isSame(each, other)) === index) yield { ...fault, field };
  }
}
