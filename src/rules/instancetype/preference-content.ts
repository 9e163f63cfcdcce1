import type { VirtualMachinePreferenceSpec } from '../../../imports/instancetype.kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { notOneOf } from '../../toolkit/one-of';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';
import { PREFERENCES } from './kinds';

interface WithSpec {
  readonly spec: VirtualMachinePreferenceSpec;
}

const TOPOLOGIES = ['sockets', 'cores', 'threads', 'spread', 'any'];
const ACROSS = ['SocketsCores', 'CoresThreads', 'SocketsCoresThreads'];
const WEBHOOK = 'pkg/instancetype/preference/webhooks/admitter.go';

/** The word that replaces one of the deprecated words, such as `preferSockets`; undefined for all others. */
function replacing(topology: string): string | undefined {
  return TOPOLOGIES.find((each) => topology === `prefer${each[0].toUpperCase()}${each.slice(1)}`);
}

function topologyOf({ spec }: WithSpec): string | undefined {
  return spec.cpu?.preferredCPUTopology;
}

export const CPU_TOPOLOGY: ObjectRule = {
  id: 'SIZE003',
  name: 'instancetypes/cpu-topology',
  on: 'object',
  kinds: PREFERENCES,
  severity: Severity.ERROR,
  title: 'A preference names a topology that KubeVirt knows',
  why: 'KubeVirt refuses a preference with another word.',
  remedy: 'Write one of the words that it knows.',
  source: kubevirt(`${WEBHOOK}: validatePreferredCPUTopology`),
  acceptable: false,

  *check(object: WithSpec) {
    const topology = topologyOf(object);
    if (topology === undefined || replacing(topology) !== undefined) return;
    yield* about('spec.cpu.preferredCPUTopology', notOneOf(topology, TOPOLOGIES));
  },
};

export const CPU_SPREAD: ObjectRule = {
  id: 'SIZE004',
  name: 'instancetypes/cpu-spread',
  on: 'object',
  kinds: PREFERENCES,
  severity: Severity.ERROR,
  title: 'A preference spreads vCPUs in a way that is possible',
  why: 'KubeVirt spreads across sockets, cores and threads, a core has two threads, and it divides by the ratio.',
  remedy: 'Write what it can spread across, with a ratio from 1 on; across cores and threads it is 2.',
  source: kubevirt(`${WEBHOOK}: validateSpreadOptions; pkg/instancetype/preference/apply/cpu.go: GetSpreadOptions`),
  acceptable: false,

  *check(object: WithSpec) {
    const { cpu, preferSpreadSocketToCoreRatio } = object.spec;
    if (!['spread', 'preferSpread'].includes(topologyOf(object) ?? '')) return;
    const { across = 'SocketsCores', ratio } = cpu?.spreadOptions ?? {};
    const field = 'spec.cpu.spreadOptions';
    yield* about(`${field}.across`, notOneOf(across, ACROSS));
    const used = ratio ?? (preferSpreadSocketToCoreRatio || 2);
    if (used < 1) {
      yield fault(`${field}.ratio`, `is ${used}, but KubeVirt divides by it`, 'Write a number from 1 on.');
    } else if (across === 'CoresThreads' && used !== 2) {
      yield fault(`${field}.ratio`, `is ${used}, but a core has two threads`, 'Write 2, or leave it out.');
    }
  },
};

export const DEPRECATED_TOPOLOGY: ObjectRule = {
  id: 'SIZE005',
  name: 'instancetypes/deprecated-topology',
  on: 'object',
  kinds: PREFERENCES,
  severity: Severity.WARNING,
  title: 'A preference names its topology by a current word',
  why: 'KubeVirt warns that the words with "prefer" will be removed.',
  remedy: 'Write the word without "prefer", in lower case.',
  source: kubevirt(`${WEBHOOK}: checkForDeprecatedPreferredCPUTopology`),
  acceptable: true,

  *check(object: WithSpec) {
    const topology = topologyOf(object) ?? '';
    const word = replacing(topology);
    if (word === undefined) return;
    yield fault('spec.cpu.preferredCPUTopology', `is "${topology}", a word that KubeVirt will remove`,
      `Write "${word}".`);
  },
};

export const UNUSED_SPREAD: ObjectRule = {
  id: 'SIZE026',
  name: 'instancetypes/unused-spread',
  on: 'object',
  kinds: PREFERENCES,
  severity: Severity.WARNING,
  title: 'A preference that says how vCPUs are spread spreads them',
  why: 'KubeVirt reads these options only for the topology "spread".',
  remedy: 'Write the topology "spread", or leave the options out.',
  source: kubevirt('pkg/instancetype/apply/cpu.go: applyGuestCPUTopology'),
  acceptable: true,

  *check(object: WithSpec) {
    if (object.spec.cpu?.spreadOptions === undefined) return;
    const topology = topologyOf(object) ?? 'sockets';
    if (['spread', 'preferSpread'].includes(topology)) return;
    yield fault('spec.cpu.spreadOptions', `has no effect, because the topology is "${topology}"`, this.remedy,
      'Write cpuTopology: CpuTopology.SPREAD, or leave cpuSpread out.');
  },
};
