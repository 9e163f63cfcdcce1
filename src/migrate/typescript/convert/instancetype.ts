import { ioThreadsOf, launchSecurityOf } from './guest';
import { deviceOf } from './networks';
import { defined } from '../../../toolkit/shape';
import type { Props } from '../code';
import { listOf, Loose } from '../same/loose';

/** The props that make an instancetype of a spec, as far as there are typed props. */
export function instancetypeProps({ spec }: Loose): Props {
  const { cpu = {}, memory = {}, gpus, hostDevices, launchSecurity, nodeSelector, schedulerName, annotations } = spec;
  return defined<Props>({
    cpu: cpu.guest,
    memory: memory.guest,
    maxSockets: cpu.maxSockets,
    maxMemory: memory.maxGuest,
    cpuModel: cpu.model,
    dedicatedCpus: cpu.dedicatedCPUPlacement,
    isolateEmulatorThread: cpu.isolateEmulatorThread,
    numaPassthrough: cpu.numa === undefined ? undefined : true,
    realtime: cpu.realtime === undefined ? undefined : true,
    realtimeMask: cpu.realtime?.mask,
    hugepages: memory.hugepages?.pageSize,
    memoryOvercommitPercent: memory.overcommitPercent,
    gpus: listOf(gpus).map(deviceOf),
    hostDevices: listOf(hostDevices).map(deviceOf),
    ioThreads: ioThreadsOf(spec),
    launchSecurity: launchSecurity && launchSecurityOf(launchSecurity),
    nodeSelector,
    schedulerName,
    machineAnnotations: annotations,
  });
}
