import type { ComputeShare } from './launcher-overhead';
import { Amounts, amountsOf, ContainerResources } from './pod-resources';
import type { VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import { items } from '../../toolkit/shape';
import type { Overcommit } from '../size/overcommit';

/** What a kind of containers beside compute gets if the cluster states nothing else. */
interface Usual {
  /** Its type in `supportContainerResources` of the KubeVirt custom resource. */
  readonly type: string;
  readonly requests: Amounts;
  readonly limits: Amounts;
  /** What it requests in any case. */
  readonly fixed?: Amounts;
}

// KubeVirt v1.7.0, v1.8.4 and v1.9.0: pkg/virt-controller/services/serialconsolelog.go,
// pkg/container-disk/container-disk.go: getMinimalInitContainerDiskResources, and resourcesForVirtioFSContainer.
const CONSOLE_LOG: Usual = {
  type: 'guest-console-log',
  requests: amountsOf({ cpu: '5m', memory: '35M' }),
  limits: amountsOf({ cpu: '15m', memory: '60M' }),
};
const CONTAINER_DISK: Usual = {
  type: 'container-disk',
  requests: amountsOf({ cpu: '1m', memory: '1M' }),
  limits: amountsOf({ cpu: '10m', memory: '40M' }),
  fixed: amountsOf({ 'ephemeral-storage': '50M' }),
};
const VIRTIO_FS: Usual = {
  type: 'virtiofs',
  requests: amountsOf({ cpu: '10m', memory: '1M' }),
  limits: amountsOf({ cpu: '100m', memory: '80M' }),
};

// KubeVirt v1.7.0, v1.8.4 and v1.9.0: pkg/virt-controller/services/renderresources.go: hotplugContainerLimits and
// hotplugContainerRequests.
const ATTACHMENT: Usual = {
  type: 'hotplug-disk',
  requests: amountsOf({ cpu: '10m', memory: '2M' }),
  limits: amountsOf({ cpu: '100m', memory: '80M' }),
};

const BY_ITSELF = { pinned: false, guaranteed: false };

/** The container of the pod with which KubeVirt plugs volumes into a machine. */
export function attachmentContainer(overcommit: Overcommit): ContainerResources {
  return container('hotplug-disk', ATTACHMENT, BY_ITSELF, overcommit);
}

const KERNEL_BOOT = 'kernel-boot-volume';

/** The containers of a launcher that run as long as its container compute does. */
export function sideContainers(
  vmi: VirtualMachineInstanceSpec, share: ComputeShare, overcommit: Overcommit,
): ContainerResources[] {
  const made = (usual: Usual) => (name: string) => container(name, usual, share, overcommit);
  const shared = items(vmi.domain?.devices?.filesystems).map(({ name }) => name);
  const volumes = items(vmi.volumes);
  const images = overcommit.mountsImages === true ? [] : [
    ...volumes.filter(({ containerDisk }) => containerDisk !== undefined).map(({ name }) => name),
    ...(vmi.domain?.firmware?.kernelBoot?.container === undefined ? [] : [KERNEL_BOOT]),
  ];
  const directories = volumes.filter(({ name, containerPath }) => shared.includes(name) && containerPath === undefined);
  return [
    ...images.map((name) => `volume${name}`).map(made(CONTAINER_DISK)),
    ...directories.map(({ name }) => `virtiofs-${name}`).map(made(VIRTIO_FS)),
    ...(logsConsole(vmi, overcommit) ? ['guest-console-log'] : []).map(made(CONSOLE_LOG)),
  ];
}

function logsConsole({ domain }: VirtualMachineInstanceSpec, { logsConsole: usual }: Overcommit): boolean {
  const { autoattachSerialConsole, logSerialConsole } = domain?.devices ?? {};
  return autoattachSerialConsole !== false && (logSerialConsole ?? usual ?? true);
}

function container(
  name: string,
  usual: Usual,
  { pinned, guaranteed }: Pick<ComputeShare, 'pinned' | 'guaranteed'>,
  { support }: Overcommit,
): ContainerResources {
  const stated = support?.get(usual.type);
  const limits: Amounts = new Map([...usual.limits, ...(stated?.limits ?? [])]);
  const requests: Amounts = new Map([...usual.requests, ...(stated?.requests ?? [])]);
  return { name, requests: new Map([...(pinned || guaranteed ? limits : requests), ...(usual.fixed ?? [])]), limits };
}
