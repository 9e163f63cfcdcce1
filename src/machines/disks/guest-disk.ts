import type { Disk } from '../../../imports/kubevirt.io';
import { madeOf } from '../../props/made';
import { defined } from '../../toolkit/shape';

/** The bus through which a guest sees a disk. */
export enum DiskBus {
  /** The fastest. Every current Linux has its driver. */
  VIRTIO = 'virtio',
  SCSI = 'scsi',
  SATA = 'sata',
  USB = 'usb',
}

/** How the node caches what a guest reads and writes. */
export enum DiskCache {
  /** The node caches nothing. */
  NONE = 'none',
  /** The node caches reads. A write is complete when the storage has it. */
  WRITE_THROUGH = 'writethrough',
  /** The node caches writes too, so a node that fails loses them. */
  WRITE_BACK = 'writeback',
}

/** How QEMU reads and writes a disk. */
export enum DiskIo {
  /** By the kernel's asynchronous I/O, for block devices and preallocated files. */
  NATIVE = 'native',
  /** By a pool of threads. */
  THREADS = 'threads',
}

/** What happens to a guest when its disk reports an error. */
export enum DiskErrorPolicy {
  /** The guest is paused. */
  STOP = 'stop',
  /** The error is ignored, so data may be lost without notice. */
  IGNORE = 'ignore',
  /** The guest is told of the error. */
  REPORT = 'report',
  /** The guest is paused if the storage is full, and told of other errors. */
  ENOSPACE = 'enospace',
}

/** The size of the blocks that a guest sees on a disk. */
export class DiskBlockSize {
  /** As large as those of the volume. */
  public static ofVolume(): DiskBlockSize {
    return new DiskBlockSize({ matchVolume: {} });
  }

  /**
   * Sizes in bytes, each a power of two from 512 to 2097152.
   * @param logical the smallest number of bytes that the guest can write
   * @param physical the number of bytes that the storage writes at once; at least the logical size
   */
  public static of(logical: number, physical: number): DiskBlockSize {
    return madeOf('DiskBlockSize.of', [logical, physical],
      (small, large) => new DiskBlockSize({ custom: { logical: small, physical: large } }));
  }

  private constructor(
    /** @internal */
    public readonly _field: NonNullable<Disk['blockSize']>,
  ) {}
}

/** How a guest sees a disk. */
export interface GuestDisk {
  /**
   * The bus through which the guest sees the disk.
   * @default DiskBus.VIRTIO - the fastest; SATA if the guest is Windows without virtio drivers; a LUN is on SCSI, and
   * a CD-ROM drive on SATA, or on SCSI if the machine's architecture has no SATA
   */
  readonly bus?: DiskBus;
  /**
   * How the node caches what the guest reads and writes.
   * @default - none if the storage can do without the node's cache; otherwise WRITE_THROUGH
   */
  readonly cache?: DiskCache;
  /**
   * How QEMU reads and writes the disk. NATIVE does not go with a cache.
   * @default - NATIVE for block devices and preallocated files; otherwise THREADS
   */
  readonly io?: DiskIo;
  /**
   * What happens to the guest when the disk reports an error.
   * @default - STOP
   */
  readonly errorPolicy?: DiskErrorPolicy;
  /**
   * The size of the blocks that the guest sees.
   * @default - 512 bytes
   */
  readonly blockSize?: DiskBlockSize;
  /**
   * Whether other machines may use the volume at the same time. Their guests need a file system or an application that
   * is made for it; any other file system is destroyed. No node caches such a disk, so `cache` is NONE or left out.
   * KubeVirt does not look at it for a LUN and a CD-ROM drive.
   * @default false
   */
  readonly shareable?: boolean;
  /**
   * Whether the disk has a thread of its own for its I/O. Only disks on the bus virtio have one.
   * @default false
   */
  readonly dedicatedIoThread?: boolean;
}

/** The fields of a disk that say how the guest sees it, without its bus, which is below the kind of device. */
export function guestFields(props: GuestDisk): Partial<Disk> {
  const { cache, io, errorPolicy, blockSize, shareable, dedicatedIoThread } = props;
  return defined({
    cache, io, errorPolicy, blockSize: blockSize?._field, shareable, dedicatedIOThread: dedicatedIoThread,
  });
}
