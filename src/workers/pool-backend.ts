import type { ClusterApiOptions } from './cluster-api/options';
import { ClusterApiWriter } from './cluster-api/writer';
import type { PoolWriter } from './pool-writer';
import type { VirtualMachinePoolOptions } from './virtual-machine-pool/options';
import { VirtualMachinePoolWriter } from './virtual-machine-pool/writer';
import { madeOf } from '../props/made';

/** The kind of object that creates and manages the machines of a `WorkerPool`. */
export class PoolBackend {
  /** KubeVirt's own VirtualMachinePool, managed by virt-controller. */
  public static virtualMachinePool(options: VirtualMachinePoolOptions = {}): PoolBackend {
    const make = (usable: VirtualMachinePoolOptions) => new PoolBackend(new VirtualMachinePoolWriter(usable));
    return madeOf('PoolBackend.virtualMachinePool', [options], make);
  }

  /**
   * A MachineDeployment of Cluster API, with a KubevirtMachineTemplate: each member becomes a node of a Cluster.
   * Cluster API and its provider for KubeVirt must run in the infra cluster, or in one that has its kubeconfig.
   */
  public static clusterApi(options: ClusterApiOptions): PoolBackend {
    const make = (usable: ClusterApiOptions) => new PoolBackend(new ClusterApiWriter(usable));
    return madeOf('PoolBackend.clusterApi', [options], make);
  }

  /** A backend of another kind. @internal */
  public static _of(writer: PoolWriter): PoolBackend {
    return new PoolBackend(writer);
  }

  private constructor(
    /** @internal */
    public readonly _writer: PoolWriter,
  ) {}
}
