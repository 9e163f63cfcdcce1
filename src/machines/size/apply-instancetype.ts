import type { OfferedSize } from './offered-size';
import type { VirtualMachineInstanceSpec, VirtualMachineSpec } from '../../../imports/kubevirt.io';
import type { Quantity } from '../../toolkit/quantity';
import { defined } from '../../toolkit/shape';

/**
 * A machine after KubeVirt has applied its instancetype (KubeVirt v1.9.0 pkg/instancetype/apply). Leaves out fields
 * that only affect scheduling, and how a preference divides the vCPUs into sockets, cores and threads.
 */
export function applyInstancetype(machine: VirtualMachineSpec, size: OfferedSize): VirtualMachineSpec {
  const { template } = machine;
  return {
    ...machine,
    template: {
      ...template,
      metadata: { ...template.metadata, annotations: { ...size.spec?.annotations, ...template.metadata?.annotations } },
      spec: { ...template.spec, domain: domainOf(template.spec?.domain ?? { devices: {} }, size) },
    },
  };
}

type Domain = VirtualMachineInstanceSpec['domain'];

function domainOf(domain: Domain, size: OfferedSize): Domain {
  const { gpus, hostDevices, ioThreads, ioThreadsPolicy, launchSecurity } = size.spec ?? {};
  const {
    dedicatedCPUPlacement: dedicatedCpuPlacement,
    isolateEmulatorThread,
    model,
    numa,
    realtime,
  } = size.spec?.cpu ?? {};
  const { hugepages, maxGuest, overcommitPercent = 0 } = size.spec?.memory ?? {};
  const cpu = defined({ model, dedicatedCpuPlacement, isolateEmulatorThread, numa, realtime });
  const memory = defined({ hugepages, maxGuest });
  return defined({
    ...domain,
    cpu: { ...domain.cpu, ...cpu, cores: size.cpu, sockets: 1, threads: 1 },
    memory: { ...domain.memory, ...memory, guest: size.memory.toBytesText() },
    resources: { ...domain.resources, ...requested(domain, size.memory, overcommitPercent) },
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
