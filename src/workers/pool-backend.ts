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

  /** A backend of another kind. @internal */
  public static _of(writer: PoolWriter): PoolBackend {
    return new PoolBackend(writer);
  }

  private constructor(
    /** @internal */
    public readonly _writer: PoolWriter,
  ) {}
}
