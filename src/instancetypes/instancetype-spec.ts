import type { InstancetypeProps } from './instancetype-props';
import type { VirtualMachineInstancetypeSpec } from '../../imports/instancetype.kubevirt.io';
import { nodeDevices } from '../machines/guest/devices';
import { mergeDeep } from '../toolkit/merge';
import { sizeText } from '../toolkit/quantity';
import { defined, unlessEmpty } from '../toolkit/shape';
import { table } from '../toolkit/table';

type Spec = VirtualMachineInstancetypeSpec;

/** The spec of an instancetype, with its overrides merged over it. */
export function instancetypeSpec(props: InstancetypeProps): Spec {
  const { machineAnnotations, nodeSelector, schedulerName, ioThreads, launchSecurity } = props;
  return mergeDeep<Spec>(defined<Spec>({
    cpu: cpuOf(props),
    memory: memoryOf(props),
    ...nodeDevices(props.gpus ?? [], props.hostDevices ?? []),
    ...ioThreads?._spec,
    launchSecurity: launchSecurity?._spec,
    nodeSelector: unlessEmpty(nodeSelector),
    schedulerName,
    annotations: unlessEmpty(machineAnnotations),
  }), props.overrides);
}

function cpuOf(props: InstancetypeProps): Spec['cpu'] {
  const { cpu, maxSockets, cpuModel, dedicatedCpus, isolateEmulatorThread } = props;
  return defined<Spec['cpu']>({
    guest: cpu,
    maxSockets,
    model: cpuModel,
    dedicatedCPUPlacement: dedicatedCpus,
    isolateEmulatorThread,
    numa: props.numaPassthrough === true ? { guestMappingPassthrough: {} } : undefined,
    realtime: props.realtime === true ? defined({ mask: props.realtimeMask }) : undefined,
  });
}

function memoryOf({ memory, maxMemory, hugepages, memoryOvercommitPercent }: InstancetypeProps): Spec['memory'] {
  return defined<Spec['memory']>({
    guest: sizeText(memory),
    maxGuest: maxMemory === undefined ? undefined : sizeText(maxMemory),
    hugepages: hugepages === undefined ? undefined : { pageSize: hugepages },
    overcommitPercent: memoryOvercommitPercent,
  });
}

const PROPS: { readonly [field: string]: string } = table({
  'cpu.guest': 'cpu',
  'cpu.maxSockets': 'maxSockets',
  'cpu.model': 'cpuModel',
  'cpu.dedicatedCPUPlacement': 'dedicatedCpus',
  'cpu.isolateEmulatorThread': 'isolateEmulatorThread',
  'cpu.numa': 'numaPassthrough',
  'cpu.realtime': 'realtime',
  'cpu.realtime.mask': 'realtimeMask',
  'memory.guest': 'memory',
  'memory.maxGuest': 'maxMemory',
  'memory.hugepages': 'hugepages',
  'memory.hugepages.pageSize': 'hugepages',
  'memory.overcommitPercent': 'memoryOvercommitPercent',
  'launchSecurity': 'launchSecurity',
  'schedulerName': 'schedulerName',
  'ioThreadsPolicy': 'ioThreads',
  'ioThreads.supplementalPoolThreadCount': 'ioThreads',
});

/** The prop that a field of the spec came from, by its path below `spec`; undefined if overrides set it. */
export function instancetypePropOf(field: string, { overrides }: InstancetypeProps): string | undefined {
  if (overrides !== undefined && field.split(/[.[]/)[0] in overrides) return undefined;
  if (PROPS[field] !== undefined) return PROPS[field];
  if (field.startsWith('annotations')) return field.replace('annotations', 'machineAnnotations');
  return /^(gpus|hostDevices|nodeSelector)/.test(field) ? field : undefined;
}
