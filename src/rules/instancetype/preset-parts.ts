import type { Domain } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { Quantity } from '../../toolkit/quantity';
import { present } from '../../toolkit/shape';
import type { PropRule } from '../rule';
import { kubevirt } from '../sources';

/** The topology and the model of a preset. */
interface Cpu {
  readonly cores?: number;
  readonly sockets?: number;
  readonly threads?: number;
  readonly cpuModel?: string;
}

const WITH_CORES = ['sockets', 'threads', 'cpuModel'] as const;

export const PRESET_WITHOUT_CORES: PropRule = {
  id: 'SIZE025',
  name: 'instancetypes/preset-without-cores',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A preset with sockets, threads or a CPU model has cores',
  why: 'KubeVirt takes the CPU of a preset whole, so without cores these props are not written.',
  remedy: 'Write cores too, or leave them out.',
  source: kubevirt('pkg/virt-api/webhooks/mutating-webhook/mutators/preset.go: mergeDomainSpec'),
  acceptable: false,
};

export function* presetCpuFaults(cpu: Cpu): Iterable<Fault> {
  if (cpu.cores !== undefined) return;
  const stated = WITH_CORES.filter((prop) => cpu[prop] !== undefined);
  if (stated.length === 0) return;
  const is = stated.length === 1 ? 'is' : 'are';
  yield fault('cores', `is missing, so ${stated.join(' and ')} ${is} not written`, 'Write cores too, or leave '
    + `${stated.join(' and ')} out.`);
}

export const PRESET_OVERRIDES: PropRule = {
  id: 'SIZE027',
  name: 'instancetypes/preset-overrides',
  on: 'props',
  severity: Severity.ERROR,
  title: 'What becomes a size or a preference is written as props of the preset',
  why: 'Overrides of a preset are fields of a domain, which instancetypes and preferences do not have. They, and a '
    + 'topology that no preference can give, would be lost.',
  remedy: 'Write an Instancetype or a Preference with these fields.',
  source: kubevirt('staging/src/kubevirt.io/api/instancetype/v1beta1/types.go: VirtualMachineInstancetypeSpec, '
    + 'VirtualMachinePreferenceSpec'),
  acceptable: false,
};

const OF_SIZES = ['cpu', 'resources', 'ioThreadsPolicy', 'ioThreads'];
const OF_PREFERENCES = ['firmware', 'clock', 'features', 'devices'];

/** Overrides that reach instances, and that the instancetype or the preference would not give them. */
export function* presetOverrideFaults(
  noun: 'Instancetype' | 'Preference', overrides: { readonly [field in keyof Domain]?: unknown } | undefined,
): Iterable<Fault> {
  const fields = noun === 'Instancetype' ? OF_SIZES : OF_PREFERENCES;
  const { resources } = (overrides ?? {}) as { readonly resources?: Domain['resources'] };
  for (const field of present(overrides).filter((each) => fields.includes(each))) {
    if (field === 'resources' && resources?.requests === undefined) continue;
    yield fault(`overrides.${field}`, `is not written into the ${noun}, so machines would lose it`,
      `Write ${aWord(noun)} with it, and leave it out of the overrides.`);
  }
}

function aWord(noun: 'Instancetype' | 'Preference'): string {
  return noun === 'Instancetype' ? 'an Instancetype' : 'a Preference';
}

const MOST_THREADS = 2;

/** Four threads per core are possible if there is one core alone. */
export function* presetTopologyFaults({ cores = 1, sockets = 1, threads = 1 }: Cpu): Iterable<Fault> {
  if (threads <= MOST_THREADS || cores * sockets === 1) return;
  yield fault('threads', `is ${threads} beside ${cores} cores and ${sockets} sockets, but a preference gives a core `
    + `at most ${MOST_THREADS} threads`, `Write ${MOST_THREADS}, and more cores.`);
}

export const PRESET_RESERVED: PropRule = {
  id: 'SIZE028',
  name: 'instancetypes/preset-reserved',
  on: 'props',
  severity: Severity.INFO,
  title: 'A preset reserves the CPU that it requests, its instancetype a part of it',
  why: 'Launchers of machines with an instancetype request the vCPUs divided by cpuAllocationRatio, which is 10 by '
    + 'default.',
  remedy: 'Set cpuAllocationRatio of the KubeVirt custom resource, or write an Instancetype with dedicatedCpus.',
  source: kubevirt('pkg/virt-controller/services/renderresources.go: WithoutDedicatedCPU'),
  acceptable: true,
};

export function* presetReservationFaults(requested: string | undefined): Iterable<Fault> {
  const cores = requested === undefined ? undefined : Quantity.parse(requested);
  if (cores === undefined || cores.isZero()) return;
  yield fault('requests.cpu', `reserves ${cores.toCoresText()} on the node, but launchers of machines with the `
    + 'instancetype request their vCPUs divided by cpuAllocationRatio, which is 10 by default', PRESET_RESERVED.remedy);
}
