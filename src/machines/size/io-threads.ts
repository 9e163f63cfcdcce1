import type { IoThreads as Threads } from '../../../imports/kubevirt.io';
import { madeOf } from '../../props/made';

/** What a machine's spec says about threads of I/O. */
export interface IoThreadsSpec {
  readonly ioThreadsPolicy: string;
  readonly ioThreads?: Threads;
}

/** The threads that do the I/O of a machine's disks, in place of QEMU's main thread. */
export class IoThreads {
  /** One thread for all disks, except those with a thread of their own. */
  public static shared(): IoThreads {
    return new IoThreads({ ioThreadsPolicy: 'shared' });
  }

  /** Twice as many threads as virtual CPUs, among which the disks are distributed. */
  public static auto(): IoThreads {
    return new IoThreads({ ioThreadsPolicy: 'auto' });
  }

  /**
   * A pool of threads that all disks share.
   * @param threads the number of threads: a whole number, at least 1
   */
  public static supplementalPool(threads: number): IoThreads {
    return madeOf('IoThreads.supplementalPool', [threads], (count) =>
      new IoThreads({ ioThreadsPolicy: 'supplementalPool', ioThreads: { supplementalPoolThreadCount: count } }));
  }

  private constructor(
    /** The fields of a machine's domain. @internal */
    public readonly _spec: IoThreadsSpec,
  ) {}
}
