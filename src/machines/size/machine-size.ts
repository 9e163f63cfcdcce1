import type { Size } from 'cdk8s';
import { CpuFeature, cpuFeatures } from './cpu-feature';
import { MachineResources, resourcesOf } from './machine-resources';
import type { NamedSize } from './named-size';
import type { Cpu, InstancetypeMatcher, Memory, Resources } from '../../../imports/kubevirt.io';
import { madeOf } from '../../props/made';
import { STAND_IN } from '../../props/usable';
import { sizeText } from '../../toolkit/quantity';
import { defined, unlessEmpty } from '../../toolkit/shape';

/** A size, given as CPU topology and memory. */
export interface MachineDimensions {
  /** Cores per socket: a whole number, at least 1. */
  readonly cores: number;
  /** The guest's memory, such as `Size.gibibytes(16)` or `"16Gi"`. */
  readonly memory: Size | string;
  /**
   * The number of sockets: a whole number, at least 1. KubeVirt hotplugs CPUs by the socket.
   * @default 1
   */
  readonly sockets?: number;
  /**
   * Threads per core: a whole number, at least 1, at most 2 with dedicated CPUs, and 1 on arm64.
   * @default 1
   */
  readonly threads?: number;
  /**
   * The CPU model that the guest sees, such as `host-model`, `host-passthrough` or `Cascadelake-Server`.
   * @default - the cluster's, which is host-model unless set otherwise
   */
  readonly cpuModel?: string;
  /**
   * Whether each vCPU gets a core of the node to itself. Turns on the feature gate CPUManager, and needs nodes whose
   * kubelet runs the static CPU manager.
   * @default false
   */
  readonly dedicatedCpus?: boolean;
  /**
   * Whether QEMU's own threads get an additional dedicated core, only with `dedicatedCpus`.
   * @default false
   */
  readonly isolateEmulatorThread?: boolean;
  /**
   * The page size of the huge pages that back the memory: `2Mi` or `1Gi`. Nodes of arm64 and s390x have others. The
   * memory must be a multiple of it.
   * @default - ordinary pages
   */
  readonly hugepages?: string;
  /**
   * The sockets that the running machine can be given at most: a whole number, at least `sockets`. KubeVirt reserves no
   * CPU for them.
   * @default - four times `sockets`, KubeVirt's own
   */
  readonly maxSockets?: number;
  /**
   * The memory that the running machine can be given at most. Only on amd64, with at least 1Gi of memory, in multiples
   * of 2Mi (of 1Gi with huge pages of 1Gi).
   * @default - four times `memory`, KubeVirt's own
   */
  readonly maxMemory?: Size | string;
  /**
   * Features of the CPU that the guest sees, or does not see, in addition to those of the model.
   * @default [] - those of the model
   */
  readonly cpuFeatures?: CpuFeature[];
  /**
   * Whether the guest sees the NUMA nodes that its cores and its memory are on. Only with `dedicatedCpus` and
   * `hugepages`.
   * @default false
   */
  readonly numaPassthrough?: boolean;
  /**
   * Whether virtual CPUs have a realtime scheduler. Only with `dedicatedCpus` and `numaPassthrough`, on nodes with a
   * realtime kernel.
   * @default false
   */
  readonly realtime?: boolean;
  /**
   * The virtual CPUs that are realtime ones, such as `0-2,^1`. Only with `realtime`.
   * @default - all
   */
  readonly realtimeMask?: string;
  /**
   * Whether the machine's pod is of the QoS class Guaranteed: its node gives it all of its CPU and memory, and it is
   * the last to be evicted. Requests and limits of CPU are then the number of vCPUs, and those of memory are `memory`;
   * KubeVirt adds its overhead to both. Without it, a machine requests a tenth of its CPU, and has no limits,
   * unless `requests` and `limits` say otherwise.
   * @default false
   */
  readonly guaranteed?: boolean;
  /**
   * What the machine requests from its node. A memory below the guest's overcommits the node: if guests use more than
   * the node has, machines are killed. Not with `guaranteed`.
   * @default - all of the memory; as much CPU as `limits.cpu`, or else a tenth of the vCPUs unless the cluster says
   * otherwise
   */
  readonly requests?: MachineResources;
  /**
   * What the machine takes from its node at most. The limit on memory must be at least the guest's. Not with
   * `guaranteed`.
   * @default - none
   */
  readonly limits?: MachineResources;
}

