import type { Cpu, VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import type { Sentence } from '../../toolkit/problems';
import { Quantity } from '../../toolkit/quantity';
import { oneOf } from '../../toolkit/sentences';
import { items } from '../../toolkit/shape';
import { vcpusOf } from '../launcher-overhead';
import { MachineRule, VMI } from './machine';

const CPU = `${VMI}.domain.cpu`;
const RESOURCES = `${VMI}.domain.resources`;

/** KubeVirt v1.9.0 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go: validateCPU…, validateCpuPinning, validateNUMA, validateRealtime. */
export const cpus: MachineRule = ({ spec, vmi }) => {
  const cpu = vmi.domain?.cpu ?? {};
  const request = quantity(vmi.domain?.resources?.requests?.cpu);
  const limit = quantity(vmi.domain?.resources?.limits?.cpu);
  return [
    ...(['cores', 'sockets', 'threads', 'maxSockets'] as const).map((field) => count(`${CPU}.${field}`, cpu[field])),
    request?.isNegative() ? `${RESOURCES}.requests.cpu "${vmi.domain.resources!.requests!.cpu}" is less than nothing. Write a positive number of cores.` : undefined,
    limit?.isNegative() ? `${RESOURCES}.limits.cpu "${vmi.domain.resources!.limits!.cpu}" is less than nothing. Write a positive number of cores.` : undefined,
    request && limit && !limit.isZero() && limit.isLessThan(request) ? `${RESOURCES}.requests.cpu ${request.toCoresText()} is more than its limit of ${limit.toCoresText()}. Raise the limit, or lower the request.` : undefined,
    ...items(cpu.features).map((feature, index) => oneOf(`${CPU}.features[${index}].policy`, feature.policy, ['', 'force', 'require', 'optional', 'disable', 'forbid'])),
    cpu.maxSockets && (cpu.sockets ?? 0) > cpu.maxSockets ? `${CPU}.sockets is ${cpu.sockets}, more than maxSockets ${cpu.maxSockets}. Raise maxSockets, or lower sockets.` : undefined,
    cpu.isolateEmulatorThread && !cpu.dedicatedCpuPlacement && spec.instancetype === undefined ? `${CPU}.isolateEmulatorThread gives QEMU a dedicated core, which only machines with dedicatedCpuPlacement have. Turn that on, or leave isolateEmulatorThread out.` : undefined,
    ...(cpu.dedicatedCpuPlacement && spec.instancetype === undefined ? pinning(vmi, cpu, request, limit) : []),
    ...numa(vmi, cpu),
  ];
};

function pinning(vmi: VirtualMachineInstanceSpec, cpu: Cpu, request: Quantity | undefined, limit: Quantity | undefined): Sentence[] {
  const { resources } = vmi.domain;
  const memoryRequest = quantity(resources?.requests?.memory);
  const memoryLimit = quantity(resources?.limits?.memory);
  const stated = [request, limit].filter((each): each is Quantity => each !== undefined && !each.isZero());
  const topology = cpu.cores || cpu.sockets || cpu.threads ? vcpusOf(vmi) : undefined;
  const differs = (one: Quantity | undefined, other: Quantity | undefined) => one && other && (one.isLessThan(other) || other.isLessThan(one));
  return [
    stated.some((each) => !each.isWhole()) ? `${RESOURCES} has a CPU share with a fraction, but dedicated CPUs are whole cores. Write whole numbers, or leave the shares out and write cores.` : undefined,
    differs(request, limit) ? `${RESOURCES}.requests.cpu ${request!.toCoresText()} is not its limit of ${limit!.toCoresText()}, but a dedicated CPU is wholly there or not. Write the same in both.` : undefined,
    differs(memoryRequest, memoryLimit) ? `${RESOURCES}.requests.memory ${memoryRequest!.toBytesText()} is not its limit of ${memoryLimit!.toBytesText()}, but with dedicated CPUs the two must be equal. Write the same in both.` : undefined,
    stated.length === 0 && topology === undefined ? `${CPU}.dedicatedCpuPlacement is on, but nothing says how many CPUs. Write cores.` : undefined,
    stated.length > 0 && topology !== undefined && stated.every((each) => Number(each.toUnits()) !== topology) ? `${CPU} makes ${topology} vCPUs, but ${RESOURCES} says ${stated[0].toCoresText()}. Leave the CPU shares out: dedicated CPUs follow the topology.` : undefined,
    (cpu.threads ?? 0) > 2 ? `${CPU}.threads is ${cpu.threads}, but with dedicated CPUs a core has at most 2 threads. Write 2 or fewer, and more cores.` : undefined,
    (cpu.threads ?? 0) > 1 && vmi.architecture === 'arm64' ? `${CPU}.threads is ${cpu.threads}, but a core of arm64 has 1 thread. Write 1, and more cores.` : undefined,
  ];
}

function numa(vmi: VirtualMachineInstanceSpec, cpu: Cpu): Sentence[] {
  const passthrough = cpu.numa?.guestMappingPassthrough !== undefined;
  return [
    passthrough && !cpu.dedicatedCpuPlacement ? `${CPU}.numa.guestMappingPassthrough maps cores of the node, which only machines with dedicatedCpuPlacement have. Turn that on, or leave numa out.` : undefined,
    passthrough && vmi.domain.memory?.hugepages === undefined ? `${CPU}.numa.guestMappingPassthrough needs huge pages. Write memory.hugepages.pageSize, or leave numa out.` : undefined,
    cpu.realtime && !cpu.dedicatedCpuPlacement ? `${CPU}.realtime needs cores of its own. Turn dedicatedCpuPlacement on, or leave realtime out.` : undefined,
    cpu.realtime && !passthrough ? `${CPU}.realtime needs numa.guestMappingPassthrough. Write that, or leave realtime out.` : undefined,
  ];
}

// Our own rule for 0, which KubeVirt takes for "not said", and 1 in its place.
function count(at: string, value: number | undefined): Sentence {
  if (value === undefined || (Number.isInteger(value) && value >= 1)) return undefined;
  return `${at} is ${value}, but a machine has a whole number of at least 1. Write one, such as 4.`;
}

function quantity(value: number | string | undefined): Quantity | undefined {
  return value === undefined ? undefined : Quantity.parse(value);
}
