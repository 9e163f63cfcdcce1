import type { CloudInitConfigDrive, Volume } from '../../imports/kubevirt.io';
import { defined } from '../toolkit/shape';

/** How cloud-init finds its data. */
export enum CloudInitType {
  /** A disk labelled cidata, as most images expect. */
  NO_CLOUD = 'noCloud',
  /** A disk in OpenStack's form, as some images expect, such as Flatcar and Windows with cloudbase-init. */
  CONFIG_DRIVE = 'configDrive',
}

/** More about cloud-init data that is in a Secret. */
export interface CloudInitSecretProps {
  /**
   * The Secret with the network configuration, under the key `networkdata`.
   * @default - none, the guest uses DHCP
   */
  readonly networkDataSecret?: string;
  /**
   * How cloud-init finds its data.
   * @default CloudInitType.NO_CLOUD
   */
  readonly type?: CloudInitType;
}

/** Cloud-init data that is not secret, as text. */
export interface CloudInitText {
  /**
   * The user data, at most 2048 bytes.
   * @default - none
   */
  readonly userData?: string;
  /**
   * The network configuration, at most 2048 bytes.
   * @default - none, the guest uses DHCP
   */
  readonly networkData?: string;
  /**
   * How cloud-init finds its data.
   * @default CloudInitType.NO_CLOUD
   */
  readonly type?: CloudInitType;
}

/** What a guest is configured with when it first boots. */
export class CloudInit {
  /**
   * Data in a Secret of the machine's namespace, under the key `userdata`. The Secret itself is made by someone else:
   * an ExternalSecret, a SealedSecret, by hand. What it holds never gets into the YAML.
   */
  public static fromSecret(name: string, props: CloudInitSecretProps = {}): CloudInit {
    const { networkDataSecret, type = CloudInitType.NO_CLOUD } = props;
    const networkDataSecretRef = networkDataSecret === undefined ? undefined : { name: networkDataSecret };
    return new CloudInit(type, defined({ secretRef: { name }, networkDataSecretRef }));
  }

  /** Data that everyone may read. What looks like a secret in it is refused. */
  public static inline(text: CloudInitText): CloudInit {
    const { userData, networkData, type = CloudInitType.NO_CLOUD } = text;
    return new CloudInit(type, defined({ userData, networkData }));
  }

  private constructor(
    /** How cloud-init finds its data. */
    public readonly type: CloudInitType,
    private readonly source: CloudInitConfigDrive,
  ) {}

  /** The volume of a machine that holds the data. @internal */
  public _volume(name: string): Volume {
    return this.type === CloudInitType.NO_CLOUD ? { name, cloudInitNoCloud: this.source } : { name, cloudInitConfigDrive: this.source };
  }
}
