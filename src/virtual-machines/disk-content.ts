import type { BootImage } from '../machines/disks/boot-image';
import { madeOf } from '../props/made';
import type { ImageSource } from '../sources/image-source';

/** What a disk is filled from; nothing if both are undefined. */
export interface Filling {
  readonly source?: ImageSource;
  /** Whether the source is a tar archive, whose files are unpacked. */
  readonly isArchive?: boolean;
  readonly image?: BootImage;
}

/** What a disk contains when it is made. */
export class DiskContent {
  /** Nothing: the guest formats the disk. */
  public static blank(): DiskContent {
    return new DiskContent({});
  }

  /**
   * A disk image, which is read once. A claim or a snapshot of another namespace is copied by whoever applies the
   * bundle, who needs the right to clone it.
   */
  public static imported(source: ImageSource): DiskContent {
    return madeOf('DiskContent.imported', [source], (given) => new DiskContent({ source: given }));
  }

  /**
   * The files of a tar archive, which may be compressed with gz, xz or zst. CDI unpacks it once, into a file system.
   * Machines mount the files by `VolumeDevice.FILESYSTEM`; as a disk they would see an empty one. No machine boots from
   * it.
   * @param source `ImageSource.http` or `ImageSource.upload`: CDI unpacks nothing from other sources
   */
  public static archive(source: ImageSource): DiskContent {
    return madeOf('DiskContent.archive', [source], (given) => new DiskContent({ source: given, isArchive: true }));
  }

  /**
   * A copy of an image. Whoever applies the bundle, such as Argo CD or Flux, needs the right to clone the image. CDI
   * copies from another namespace only by a DataVolume, so the size of such a disk cannot be changed in Git.
   */
  public static image(image: BootImage): DiskContent {
    return madeOf('DiskContent.image', [image], (given) => new DiskContent({ image: given }));
  }

  private constructor(
    /** @internal */
    public readonly _filling: Filling,
  ) {}
}
