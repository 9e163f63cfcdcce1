import type { Size } from 'cdk8s';
import type { PersistentDisk } from './persistent-disk';
import type { ContainerDiskOptions } from './volume-options';
import { VolumeSource } from './volume-source';
import { madeOf } from '../../props/made';
import { ImageSource } from '../../sources/image-source';
import type { INamed } from '../../toolkit/named';

/** The disk that an import fills. */
export interface ImportedBootOptions {
  /**
   * The size of the disk, at least the virtual size of what is imported. Changing it does not change existing disks:
   * resize their PersistentVolumeClaim.
   * @default - required, except for copies of a claim or a snapshot, which get the size of their source
   */
  readonly capacity?: Size | string;
  /**
   * Whether the disk's space is fully allocated beforehand.
   * @default - as in CDI's configuration: not allocated
   */
  readonly preallocation?: boolean;
}

/** The disk that a system is installed on. */
export interface InstallationOptions {
  /**
   * The size of the blank disk. Changing it does not change existing disks: resize their PersistentVolumeClaim.
   */
  readonly capacity: Size | string;
}

/** What a machine boots from. Exactly one of its parts is there. */
export interface BootContent {
  /** What CDI imports into the boot disk, which belongs to the machine. */
  readonly imported?: { readonly source: ImageSource } & ImportedBootOptions;
  /** A volume that exists apart from the machine. */
  readonly volume?: VolumeSource;
  /** The medium of an installation onto a blank disk. */
  readonly installation?: { readonly medium: VolumeSource } & InstallationOptions;
  /** Whether the machine has no boot disk. */
  readonly withoutDisk?: true;
}

/**
 * What a machine boots from, if it is not a clone of an image. How the guest sees that disk, and how a disk of the
 * machine's own is stored, is said by `bootDisk`.
 */
export class Boot {
  /**
   * A disk of the machine's own, into which CDI imports a disk image. Each machine of a pool imports its own; a
   * `GoldenImage`, which is imported once and cloned, is usually better for those. The disk is deleted with its
   * machine.
   * KubeVirt passes neither a `checksum` nor `insecureSkipVerify` on to CDI, and nothing refreshes the disk.
   */
  public static imported(source: ImageSource, options: ImportedBootOptions = {}): Boot {
    return madeOf('Boot.imported', [source, options], (given: ImageSource | undefined, { capacity, preallocation }) => (
      // Something that is not a source is reported.
      new Boot({ imported: { source: given ?? ImageSource.upload(), capacity, preallocation } })));
  }

  /**
   * The disk in a container image, below `/disk`. What the guest writes is lost when the machine stops.
   * @param image the image, such as `quay.io/containerdisks/fedora:42`, without `docker://`
   */
  public static containerDisk(image: string, options: ContainerDiskOptions = {}): Boot {
    return madeOf('Boot.containerDisk', [image, options],
      (...args) => new Boot({ volume: VolumeSource.containerDisk(...args) }));
  }

  /** A `Disk` of this program. It stays when the machine is deleted. */
  public static disk(disk: PersistentDisk): Boot {
    return madeOf('Boot.disk', [disk], (given) => new Boot({ volume: VolumeSource.disk(given) }));
  }

  /**
   * A PersistentVolumeClaim in the machine's namespace. It stays when the machine is deleted.
   * @param name the claim, or its name
   */
  public static claim(name: string | INamed): Boot {
    return madeOf('Boot.claim', [name], (given) => new Boot({ volume: VolumeSource.claim(given) }));
  }

  /**
   * A DataVolume in the machine's namespace. It stays when the machine is deleted. The machine waits until CDI has
   * filled it.
   * @param name the DataVolume, or its name
   */
  public static dataVolume(name: string | INamed): Boot {
    return madeOf('Boot.dataVolume', [name], (given) => new Boot({ volume: VolumeSource.dataVolume(given) }));
  }

  /**
   * A claim that is only read, so that several machines can boot from it. What the guest writes is lost when the
   * machine stops.
   * @param claimName the claim, or its name
   */
  public static ephemeral(claimName: string | INamed): Boot {
    return madeOf('Boot.ephemeral', [claimName], (given) => new Boot({ volume: VolumeSource.ephemeral(given) }));
  }

  /**
   * An installation medium in a CD-ROM drive, beside a blank disk of the machine's own. The machine tries the disk
   * first: it boots from the medium as long as the disk is blank, and from the disk after the installation, without a
   * change in Git. The medium stays in the drive, so it must not be deleted. For Windows, see docs/how-to/windows.md.
   * @param medium the volume with the ISO: a disk that exists, such as `VolumeSource.claim('fedora-iso')`, or one in a
   * container image
   */
  public static iso(medium: VolumeSource, options: InstallationOptions): Boot {
    return madeOf('Boot.iso', [medium, options],
      (given, { capacity }) => new Boot({ installation: { medium: given, capacity } }));
  }

  /**
   * No boot disk: the machine starts a kernel (`Firmware.kernel`), or boots from those of its `volumes` that have a
   * `bootOrder`, such as an existing disk behind the medium of a rescue system.
   */
  public static withoutDisk(): Boot {
    return new Boot({ withoutDisk: true });
  }

  private constructor(
    /** @internal */
    public readonly _content: BootContent,
  ) {}
}
