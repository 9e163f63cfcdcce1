import type { OfferedSize } from './offered-size';
import type { VirtualMachineInstanceSpec, VirtualMachineSpec } from '../../../imports/kubevirt.io';
import type { Quantity } from '../../toolkit/quantity';
import { defined } from '../../toolkit/shape';

/** How the vCPUs of a guest are divided. */
export interface Topology {
  readonly cores: number;
  readonly sockets: number;
  readonly threads: number;
}

/**
 * A machine after KubeVirt has applied its instancetype (KubeVirt v1.9.0 pkg/instancetype/apply). Leaves out fields
 * that only affect scheduling. The preference divides the vCPUs; without `topology`, all are cores.
 */
export function applyInstancetype(
  machine: VirtualMachineSpec, size: OfferedSize, topology: Topology = { cores: size.cpu, sockets: 1, threads: 1 },
): VirtualMachineSpec {
  const { template } = machine;
  return {
    ...machine,
    template: {
      ...template,
      metadata: { ...template.metadata, annotations: { ...size.spec?.annotations, ...template.metadata?.annotations } },
      spec: { ...template.spec, domain: domainOf(template.spec?.domain ?? { devices: {} }, size, topology) },
    },
  };
}

type Domain = VirtualMachineInstanceSpec['domain'];

function domainOf(domain: Domain, size: OfferedSize, topology: Topology): Domain {
  const { gpus, hostDevices, ioThreads, ioThreadsPolicy, launchSecurity } = size.spec ?? {};
  const {
    dedicatedCPUPlacement: dedicatedCpuPlacement,
    isolateEmulatorThread,
    maxSockets,
    model,
    numa,
    realtime,
  } = size.spec?.cpu ?? {};
  const { hugepages, maxGuest, overcommitPercent } = size.spec?.memory ?? {};
  // KubeVirt refuses an instancetype with both.
  const percent = hugepages === undefined ? overcommitPercent ?? 0 : 0;
  const cpu = defined({ model, maxSockets, dedicatedCpuPlacement, isolateEmulatorThread, numa, realtime });
  const memory = defined({ hugepages, maxGuest });
  return defined({
    ...domain,
    cpu: { ...domain.cpu, ...cpu, ...topology },
    memory: { ...domain.memory, ...memory, guest: size.memory.toBytesText() },
    resources: { ...domain.resources, ...requested(domain, size.memory, percent) },
    devices: { ...domain.devices, ...defined({ gpus, hostDevices }) },
    ioThreads: ioThreads ?? domain.ioThreads,
    ioThreadsPolicy: ioThreadsPolicy ?? domain.ioThreadsPolicy,
    launchSecurity: launchSecurity ?? domain.launchSecurity,
  });
}

/**
 * The memory that the pod requests, if the instancetype allows it to be a given percentage less than the guest's
 * memory.
 */
function requested({ resources }: Domain, guest: Quantity, overcommitPercent: number): Domain['resources'] {
  if (!(overcommitPercent > 0 && overcommitPercent < 100)) return undefined;
  return { requests: { ...resources?.requests, memory: guest.timesRatio(1 - overcommitPercent / 100).toBytesText() } };
}
