import { isDeepStrictEqual } from 'node:util';
import type { Domain, VirtualMachineInstancePresetSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { type LabelSelector, selects } from '../../toolkit/label-selector';
import { isPlain } from '../../toolkit/merge';
import { Quantity } from '../../toolkit/quantity';
import { type ClusterRule, faultOf, type ObjectRule, type PlacedFault } from '../rule';
import { kubevirt } from '../sources';

const GROUP = 'kubevirt.io';
const KIND = 'VirtualMachineInstancePreset';
const MUTATOR = 'pkg/virt-api/webhooks/mutating-webhook/mutators/preset.go';
const EXCLUDED = 'virtualmachineinstancepresets.admission.kubevirt.io/exclude';

/** Two presets that conflict, with the first machine that both select. */
interface Pair {
  readonly one: Entry;
  readonly other: Entry;
  readonly field: string;
  readonly machine: Entry;
  others: number;
}

export const PRESET_CONFLICT: ClusterRule = {
  id: 'SIZE023',
  name: 'instancetypes/preset-conflict',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'Presets that select one machine do not contradict each other',
  why: 'KubeVirt refuses every instance that two such presets select, whatever the machine states itself.',
  remedy: 'Give the machine the labels of one of them.',
  source: kubevirt(`${MUTATOR}: checkPresetConflicts, checkMergeConflicts`),
  acceptable: false,

  *check(cluster) {
    if (cluster.of(GROUP, KIND).length < 2) return;
    const pairs = new Map<string, Pair>();
    for (const machine of cluster.machines) {
      for (const pair of conflictsOf(machine)) {
        const key = `${pair.one.where} ${pair.other.where}`;
        const known = pairs.get(key);
        if (known === undefined) pairs.set(key, pair);
        else known.others += 1;
      }
    }
    for (const pair of pairs.values()) yield described(pair);
  },
};

function described({ one, other, field, machine, others }: Pair): PlacedFault {
  const further = others === 0 ? '' : ` and ${others} ${others === 1 ? 'other' : 'others'}`;
  const { kind, metadata: { name } } = machine.object!;
  return faultOf(other, fault('spec.selector', `matches ${kind} "${name}"${further}, as does the preset `
    + `"${one.object!.metadata.name}" with another ${field}, so KubeVirt refuses the instances`,
  'Give the machines the labels of one of the two.'));
}

function* conflictsOf(machine: Entry): Iterable<Pair> {
  const { cluster, namespace } = machine;
  if (machine.machine === undefined || cluster === undefined || namespace === undefined) return;
  const { annotations, labels } = machine.machine;
  const presets = cluster.ofIn(GROUP, KIND, namespace);
  if (presets.length < 2 || annotations[EXCLUDED] === 'true') return;
  const matching = presets.filter((each) => each.hasShape && selects(specOf(each).selector as LabelSelector, labels));
  for (const [index, other] of matching.entries()) {
    for (const one of matching.slice(0, index)) {
      const field = conflict(specOf(one).domain, specOf(other).domain);
      if (field !== undefined) yield { one, other, field, machine, others: 0 };
    }
  }
}

function specOf({ object }: Entry): VirtualMachineInstancePresetSpec {
  return object!.spec as VirtualMachineInstancePresetSpec;
}

/** The first field in which KubeVirt finds that two presets contradict each other. */
function conflict(one: Domain | undefined, other: Domain | undefined): string | undefined {
  if (one === undefined || other === undefined) return undefined;
  const [requests, others] = [one.resources?.requests ?? {}, other.resources?.requests ?? {}];
  const requested = Object.keys(requests).find((key) => isOther(requests[key], others[key]));
  if (requested !== undefined) return `domain.resources.requests.${requested}`;
  const fields: readonly (readonly [field: string, one: unknown, other: unknown])[] = [
    ['cpu', one.cpu, other.cpu],
    ['firmware', one.firmware, other.firmware],
    ['clock', offsetOf(one.clock), offsetOf(other.clock)],
    ['clock.timer', one.clock?.timer, other.clock?.timer],
    ['features', one.features, other.features],
    ['devices.watchdog', one.devices?.watchdog, other.devices?.watchdog],
    ['ioThreadsPolicy', one.ioThreadsPolicy, other.ioThreadsPolicy],
  ];
  const found = fields.find(([, a, b]) => a !== undefined && b !== undefined && !isDeepStrictEqual(plain(a), plain(b)));
  return found && `domain.${found[0]}`;
}

function offsetOf(clock: Domain['clock']): object | undefined {
  return clock && { timezone: clock.timezone, utc: clock.utc };
}

/** Without values that Go reads as if they were missing: nothing, 0, an empty text, and an empty ACPI. */
function plain(value: unknown): unknown {
  if (!isPlain(value)) return value;
  const stated = Object.entries(value).filter(([key, each]) => (
    each !== undefined && each !== 0 && each !== '' && !(key === 'acpi' && isPlain(each) && !Object.keys(each).length)
  ));
  return Object.fromEntries(stated.map(([key, each]) => [key, plain(each)]));
}

/** Whether two amounts certainly differ: KubeVirt also compares how they are written. */
function isOther(one: number | string, other: number | string | undefined): boolean {
  const [a, b] = [Quantity.parse(one), other === undefined ? undefined : Quantity.parse(other)];
  return a !== undefined && b !== undefined && (a.isLessThan(b) || b.isLessThan(a));
}

export const PRESET_FOR_ALL: ObjectRule = {
  id: 'SIZE024',
  name: 'instancetypes/preset-for-all',
  on: 'object',
  kinds: [`${GROUP}/${KIND}`],
  severity: Severity.WARNING,
  title: 'A preset selects instances by a label',
  why: 'A selector that asks for nothing matches every instance of the namespace.',
  remedy: 'Write matchLabels.',
  source: kubevirt(`${MUTATOR}: filterPresets`),
  acceptable: true,

  *check({ spec }: { readonly spec?: VirtualMachineInstancePresetSpec }) {
    const { matchLabels = {}, matchExpressions = [] } = spec?.selector ?? {};
    if (spec === undefined || Object.keys(matchLabels).length > 0 || matchExpressions.length > 0) return;
    yield fault('spec.selector', 'asks for no label, so the preset gives its fields to every instance of the namespace',
      'Write matchLabels.');
  },
};
