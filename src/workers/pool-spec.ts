import { scaleInStrategyOf, UpdateStrategy, updateStrategyOf } from './pool-strategies';
import type { WorkerPoolProps } from './worker-pool-props';
import type { Disk, DataVolumeTemplate, VirtualMachineInstanceSpec, Volume } from '../../imports/kubevirt.io';
import type { VirtualMachinePoolSpec } from '../../imports/pool.kubevirt.io';
import { CloudInitType } from '../machines/cloud-init';
import { BlankDisk, blankDisk, clonedBootDisk, DiskBus, MachineDisk } from '../machines/disk';
import { IGNITION } from '../machines/ignition';
import { MultusNetwork, PodNetworkBinding } from '../machines/network';
import { Networking, networkingOf } from '../machines/networking';
import { EvictionStrategy, RunStrategy } from '../machines/strategies';
import { secondsOf } from '../toolkit/seconds';
import { defined, unlessEmpty } from '../toolkit/shape';

/** The label by which the members of a pool are known, as upstream's examples have it (KubeVirt examples/vm-pool-cirros.yaml). Its value is the pool's name. */
export const POOL_LABEL = 'kubevirt.io/vmpool';

/** The boot disk's name within a machine. */
export const BOOT_DISK = 'boot';
/** The name of the disk that holds cloud-init's data. */
export const CLOUD_INIT_DISK = 'cloudinit';

const GRACE_PERIOD_SECONDS = 180;

/** What a pool's spec is made of, once names are known and what cannot be used is left out. */
export interface PoolParts {
  readonly name: string;
  readonly replicas: number | undefined;
  readonly extraDisks: readonly BlankDisk[];
  readonly networks: readonly MultusNetwork[];
}

/** The pool's spec before overrides. */
export function poolSpec(props: WorkerPoolProps, parts: PoolParts): VirtualMachinePoolSpec {
  const labels = { ...props.labels, [POOL_LABEL]: parts.name };
  const { dataVolumeTemplates, annotations, spec } = template(props, parts);
  const { secrets, configMaps } = props.indexedReferences ?? {};
  return defined({
    replicas: parts.replicas,
    // Immutable, and so made of nothing that may change but the name.
    selector: { matchLabels: { [POOL_LABEL]: parts.name } },
    updateStrategy: updateStrategyOf(props.updateStrategy ?? UpdateStrategy.OPPORTUNISTIC),
    maxUnavailable: props.maxUnavailable ?? 1,
    scaleInStrategy: scaleInStrategyOf(props.scaleIn ?? {}, props.stateless ?? false),
    nameGeneration: unlessEmpty(defined({ appendIndexToSecretRefs: secrets, appendIndexToConfigMapRefs: configMaps })),
    virtualMachineTemplate: {
      metadata: { labels },
      spec: defined({
        runStrategy: props.runStrategy ?? RunStrategy.ALWAYS,
        instancetype: props.size._spec().instancetype,
        preference: props.preference?._matcher(),
        template: { metadata: defined({ labels, annotations: unlessEmpty(annotations) }), spec },
        dataVolumeTemplates,
      }),
    },
  });
}

interface Template {
  readonly annotations: { readonly [key: string]: string };
  readonly spec: VirtualMachineInstanceSpec;
  readonly dataVolumeTemplates: DataVolumeTemplate[];
}

function template(props: WorkerPoolProps, parts: PoolParts): Template {
  const extra = parts.extraDisks.map((disk) => blankDisk(claimName(parts.name, disk.name), disk));
  const disks = [bootDisk(props, parts.name), ...extra, ...cloudInitDisk(props)];
  const networking = networkingOf(props.podNetwork ?? PodNetworkBinding.BRIDGE, parts.networks);
  const cloudInit = props.cloudInit?.type ?? CloudInitType.NO_CLOUD;
  return {
    annotations: { ...networking.annotations, ...props.annotations, ...(props.ignition !== undefined && { [IGNITION]: props.ignition }) },
    dataVolumeTemplates: disks.map((disk) => disk.template).filter((each): each is DataVolumeTemplate => each !== undefined),
    spec: defined({
      architecture: props.architecture,
      ...props.scheduling?._for({ [POOL_LABEL]: parts.name }),
      domain: domain(props, disks.map((disk) => disk.disk), networking),
      networks: unlessEmpty(networking.networks),
      volumes: disks.map((disk) => disk.volume),
      accessCredentials: unlessEmpty(props.sshKeys?.map((keys) => keys._credential(cloudInit))),
      subdomain: props.subdomain,
      evictionStrategy: props.evictionStrategy ?? EvictionStrategy.LIVE_MIGRATE_IF_POSSIBLE,
      terminationGracePeriodSeconds: secondsOf(props.terminationGracePeriod) ?? GRACE_PERIOD_SECONDS,
    }),
  };
}

function domain(props: WorkerPoolProps, disks: Disk[], networking: Networking): VirtualMachineInstanceSpec['domain'] {
  const { cpu, memory } = props.size._spec();
  const { autoattachPodInterface } = networking;
  const interfaces = unlessEmpty(networking.interfaces);
  const { networkInterfaceMultiqueue } = props;
  return defined({
    machine: props.machineType === undefined ? undefined : { type: props.machineType },
    cpu,
    memory,
    devices: defined({ disks, interfaces, autoattachPodInterface, networkInterfaceMultiqueue }),
  });
}

function bootDisk({ bootDisk: disk = {}, image }: WorkerPoolProps, pool: string): MachineDisk {
  const source = { name: image.dataSourceName, namespace: image.namespaceName };
  return clonedBootDisk(BOOT_DISK, claimName(pool, BOOT_DISK), source, disk.size ?? image._size?.toBytesText(), disk);
}

function cloudInitDisk(props: WorkerPoolProps): { disk: Disk; volume: Volume; template?: undefined }[] {
  if (props.cloudInit === undefined) return [];
  return [{ disk: { name: CLOUD_INIT_DISK, disk: { bus: DiskBus.VIRTIO } }, volume: props.cloudInit._volume(CLOUD_INIT_DISK) }];
}

/** With the pool's name in it, for two pools of a namespace whose DataVolume templates had one name would fight for the same disks. */
function claimName(pool: string, disk: string): string {
  return `${pool}-${disk}`;
}
