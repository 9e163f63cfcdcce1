import { defined } from '../../../toolkit/shape';
import { call, Code } from '../code';
import { listOf, Loose } from '../same/loose';

/** The memory of a machine that says nothing about it, which the comparison then finds. */
const UNKNOWN_MEMORY = '1Gi';

/** The size of a machine: the name of an instancetype, or numbers. */
export function sizeOf({ instancetype, template: { spec: { domain } } }: Loose): Code {
  if (instancetype?.name !== undefined) {
    const { kind, name } = instancetype;
    const isLocal = kind === 'VirtualMachineInstancetype';
    return isLocal ? call('MachineSize.instancetype', name) : call('MachineSize.clusterInstancetype', name);
  }
  const { cpu = {}, memory = {}, resources = {} } = domain;
  return call('MachineSize.of', defined({
    cores: cpu.cores ?? 1,
    sockets: cpu.sockets === 1 ? undefined : cpu.sockets,
    threads: cpu.threads === 1 ? undefined : cpu.threads,
    maxSockets: cpu.maxSockets,
    cpuModel: cpu.model,
    cpuFeatures: cpu.features && listOf(cpu.features).map(({ name, policy }) => defined({ name, policy })),
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
  return amounts && defined({ cpu: textOf(amounts.cpu), memory: textOf(amounts.memory) });
}

/** A quantity as a text, which YAML may have as a number. */
function textOf(amount: string | number | undefined): string | undefined {
  return amount === undefined ? undefined : String(amount);
}
