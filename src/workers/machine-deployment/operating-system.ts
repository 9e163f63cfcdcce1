import type { OperatingSystemSpec } from '../../machine-controller/operating-systems';
import { madeOf } from '../../props/made';
import { defined } from '../../toolkit/shape';

/** Options of Ubuntu and Rocky Linux. */
export interface UpgradedSystemOptions {
  /**
   * Whether all packages are upgraded when a node boots first, which takes longer.
   * @default false
   */
  readonly distUpgradeOnBoot?: boolean;
}

/** What reads the user data of Flatcar. */
export enum ProvisioningUtility {
  IGNITION = 'ignition',
  CLOUD_INIT = 'cloud-init',
}

/** Options of Flatcar. */
export interface FlatcarOptions {
  /**
   * Whether Flatcar does not update itself. Updates reboot nodes; with false, install an operator that drains them
   * first.
   * @default false
   */
  readonly disableAutoUpdate?: boolean;
  /**
   * Whether locksmithd, which reboots after an update, is off.
   * @default false
   */
  readonly disableLocksmithD?: boolean;
  /**
   * Whether update-engine, which downloads updates, is off.
   * @default false
   */
  readonly disableUpdateEngine?: boolean;
  /**
   * What reads the user data.
   * @default ProvisioningUtility.IGNITION
   */
  readonly provisioningUtility?: ProvisioningUtility;
}

/**
 * Options of Red Hat Enterprise Linux. Passwords, tokens and activation keys have no option: a MachineDeployment is in
 * Git, and everyone who may read it in the cluster could read them. machine-controller reads them from its environment
 * (`RHEL_SUBSCRIPTION_MANAGER_USER`, `RHEL_SUBSCRIPTION_MANAGER_PASSWORD`, `REDHAT_SUBSCRIPTIONS_OFFLINE_TOKEN`).
 */
export interface RhelOptions extends UpgradedSystemOptions {
  /**
   * The user of the subscription manager.
   * @default - that of machine-controller's environment
   */
  readonly rhelSubscriptionManagerUser?: string;
  /**
   * Whether a subscription is attached.
   * @default - as operating-system-manager's profile says
   */
  readonly attachSubscription?: boolean;
  /**
   * Whether nodes register with a Satellite server.
   * @default false
   */
  readonly rhelUseSatelliteServer?: boolean;
  /**
   * The Satellite server, such as `satellite.example.com`.
   * @default - none
   */
  readonly rhelSatelliteServer?: string;
  /**
   * The organisation on the Satellite server.
   * @default - none
   */
  readonly rhelOrganizationName?: string;
}

/** The operating system of a pool's nodes, which machine-controller and operating-system-manager set up. */
export class NodeOperatingSystem {
  /** Ubuntu. */
  public static ubuntu(options: UpgradedSystemOptions = {}): NodeOperatingSystem {
    return madeOf('NodeOperatingSystem.ubuntu', [options], (given) => new NodeOperatingSystem('ubuntu', given));
  }

  /** Rocky Linux. */
  public static rockyLinux(options: UpgradedSystemOptions = {}): NodeOperatingSystem {
    return madeOf('NodeOperatingSystem.rockyLinux', [options], (given) => new NodeOperatingSystem('rockylinux', given));
  }

  /** Red Hat Enterprise Linux. */
  public static rhel(options: RhelOptions = {}): NodeOperatingSystem {
    return madeOf('NodeOperatingSystem.rhel', [options], (given) => new NodeOperatingSystem('rhel', given));
  }

  /**
   * Flatcar Container Linux. The infra cluster needs the feature gate ExperimentalIgnitionSupport, whatever reads the
   * user data, because machine-controller always passes them by an annotation; a `KubeVirtCluster` turns it on.
   */
  public static flatcar(options: FlatcarOptions = {}): NodeOperatingSystem {
    return madeOf('NodeOperatingSystem.flatcar', [options], (given) => new NodeOperatingSystem('flatcar', given));
  }

  /** The keys of `operatingSystemSpec`; machine-controller refuses a machine without any mapping. @internal */
  public readonly _spec: OperatingSystemSpec;

  private constructor(
    /** The name that machine-controller knows. @internal */
    public readonly _name: string,
    options: OperatingSystemSpec,
  ) {
    this._spec = defined({ ...options });
  }
}
