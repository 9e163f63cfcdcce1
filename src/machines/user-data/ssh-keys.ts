import { CloudInitType } from './cloud-init';
import type { AccessCredential, PropagationMethod } from '../../../imports/kubevirt.io';
import { madeOf } from '../../props/made';
import { INamed, nameOf } from '../../toolkit/named';

/**
 * SSH public keys for a machine, in a Secret in its namespace: each key of the Secret holds one authorized_keys line.
 */
export class SshKeys {
  /** Keys that cloud-init writes at the guest's first boot. The machine needs `cloudInit`. */
  public static fromSecret(name: string | INamed): SshKeys {
    return madeOf('SshKeys.fromSecret', [name], (given) => new SshKeys(nameOf(given)));
  }

  /**
   * Keys that the guest agent writes into the running guest, and again whenever the Secret changes.
   * @param name the Secret, or its name
   * @param users the users of the guest that get the keys; at least one
   */
  public static fromSecretByGuestAgent(name: string | INamed, users: string[]): SshKeys {
    const make = (given: string | INamed, list: string[]): SshKeys => new SshKeys(nameOf(given), list);
    return madeOf('SshKeys.fromSecretByGuestAgent', [name, users], make);
  }

  private constructor(
    private readonly secret: string,
    private readonly users?: readonly string[],
  ) {}

  /** The access credential of a machine, for its type of cloud-init data. @internal */
  public _credential(type: CloudInitType): AccessCredential {
    return {
      sshPublicKey: { source: { secret: { secretName: this.secret } }, propagationMethod: this.propagation(type) },
    };
  }

  private propagation(type: CloudInitType): PropagationMethod {
    if (this.users !== undefined) return { qemuGuestAgent: { users: this.users } };
    return type === CloudInitType.NO_CLOUD ? { noCloud: {} } : { configDrive: {} };
  }
}