const NAMESPACED = 'VirtualMachineInstancetype';

/** The part of a machine's spec that a size sets. */
export interface SizedSpec {
  readonly instancetype?: InstancetypeMatcher;
  readonly cpu?: Cpu;
  readonly memory?: Memory;
  readonly resources?: Resources;
}

/**
 * The CPU and memory of a machine: either as numbers, or as the name of an instancetype. KubeVirt refuses both at once.
 */
export abstract class MachineSize {
  /** A size, given as CPU topology and memory. */
  public static of(cores: MachineDimensions): MachineSize {
    return madeOf('MachineSize.of', [cores], (usable) => new SizeInNumbers(usable));
  }

  /** The size of a VirtualMachineInstancetype in the machine's own namespace, such as `standard-2`. */
  public static instancetype(name: string): MachineSize {
    return madeOf('MachineSize.instancetype', [name], (text) => new SizeByName(NAMESPACED, text));
  }

  /** The size of a VirtualMachineClusterInstancetype, such as `u1.medium`. */
  public static clusterInstancetype(name: string): MachineSize {
    const kind = 'VirtualMachineClusterInstancetype';
    return madeOf('MachineSize.clusterInstancetype', [name], (text) => new SizeByName(kind, text));
  }

  /**
   * The size of an `Instancetype` of this program. One below a tenant serves the tenant's machines; one below a cluster
   * serves those of all tenants.
   */
  public static from(size: NamedSize): MachineSize {
    return madeOf('MachineSize.from', [size], (given: NamedSize | undefined) => (
      new SizeByName(given?._kind ?? NAMESPACED, given?.instancetypeName ?? STAND_IN, given !== undefined)));
  }

  /** The numbers as the program gives them; undefined of an instancetype. @internal */
  public get _dimensions(): MachineDimensions | undefined {
    return undefined;
  }

  /** Whether it is that of an object of this program. @internal */
  public get _isOfProgram(): boolean {
    return false;
  }

  /** The part of a machine's spec that the size sets. @internal */
  public abstract _spec(): SizedSpec;
}

class SizeByName extends MachineSize {
  constructor(private readonly kind: string, private readonly name: string, private readonly ofProgram = false) {
    super();
  }

  public override get _isOfProgram(): boolean {
    return this.ofProgram;
  }

  public _spec(): SizedSpec {
    // KubeVirt takes a missing kind for the cluster-wide one, so the kind is always written.
    return { instancetype: { kind: this.kind, name: this.name } };
  }
}

class SizeInNumbers extends MachineSize {
  constructor(private readonly given: MachineDimensions) {
    super();
  }

  public override get _dimensions(): MachineDimensions {
    return this.given;
  }

  public _spec(): SizedSpec {
    const { memory, cores, sockets = 1, threads = 1, guaranteed, requests, limits } = this.given;
    return defined({
      cpu: this.cpu(),
      memory: this.memory(),
      resources: resourcesOf({ vcpus: cores * sockets * threads, memory, guaranteed, requests, limits }),
    });
  }

  private cpu(): Cpu {
    const { cores, sockets = 1, threads = 1, maxSockets, cpuModel, dedicatedCpus } = this.given;
    const { isolateEmulatorThread, numaPassthrough, realtime, realtimeMask } = this.given;
    return defined({
      // All three are written: without sockets, KubeVirt could not hotplug any.
      cores,
      sockets,
      threads,
      maxSockets,
      model: cpuModel,
      features: unlessEmpty(cpuFeatures(this.given.cpuFeatures ?? [])),
      dedicatedCpuPlacement: dedicatedCpus,
      isolateEmulatorThread,
      numa: numaPassthrough === true ? { guestMappingPassthrough: {} } : undefined,
      realtime: realtime === true ? defined({ mask: realtimeMask }) : undefined,
    });
  }

  private memory(): Memory {
    const { memory, maxMemory, hugepages } = this.given;
    return defined({
      guest: sizeText(memory),
      maxGuest: maxMemory === undefined ? undefined : sizeText(maxMemory),
      hugepages: hugepages === undefined ? undefined : { pageSize: hugepages },
    });
  }
}
