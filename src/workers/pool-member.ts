import type { VirtualMachineSpec } from '../../imports/kubevirt.io';
import type { VirtualMachinePoolSpec } from '../../imports/pool.kubevirt.io';
import { withInventory } from '../inventory/inventory';
import { offeredSize } from '../inventory/sized';
import { applyInstancetype } from '../machines/apply-instancetype';
import type { OfferedSize } from '../machines/offered-size';
import { requiredGates } from '../machines/required-gates';
import type { Tenant } from '../tenants/tenant';

/** What a pool's members need of their cluster and their tenant, whenever someone asks. */
export class PoolMember {
  private known?: { readonly machine: VirtualMachineSpec; readonly size: OfferedSize['spec']; readonly gates: readonly string[] };

  constructor(private readonly spec: () => VirtualMachinePoolSpec | undefined, private readonly tenant: Tenant) {}

  /** The feature gates that the members need and that the release asks for. */
  public gates(): readonly string[] {
    const machine = this.spec()?.virtualMachineTemplate.spec;
    if (machine === undefined) return [];
    const size = this.size(machine);
    // A cluster asks several times a synthesis.
    if (this.known?.machine !== machine || this.known.size !== size?.spec) {
      this.known = { machine, size: size?.spec, gates: requiredGates(sized(machine, size)).filter((gate) => this.isGated(gate)) };
    }
    return this.known.gates;
  }

  /** The size that a machine names, where it is one of the tenant's. */
  private size({ instancetype }: VirtualMachineSpec): OfferedSize | undefined {
    const { kind, name } = instancetype ?? {};
    if (kind !== 'VirtualMachineInstancetype' || name === undefined) return undefined;
    return withInventory(this.tenant, ({ clusters }) => {
      const view = clusters.find(({ where }) => where === this.tenant.cluster.node.path);
      return view && offeredSize(view, kind, name, this.tenant.namespaceName);
    });
  }

  /**
   * Whether the release asks for a gate: one that it deprecates, it asks for no more. A field whose gate it does not know is not in its
   * schema either, which is checked elsewhere.
   */
  private isGated(gate: string): boolean {
    const state = this.tenant.cluster.kubevirt.featureGateState(gate);
    return state !== undefined && state !== 'GA' && state !== 'Deprecated';
  }
}

function sized(machine: VirtualMachineSpec, size: OfferedSize | undefined): VirtualMachineSpec {
  return size === undefined ? machine : applyInstancetype(machine, size);
}
