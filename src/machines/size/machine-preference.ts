import type { NamedPreference } from './named-preference';
import type { InstancetypeMatcher } from '../../../imports/kubevirt.io';
import { madeOf } from '../../props/made';
import { STAND_IN } from '../../props/usable';

const NAMESPACED = 'VirtualMachinePreference';

/** What a guest prefers, such as buses and firmware. It only applies to what its machine leaves open. */
export class MachinePreference {
  /** A VirtualMachinePreference in the machine's own namespace. */
  public static preference(name: string): MachinePreference {
    return madeOf('MachinePreference.preference', [name], (text) => new MachinePreference(NAMESPACED, text));
  }

  /** A VirtualMachineClusterPreference, such as `ubuntu`. */
  public static clusterPreference(name: string): MachinePreference {
    const kind = 'VirtualMachineClusterPreference';
    return madeOf('MachinePreference.clusterPreference', [name], (text) => new MachinePreference(kind, text));
  }

  /**
   * A `Preference` of this program. One below a tenant serves the tenant's machines; one below a cluster serves those
   * of all tenants.
   */
  public static from(preference: NamedPreference): MachinePreference {
    return madeOf('MachinePreference.from', [preference], (given: NamedPreference | undefined) => (
      new MachinePreference(given?._kind ?? NAMESPACED, given?.preferenceName ?? STAND_IN, given !== undefined)));
  }

  private constructor(
    private readonly kind: string,
    private readonly name: string,
    /** Whether it is that of an object of this program. @internal */
    public readonly _isOfProgram: boolean = false,
  ) {}

  /**
   * The reference in a machine's spec. KubeVirt takes a missing kind for the cluster-wide one, so the kind is always
   * written.
   * @internal
   */
  public _matcher(): InstancetypeMatcher {
    return { kind: this.kind, name: this.name };
  }
}
