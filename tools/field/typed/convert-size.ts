import { listOf, Loose } from './loose';
import { MachineSize } from '../../../src';
import { defined } from '../../../src/toolkit/shape';

/** The memory of a machine that says nothing about it, which the comparison then finds. */
const UNKNOWN_MEMORY = '1Gi';

/** The size of a machine: the name of an instancetype, or numbers. */
export function sizeOf({ instancetype, template: { spec: { domain } } }: Loose): MachineSize {
  if (instancetype?.name !== undefined) {
    const { kind, name } = instancetype;
    const isLocal = kind === 'VirtualMachineInstancetype';
    return isLocal ? MachineSize.instancetype(name) : MachineSize.clusterInstancetype(name);
  }
  const { cpu = {}, memory = {}, resources = {} } = domain;
  return MachineSize.of(defined({
    cores: cpu.cores ?? 1,
    sockets: cpu.sockets,
    threads: cpu.threads,
    maxSockets: cpu.maxSockets,
    cpuModel: cpu.model,
    cpuFeatures: listOf(cpu.features).map(({ name, policy }) => defined({ name, policy })),
    dedicatedCpus: cpu.dedicatedCpuPlacement,
    isolateEmulatorThread: cpu.isolateEmulatorThread,
    numaPassthrough: cpu.numa === undefined ? undefined : true,
    realtime: cpu.realtime === undefined ? undefined : true,
    realtimeMask: cpu.realtime?.mask,
    memory: memory.guest ?? UNKNOWN_MEMORY,
    maxMemory: memory.maxGuest,
    hugepages: memory.hugepages?.pageSize,
    requests: share(resources.requests),
    limits: share(resources.limits),
  }));
}

function share(amounts: Loose | undefined): { cpu?: string; memory?: string } | undefined {
  return amounts && defined({ cpu: amounts.cpu, memory: amounts.memory });
}
