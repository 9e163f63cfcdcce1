import type { InstancetypeMatcher } from '../../imports/kubevirt.io';

/** What a guest prefers, such as buses and firmware. It only applies to what its machine leaves open. */
export class MachinePreference {
  /** A VirtualMachinePreference in the machine's own namespace. */
  public static preference(name: string): MachinePreference {
    return new MachinePreference('VirtualMachinePreference', name);
  }

  /** A VirtualMachineClusterPreference, such as `ubuntu`. */
  public static clusterPreference(name: string): MachinePreference {
    return new MachinePreference('VirtualMachineClusterPreference', name);
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
