import type {
  GcsSourceOptions,
  HttpSourceOptions,
  RegistryPlatformOptions,
  RegistrySourceOptions,
  S3SourceOptions,
  VolumeSourceOptions,
} from './image-source-options';
import { gcsSource, httpSource, s3Source } from './source-http';
import { imageStreamSource, registrySource } from './source-registry';
import type { SourceRules } from './source-rules';
import { pvcSource, snapshotSource, uploadSource } from './source-volume';
import { madeOf } from '../props/made';

/**
 * Where the content of a golden image or a disk comes from. It only holds what it was given; `GoldenImage` and `Disk`
 * check it against the release of CDI.
 *
 * CDI reads qcow2, raw, ISO, vmdk, vdi, vhd and vhdx, also compressed with gz, xz or zst, and stores all of them as
 * raw. The files of a tar archive fill a `Disk` by `DiskContent.archive`.
 */
export class ImageSource {
  /**
   * A disk image on a web server. It is imported once; a checksum needs CDI v1.65.0 or newer.
   * @param url `https://…` or `http://…`
   */
  public static http(url: string, options: HttpSourceOptions = {}): ImageSource {
    return madeOf('ImageSource.http', [url, options], (...args) => new ImageSource(httpSource(...args)));
  }

  /**
   * A disk in a container image (a containerDisk). CDI can keep it fresh on a schedule.
   * @param url `docker://registry/path:tag`, `docker://registry/path@sha256:…` or `oci-archive://path`
   */
  public static registry(url: string, options: RegistrySourceOptions = {}): ImageSource {
    return madeOf('ImageSource.registry', [url, options], (...args) => new ImageSource(registrySource(...args)));
  }

  /**
   * A disk in the container image of an OpenShift ImageStream in the image's own namespace. The node pulls it.
   * @param imageStream `name` or `name:tag`
   */
  public static imageStream(imageStream: string, options: RegistryPlatformOptions = {}): ImageSource {
    return madeOf(
      'ImageSource.imageStream',
      [imageStream, options],
      (...args) => new ImageSource(imageStreamSource(...args)),
    );
  }

  /**
   * A copy of a PersistentVolumeClaim. With a schedule it is copied again after the claim was deleted and created anew:
   * CDI distinguishes claims by their UID, so it does not notice what a machine writes into the same claim.
   * @param name the claim's name
   */
  public static pvc(name: string, options: VolumeSourceOptions = {}): ImageSource {
    return madeOf('ImageSource.pvc', [name, options], (...args) => new ImageSource(pvcSource(...args)));
  }

  /**
   * A copy of a VolumeSnapshot.
   * @param name the snapshot's name
   */
  public static snapshot(name: string, options: VolumeSourceOptions = {}): ImageSource {
    return madeOf('ImageSource.snapshot', [name, options], (...args) => new ImageSource(snapshotSource(...args)));
  }

  /** A disk image that somebody uploads with `virtctl image-upload`. An info shows the command. */
  public static upload(): ImageSource {
    return new ImageSource(uploadSource());
  }

  /**
   * A disk image in an S3 bucket.
   * @param url `https://host/bucket/object`
   */
  public static s3(url: string, options: S3SourceOptions = {}): ImageSource {
    return madeOf('ImageSource.s3', [url, options], (...args) => new ImageSource(s3Source(...args)));
  }

  /**
   * A disk image in a Google Cloud Storage bucket.
   * @param url `gs://bucket/object` or `https://host/bucket/object`
   */
  public static gcs(url: string, options: GcsSourceOptions = {}): ImageSource {
    return madeOf('ImageSource.gcs', [url, options], (...args) => new ImageSource(gcsSource(...args)));
  }

  /** @internal */
  public readonly _rules: SourceRules;

  private constructor(rules: SourceRules) {
    this._rules = rules;
  }
}
