import type { Size } from 'cdk8s';
import type { PersistentDisk } from './persistent-disk';
import {
  ClaimVolumeOptions, ConfigVolumeOptions, ContainerDiskOptions, DownwardApiFile, HostDiskOptions, HostDiskType,
} from './volume-options';
import type { Volume } from '../../../imports/kubevirt.io';
import { madeOf } from '../../props/made';
import { STAND_IN } from '../../props/usable';
import { INamed, nameOf } from '../../toolkit/named';
import { sizeText } from '../../toolkit/quantity';
import { defined } from '../../toolkit/shape';

type Fields = Omit<Volume, 'name'>;

/** The volume of something that is not a disk, which is reported. */
const NO_DISK: Fields = { persistentVolumeClaim: { claimName: STAND_IN } };

/**
 * What a volume of a machine is. A memory dump is not among them: KubeVirt's API writes that volume itself when
 * somebody requests a dump, and removes it again.
 */
export class VolumeSource {
  /** A `Disk` of this program, which outlives the machine. */
  public static disk(disk: PersistentDisk, options: ClaimVolumeOptions = {}): VolumeSource {
    return madeOf('VolumeSource.disk', [disk, options], (given: PersistentDisk | undefined, { hotpluggable }) => {
      const { dataVolume, persistentVolumeClaim } = given?._volume() ?? NO_DISK;
      return new VolumeSource(defined({
        dataVolume: dataVolume && defined({ ...dataVolume, hotpluggable }),
        persistentVolumeClaim: persistentVolumeClaim && defined({ ...persistentVolumeClaim, hotpluggable }),
      }), given);
    });
  }

  /**
   * A PersistentVolumeClaim in the machine's namespace, which outlives the machine.
   * @param name the claim, or its name
   */
  public static claim(name: string | INamed, options: ClaimVolumeOptions = {}): VolumeSource {
    return madeOf('VolumeSource.claim', [name, options], (given, { hotpluggable }) => (
      new VolumeSource({ persistentVolumeClaim: defined({ claimName: nameOf(given), hotpluggable }) })));
  }

  /**
   * A DataVolume in the machine's namespace, which outlives the machine. The machine waits until CDI has filled it.
   * @param name the DataVolume, or its name
   */
  public static dataVolume(name: string | INamed, options: ClaimVolumeOptions = {}): VolumeSource {
    return madeOf('VolumeSource.dataVolume', [name, options], (given, { hotpluggable }) => (
      new VolumeSource({ dataVolume: defined({ name: nameOf(given), hotpluggable }) })));
  }

  /**
   * A claim that is only read. What the guest writes is kept on the node until the machine stops, and is lost then.
   * Several machines can use one claim in this way.
   * @param claimName the claim, or its name
   */
  public static ephemeral(claimName: string | INamed): VolumeSource {
    return madeOf('VolumeSource.ephemeral', [claimName], (given) => (
      new VolumeSource({ ephemeral: { persistentVolumeClaim: { claimName: nameOf(given) } } })));
  }

  /**
   * The disk in a container image, below `/disk`. What the guest writes is lost when the machine stops.
   * @param image the image, such as `quay.io/containerdisks/fedora:42`, without `docker://`
   */
  public static containerDisk(image: string, options: ContainerDiskOptions = {}): VolumeSource {
    return madeOf('VolumeSource.containerDisk', [image, options], (name, { pullSecret, pullPolicy, path }) => (
      new VolumeSource({
        containerDisk: defined({ image: name, imagePullSecret: nameOf(pullSecret), imagePullPolicy: pullPolicy, path }),
      })));
  }

  /**
   * An empty disk on the node's ephemeral storage. It is lost when the machine stops.
   * @param capacity the size, such as `10Gi`, of at least `1Mi`
   */
  public static emptyDisk(capacity: Size | string): VolumeSource {
    return madeOf('VolumeSource.emptyDisk', [capacity], (size) => (
      new VolumeSource({ emptyDisk: { capacity: sizeText(size) } })));
  }

  /**
   * A disk in a file of the node. The machine needs the feature gate HostDisk, which the cluster must name, and a
   * namespace whose pod security level is privileged. It cannot be live-migrated.
   * @param path the path of the file on the node
   */
  public static hostDisk(path: string, options: HostDiskOptions = {}): VolumeSource {
    return madeOf('VolumeSource.hostDisk', [path, options], (given, { type, capacity, shared }) => {
      const usual = capacity === undefined ? HostDiskType.DISK : HostDiskType.DISK_OR_CREATE;
      return new VolumeSource({ hostDisk: defined({ path: given, type: type ?? usual, capacity, shared }) });
    });
  }

  /** The files of a ConfigMap in the machine's namespace. */
  public static configMap(name: string | INamed, options: ConfigVolumeOptions = {}): VolumeSource {
    return madeOf('VolumeSource.configMap', [name, options], (given, { optional, volumeLabel }) => (
      new VolumeSource({ configMap: defined({ name: nameOf(given), optional, volumeLabel }) })));
  }

  /** The files of a Secret in the machine's namespace. */
  public static secret(name: string | INamed, options: ConfigVolumeOptions = {}): VolumeSource {
    return madeOf('VolumeSource.secret', [name, options], (given, { optional, volumeLabel }) => (
      new VolumeSource({ secret: defined({ secretName: nameOf(given), optional, volumeLabel }) })));
  }

  /** The token of a ServiceAccount in the machine's namespace. A machine has at most one. */
  public static serviceAccount(name: string | INamed): VolumeSource {
    return madeOf('VolumeSource.serviceAccount', [name], (given) => (
      new VolumeSource({ serviceAccount: { serviceAccountName: nameOf(given) } })));
  }

  /** Files with fields of the machine's pod, such as its labels. */
  public static downwardApi(files: DownwardApiFile[]): VolumeSource {
    return madeOf('VolumeSource.downwardApi', [files], (given) => {
      const fields = given.map(({ path, fieldPath }) => ({ path, fieldRef: { fieldPath } }));
      return new VolumeSource({ downwardAPI: { fields } });
    });
  }

  /**
   * Measurements of the node and the machine, on a small disk. `downwardMetrics` in `devices` gives them by a serial
   * port. Turns on the feature gate DownwardMetrics. A machine has at most one.
   */
  public static downwardMetrics(): VolumeSource {
    return new VolumeSource({ downwardMetrics: {} });
  }

  /**
   * Answers for the setup of Windows, under the key `autounattend.xml` or `unattend.xml` of a Secret. With
   * `Guest.windows` they are its `sysprep`.
   */
  public static sysprepSecret(name: string | INamed): VolumeSource {
    return madeOf('VolumeSource.sysprepSecret', [name], (given) => (
      new VolumeSource({ sysprep: { secret: { name: nameOf(given) } } })));
  }

  /**
   * Answers for the setup of Windows, under the key `autounattend.xml` or `unattend.xml` of a ConfigMap. With
   * `Guest.windows` they are its `sysprep`.
   */
  public static sysprepConfigMap(name: string | INamed): VolumeSource {
    return madeOf('VolumeSource.sysprepConfigMap', [name], (given) => (
      new VolumeSource({ sysprep: { configMap: { name: nameOf(given) } } })));
  }

  private constructor(
    /** @internal */
    public readonly _fields: Fields,
    /** The disk of the program that it is. @internal */
    public readonly _disk?: PersistentDisk,
  ) {}

  /** The volume with a name. @internal */
  public _volume(name: string): Volume {
    return { name, ...this._fields };
  }
}
