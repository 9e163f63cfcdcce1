import type { CloudInitConfigDrive, Volume } from '../../../imports/kubevirt.io';
import { madeOf } from '../../props/made';
import { INamed, nameOf } from '../../toolkit/named';
import { defined } from '../../toolkit/shape';

/** How cloud-init finds its data. */
export enum CloudInitType {
  /** A disk with the label cidata, as most images expect. */
  NO_CLOUD = 'noCloud',
  /**
   * An OpenStack config drive, as some images expect, such as Fedora CoreOS, Flatcar, Talos, and Windows
   * with cloudbase-init.
   */
  CONFIG_DRIVE = 'configDrive',
}

/** Further options for cloud-init data in a Secret. */
export interface CloudInitSecretProps {
  /**
   * The Secret, or its name, with the network configuration, under the key `networkdata`. It must name every interface,
   * those with DHCP too: without an entry, an interface has no address (docs/how-to/run-and-stop-machines.md).
   * @default - none, the guest uses DHCP
   */
  readonly networkDataSecret?: string | INamed;
  /**
   * How cloud-init finds its data.
   * @default CloudInitType.NO_CLOUD
   */
  readonly type?: CloudInitType;
}

/** Cloud-init data as text, without secrets. */
export interface CloudInitText {
  /**
   * The user data, at most 2048 bytes.
   * @default - none
   */
  readonly userData?: string;
  /**
   * The network configuration, at most 2048 bytes. It must name every interface, those with DHCP too: without an
   * entry, an interface has no address.
   * @default - none, the guest uses DHCP
   */
  readonly networkData?: string;
  /**
   * How cloud-init finds its data.
   * @default CloudInitType.NO_CLOUD
   */
  readonly type?: CloudInitType;
}

/** The configuration of a guest at its first boot. */
export class CloudInit {
  /**
   * Reads the user data from a Secret in the machine's namespace, under the key `userdata`. The Secret must be created
   * separately: by an ExternalSecret, by a SealedSecret, or by hand. Its content is never written to the YAML.
   * @param name the Secret's name, or an object that has it, such as a Secret of cdk8s-plus
   */
  public static fromSecret(name: string | INamed, props: CloudInitSecretProps = {}): CloudInit {
    return madeOf(
      'CloudInit.fromSecret',
      [name, props],
      (secret, { networkDataSecret, type = CloudInitType.NO_CLOUD }) => {
        const networkDataSecretRef = networkDataSecret === undefined ? undefined : { name: nameOf(networkDataSecret) };
        return new CloudInit(type, defined({ secretRef: { name: nameOf(secret) }, networkDataSecretRef }));
      },
    );
  }

  /** Writes the data into the machine, where everyone may read it. Data that looks like a secret is refused. */
  public static inline(text: CloudInitText): CloudInit {
    return madeOf(
      'CloudInit.inline',
      [text],
      ({ userData, networkData, type = CloudInitType.NO_CLOUD }) =>
        new CloudInit(type, defined({ userData, networkData })),
    );
  }

  private constructor(
    /** How cloud-init finds its data. */
    public readonly type: CloudInitType,
    private readonly source: CloudInitConfigDrive,
  ) {}

  /** The volume of a machine that holds the data. @internal */
  public _volume(name: string): Volume {
    return this.type === CloudInitType.NO_CLOUD
      ? { name, cloudInitNoCloud: this.source }
      : { name, cloudInitConfigDrive: this.source };
  }
}
