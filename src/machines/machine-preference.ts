import type { InstancetypeMatcher } from '../../imports/kubevirt.io';
import { madeOf } from '../props/made';

/** What a guest prefers, such as buses and firmware. It only applies to what its machine leaves open. */
export class MachinePreference {
  /** A VirtualMachinePreference in the machine's own namespace. */
  public static preference(name: string): MachinePreference {
    const kind = 'VirtualMachinePreference';
    return madeOf('MachinePreference.preference', [name], (text) => new MachinePreference(kind, text));
  }

  /** A VirtualMachineClusterPreference, such as `ubuntu`. */
  public static clusterPreference(name: string): MachinePreference {
    const kind = 'VirtualMachineClusterPreference';
    return madeOf('MachinePreference.clusterPreference', [name], (text) => new MachinePreference(kind, text));
  }

  private constructor(private readonly kind: string, private readonly name: string) {}

  /**
   * The reference in a machine's spec. KubeVirt takes a missing kind for the cluster-wide one, so the kind is always
   * written.
   * @internal
   */
  public _matcher(): InstancetypeMatcher {
    return { kind: this.kind, name: this.name };
  }
}
