import { table } from '../toolkit/table';

/** What Ubuntu and Rocky Linux have in `operatingSystemSpec`. */
export interface UpgradedSpec {
  /** Whether the packages are upgraded when the machine boots first. Default: false. */
  readonly distUpgradeOnBoot?: boolean;
}

/** What Flatcar has in `operatingSystemSpec`. */
export interface FlatcarSpec {
  /** Whether Flatcar updates itself. */
  readonly disableAutoUpdate?: boolean;
  readonly disableLocksmithD?: boolean;
  readonly disableUpdateEngine?: boolean;
  /** What reads the user data: `ignition` or `cloud-init`. Default: ignition. */
  readonly provisioningUtility?: string;
}

/** What RHEL has in `operatingSystemSpec`. */
export interface RhelSpec extends UpgradedSpec {
  readonly rhelSubscriptionManagerUser?: string;
  readonly rhelSubscriptionManagerPassword?: string;
  readonly rhsmOfflineToken?: string;
  readonly attachSubscription?: boolean;
  readonly rhelUseSatelliteServer?: boolean;
  readonly rhelSatelliteServer?: string;
  readonly rhelOrganizationName?: string;
  readonly rhelActivationKey?: string;
}

/** `operatingSystemSpec`, whose keys depend on the operating system. */
export type OperatingSystemSpec = UpgradedSpec | FlatcarSpec | RhelSpec;

/** The type of a key of `operatingSystemSpec`. */
export type SystemKeyType = 'boolean' | 'string';

const UPGRADED = table<{ readonly [key: string]: SystemKeyType }>({ distUpgradeOnBoot: 'boolean' });

/**
 * The operating systems that machine-controller makes on KubeVirt, with the keys of their `operatingSystemSpec`
 * (machine-controller, `sdk/userdata`).
 */
export const OPERATING_SYSTEMS = table<{
  readonly [system: string]: { readonly [key: string]: SystemKeyType };
}>({
  ubuntu: UPGRADED,
  rockylinux: UPGRADED,
  flatcar: table({
    disableAutoUpdate: 'boolean',
    disableLocksmithD: 'boolean',
    disableUpdateEngine: 'boolean',
    provisioningUtility: 'string',
  }),
  rhel: table({
    distUpgradeOnBoot: 'boolean',
    rhelSubscriptionManagerUser: 'string',
    rhelSubscriptionManagerPassword: 'string',
    rhsmOfflineToken: 'string',
    attachSubscription: 'boolean',
    rhelUseSatelliteServer: 'boolean',
    rhelSatelliteServer: 'string',
    rhelOrganizationName: 'string',
    rhelActivationKey: 'string',
  }),
});

/** What reads the user data of Flatcar. */
export const PROVISIONING_UTILITIES: readonly string[] = ['ignition', 'cloud-init'];
