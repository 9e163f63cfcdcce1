import type { AccessCredential } from '../../../imports/kubevirt.io';
import { madeOf } from '../../props/made';
import { INamed, nameOf } from '../../toolkit/named';

/**
 * Passwords of users of the guest, in a Secret in the machine's namespace: each key of the Secret is the name of a
 * user. The guest agent sets them in the running guest, and again whenever the Secret changes.
 */
export class GuestPasswords {
  /** Passwords in a Secret, which must be created separately. Its content is never written to the YAML. */
  public static fromSecret(name: string | INamed): GuestPasswords {
    return madeOf('GuestPasswords.fromSecret', [name], (given) => new GuestPasswords(nameOf(given)));
  }

  private constructor(private readonly secret: string) {}

  /** The access credential of a machine. @internal */
  public _credential(): AccessCredential {
    return {
      userPassword: {
        source: { secret: { secretName: this.secret } },
        propagationMethod: { qemuGuestAgent: {} },
      },
    };
  }
}
