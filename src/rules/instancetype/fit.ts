import type { VirtualMachinePreferenceSpec } from '../../../imports/instancetype.kubevirt.io';
import type { VirtualMachineSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { statedArchitecture } from '../../inventory/machine-architecture';
import { entryNamed, instancetypeOf } from '../../inventory/referenced';
import { offeredSize } from '../../inventory/sized';
import { applyInstancetype } from '../../machines/size/apply-instancetype';
import { applyPreference } from '../../machines/size/apply-preference';
import { instancetypeConflicts } from '../../machines/size/instancetype-conflicts';
import { preferredTopology } from '../../machines/size/preferred-topology';
import { ARCHITECTURE } from '../machine/architecture';
import { CPU_FEATURES, CPU_TOPOLOGY } from '../machine/cpu';
import { CPU_PINNING, NUMA, REALTIME } from '../machine/cpu-pinning';
import { IO_THREADS } from '../machine/devices';
import { BOOTLOADER, SECURE_BOOT_WITH_TDX } from '../machine/firmware';
import { HUGE_PAGES } from '../machine/hugepages';
import { HYPER_V } from '../machine/hyperv';
import { LAUNCH_SECURITY } from '../machine/launch-security';
import { MACHINE_TYPE } from '../machine/machine-type';
import { MAX_GUEST } from '../machine/max-guest';
import { HOSTNAMES } from '../machine/names';
import { type ClusterRule, faultOf, type MachineRule, type PlacedFault } from '../rule';
import { kubevirt } from '../sources';
import { faultsOfPreference, faultsOfSize } from './content';
import { fieldOfPreference, fieldOfSize } from './field-of-machine';
import { faultsIn, faultsWith, isSame, type RuleFault } from './in-machine';

/** Rules about what no preference of KubeVirt's own changes. */
const WITH_ANY_PREFERENCE: readonly MachineRule[] = [
  CPU_TOPOLOGY, CPU_PINNING, NUMA, REALTIME, HUGE_PAGES, MAX_GUEST, IO_THREADS,
];
const WITH_KNOWN_PREFERENCE: readonly MachineRule[] = [
  ...WITH_ANY_PREFERENCE, CPU_FEATURES, BOOTLOADER, SECURE_BOOT_WITH_TDX, LAUNCH_SECURITY, HYPER_V, MACHINE_TYPE,
  HOSTNAMES, ARCHITECTURE,
];

/** A mistake with the first machine that has it. */
interface Misfit {
  readonly placed: PlacedFault;
  readonly machine: Entry;
  others: number;
}

export const SIZE_FIT: ClusterRule = {
  id: 'SIZE022',
  name: 'instancetypes/fit',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'What sizes and preferences give fits the machines that name them',
  why: 'KubeVirt applies both before it judges a machine, and refuses one that does not fit together then.',
  remedy: 'Write what is missing into the machine, the size or the preference.',
  source: kubevirt('pkg/virt-api/webhooks/validating-webhook/admitters/vms-admitter.go: Admit; '
    + 'pkg/instancetype/apply/vmi.go: ApplyToVMI; pkg/instancetype/preference/apply/vmi.go: Apply'),
  acceptable: false,

  *check(cluster) {
    const misfits = new Map<string, Misfit>();
    for (const machine of cluster.machines) {
      for (const placed of misfitsOf(machine, cluster)) {
        const key = `${placed.entry!.where} ${placed.field} ${placed.problem}`;
        const known = misfits.get(key);
        if (known === undefined) misfits.set(key, { placed, machine, others: 0 });
        else known.others += 1;
      }
    }
    for (const each of misfits.values()) yield described(each);
  },
};

/** A mistake of a size or a preference is told there, once for all machines that it refuses. */
function described({ placed, machine, others }: Misfit): PlacedFault {
  if (placed.entry === machine) return placed;
  const { kind, metadata: { name } } = machine.object!;
  const refused = others === 0 ? 'is refused' : `and ${others} ${others === 1 ? 'other' : 'others'} are refused`;
  return { ...placed, problem: `${placed.problem}: ${kind} "${name}" ${refused}` };
}

function misfitsOf(entry: Entry, cluster: ClusterView): PlacedFault[] {
  const { machine, namespace } = entry;
  const { instancetype, preference } = machine?.spec ?? {};
  if (machine === undefined || (instancetype ?? preference) === undefined) return [];
  const given = instancetypeOf(entry);
  if (instancetype !== undefined && (given === undefined || instancetypeConflicts(machine, given).length > 0)) {
    return [];
  }
  const preferenceEntry = entryNamed(cluster, preference, 'Preference', namespace);
  if (preferenceEntry !== undefined && !preferenceEntry.hasShape) return [];
  const preferred = preferenceEntry?.object?.spec as VirtualMachinePreferenceSpec | undefined;
  const applied = appliedTo(machine.spec, entry, preferred);
  if (applied === undefined) return [];
  const isKnown = preference === undefined || preferred !== undefined;
  const found = faultsWith(isKnown ? WITH_KNOWN_PREFERENCE : WITH_ANY_PREFERENCE, applied, entry);
  if (found.length === 0) return [];
  const sizeEntry = entryNamed(cluster, instancetype, 'Instancetype', namespace);
  const told = [
    ...faultsIn(WITH_KNOWN_PREFERENCE, machine, entry),
    ...(sizeEntry === undefined ? [] : faultsOfSize(sizeEntry)),
    ...(preferenceEntry === undefined ? [] : faultsOfPreference(preferenceEntry)),
  ];
  return found.filter((each) => !told.some((other) => isSame(each, other)))
    .map((each) => placedAt(each, entry, sizeEntry, preferenceEntry));
}

/** The machine as KubeVirt judges it; undefined if its size is not known. */
function appliedTo(
  spec: VirtualMachineSpec, { cluster, namespace }: Entry, preference: VirtualMachinePreferenceSpec | undefined,
): VirtualMachineSpec | undefined {
  const { kind = '', name } = spec.instancetype ?? {};
  let applied = spec;
  if (name !== undefined) {
    const size = offeredSize(cluster!, kind, name, namespace);
    if (size === undefined) return undefined;
    applied = applyInstancetype(spec, size, preferredTopology(size.cpu, preference));
  }
  return preference === undefined ? applied : applyPreference(applied, preference);
}

/** The fault at what brings the field: the size, the preference, or else the machine. */
function placedAt(
  { rule, fault: found }: RuleFault, entry: Entry, size: Entry | undefined, preference: Entry | undefined,
): PlacedFault {
  const { field = '', problem, remedy, inProps } = found;
  const ofSize = size && fieldOfSize(field, size.object!.spec);
  if (ofSize !== undefined) return faultOf(size!, fault(ofSize, problem, remedy, inProps));
  const ofPreference = preference && fieldOfPreference(field, preference.object!.spec);
  if (ofPreference !== undefined) return faultOf(preference!, fault(ofPreference, problem, remedy, inProps));
  const said = `${problem}${givenBy(rule, entry)}`;
  return faultOf(entry, { ...found, field: entry.machine!.fieldIn(field), problem: said });
}

/** Where the architecture of a machine comes from that states none, in words. */
function givenBy(rule: string, entry: Entry): string {
  const preference = rule === ARCHITECTURE.id ? statedArchitecture(entry)?.preference : undefined;
  return preference === undefined ? '' : `, the architecture that the preference "${preference}" gives the machine`;
}
