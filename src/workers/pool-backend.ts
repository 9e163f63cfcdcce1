import type { ClusterApiOptions } from './cluster-api/options';
import { ClusterApiWriter } from './cluster-api/writer';
import type { MachineDeploymentOptions } from './machine-deployment/options';
import { MachineDeploymentWriter } from './machine-deployment/writer';
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

  /**
   * A MachineDeployment of machine-controller in the tenant's own cluster (`cluster.k8s.io/v1alpha1`): the members are
   * nodes that it makes and replaces. It is written to the tenant's cluster, and the image, the sizes and the namespace
   * to the infra cluster. A prop that machine-controller has no field for is an error.
   *
   * The members of a pool that had another backend stay until you delete them: see docs/how-to/kubernetes-workers.md.
   */
  public static machineDeployment(options: MachineDeploymentOptions): PoolBackend {
    const make = (usable: MachineDeploymentOptions) => new PoolBackend(new MachineDeploymentWriter(usable));
    return madeOf('PoolBackend.machineDeployment', [options], make);
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
