import type { LaunchSecurity as Spec } from '../../../imports/kubevirt.io';
import { madeOf } from '../../props/made';
import { defined } from '../../toolkit/shape';

/** How AMD SEV protects a machine. */
export interface SevOptions {
  /**
   * Whether the registers of the virtual CPUs are encrypted too (SEV-ES).
   * @default false - KubeVirt's default
   */
  readonly encryptedState?: boolean;
}

/**
 * What keeps the node from reading the memory of the guest. The machine then cannot be live-migrated. Nodes must have
 * the hardware.
 */
export class LaunchSecurity {
  /**
   * AMD SEV. Needs `Firmware.efi({ secureBoot: false })`. Turns on the feature gate WorkloadEncryptionSEV where there
   * is one.
   */
  public static sev(options: SevOptions = {}): LaunchSecurity {
    return madeOf('LaunchSecurity.sev', [options], ({ encryptedState }) => {
      const policy = encryptedState === undefined ? undefined : { encryptedState };
      return new LaunchSecurity({ sev: defined({ policy }) });
    });
  }

  /**
   * AMD SEV-SNP. Needs `Firmware.efi({ secureBoot: false })`. Turns on the feature gate WorkloadEncryptionSEV where
   * there is one.
   */
  public static sevSnp(): LaunchSecurity {
    return new LaunchSecurity({ snp: {} });
  }

  /**
   * Intel TDX. Needs `Firmware.efi()`, and before KubeVirt v1.9.0 `Firmware.efi({ secureBoot: false })`. Turns on the
   * feature gate WorkloadEncryptionTDX where there is one.
   */
  public static tdx(): LaunchSecurity {
    return new LaunchSecurity({ tdx: {} });
  }

  /**
   * IBM Secure Execution. Needs `architecture: Architecture.S390X`. Turns on the feature gate SecureExecution where
   * there is one.
   */
  public static secureExecution(): LaunchSecurity {
    return new LaunchSecurity({});
  }

  private constructor(
    /** The protection in a machine's spec. @internal */
    public readonly _spec: Spec,
  ) {}
}
