import type { Size } from 'cdk8s';
import type { Cpu, InstancetypeMatcher, Memory } from '../../imports/kubevirt.io';
import { madeOf } from '../props/made';
import { sizeText } from '../toolkit/quantity';
import { defined } from '../toolkit/shape';

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
   * The page size of the huge pages that back the memory, such as `2Mi` or `1Gi`. The memory must be a multiple of it.
   * @default - ordinary pages
   */
  readonly hugepages?: string;
}

/** The part of a machine's spec that a size sets. */
export interface SizedSpec {
  readonly instancetype?: InstancetypeMatcher;
  readonly cpu?: Cpu;
  readonly memory?: Memory;
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
    return madeOf('MachineSize.instancetype', [name], (text) => new SizeByName('VirtualMachineInstancetype', text));
  }

  /** The size of a VirtualMachineClusterInstancetype, such as `u1.medium`. */
  public static clusterInstancetype(name: string): MachineSize {
    const kind = 'VirtualMachineClusterInstancetype';
    return madeOf('MachineSize.clusterInstancetype', [name], (text) => new SizeByName(kind, text));
  }

  /** The part of a machine's spec that the size sets. @internal */
  public abstract _spec(): SizedSpec;
}

class SizeByName extends MachineSize {
  constructor(private readonly kind: string, private readonly name: string) {
    super();
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

  public _spec(): SizedSpec {
    const { memory, cores, sockets = 1, threads = 1 } = this.given;
    const { cpuModel, dedicatedCpus, isolateEmulatorThread, hugepages } = this.given;
    const pages = hugepages === undefined ? undefined : { pageSize: hugepages };
    return {
      cpu: defined({
        // All three are written: without sockets, KubeVirt could not hotplug any.
        cores,
        sockets,
        threads,
        model: cpuModel,
        dedicatedCpuPlacement: dedicatedCpus,
        isolateEmulatorThread,
      }),
      memory: defined({ guest: sizeText(memory), hugepages: pages }),
    };
  }
}
