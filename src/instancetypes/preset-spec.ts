import type { Size } from 'cdk8s';
import { CpuTopology, type PreferenceProps, SpreadAcross } from './preference-props';
import type { VirtualMachineInstancePresetProps } from './preset-props';
import type { Domain } from '../../imports/kubevirt.io';
import { clockOf } from '../machines/guest/clock';
import { featuresOf } from '../machines/guest/features';
import { watchdogOf } from '../machines/guest/guest-devices';
import { resourcesOf } from '../machines/size/machine-resources';
import { mergeDeep } from '../toolkit/merge';
import { Quantity } from '../toolkit/quantity';
import { defined } from '../toolkit/shape';
import { table } from '../toolkit/table';

/** The domain of a preset, with its overrides merged over it. */
export function presetDomain(props: VirtualMachineInstancePresetProps): Domain {
  const { cores, sockets = 1, threads = 1, cpuModel, requests, firmware, watchdog, ioThreads } = props;
  return mergeDeep<Domain>(defined<Domain>({
    cpu: cores === undefined ? undefined : defined({ cores, sockets, threads, model: cpuModel }),
    resources: resourcesOf({ vcpus: cores ?? 1, memory: '1', requests }),
    firmware: firmware?._spec,
    clock: clockOf(undefined, props.clock),
    features: featuresOf(undefined, firmware?._spec, props.features),
    ...ioThreads?._spec,
    devices: watchdog === undefined ? {} : { watchdog: watchdogOf(watchdog, undefined) },
  }), props.overrides);
}

/** The size of instances with a preset; each part is undefined if the preset does not state it. */
export interface SizeOfPreset {
  readonly cpu?: number;
  readonly memory?: Size | string;
}

/** What a guest with a preset gets: as many vCPUs as its topology has, or else as its request has, rounded up. */
export function sizeOfPreset(
  { cores, sockets = 1, threads = 1, requests }: VirtualMachineInstancePresetProps,
): SizeOfPreset {
  const requested = requests?.cpu === undefined ? undefined : Quantity.parse(requests.cpu);
  const usual = requested === undefined ? undefined : Number(requested.toUnits());
  return { cpu: cores === undefined ? usual : cores * sockets * threads, memory: requests?.memory };
}

/** How a preference divides the vCPUs of the instancetype, as the preset did; sockets are KubeVirt's default. */
export function topologyOfPreset(
  { cores = 1, sockets = 1, threads = 1 }: VirtualMachineInstancePresetProps,
): Pick<PreferenceProps, 'cpuTopology' | 'cpuSpread'> {
  if (cores === 1 && threads === 1) return {};
  if (sockets === 1 && threads === 1) return { cpuTopology: CpuTopology.CORES };
  if (sockets === 1 && cores === 1) return { cpuTopology: CpuTopology.THREADS };
  const across = threads === 1 ? SpreadAcross.SOCKETS_CORES
    : sockets === 1 ? SpreadAcross.CORES_THREADS : SpreadAcross.SOCKETS_CORES_THREADS;
  const ratio = across === SpreadAcross.CORES_THREADS ? 2 : cores;
  return { cpuTopology: CpuTopology.SPREAD, cpuSpread: { across, ratio } };
}

const PROPS: { readonly [field: string]: string } = table({
  'metadata.name': 'name',
  'spec.domain.cpu.cores': 'cores',
  'spec.domain.cpu.sockets': 'sockets',
  'spec.domain.cpu.threads': 'threads',
  'spec.domain.cpu.model': 'cpuModel',
  'spec.domain.resources.requests.cpu': 'requests.cpu',
  'spec.domain.resources.requests.memory': 'requests.memory',
  'spec.domain.ioThreads': 'ioThreads',
});

/** The prop that a field of a preset came from; undefined if overrides set it. */
export function presetPropOf(field: string, { overrides }: VirtualMachineInstancePresetProps): string | undefined {
  const inDomain = /^spec\.domain\.(\w+)/.exec(field)?.[1];
  if (overrides !== undefined && inDomain !== undefined && inDomain in overrides) return undefined;
  if (PROPS[field] !== undefined) return PROPS[field];
  if (field.startsWith('spec.selector.matchLabels')) return field.replace('spec.selector.', '');
  return field.startsWith('metadata.labels') ? field.replace('metadata.', '') : undefined;
}
