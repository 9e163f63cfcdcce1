import type { VirtualMachineSpec } from '../../imports/kubevirt.io';
import { launcherRequests, LauncherRequests } from '../machines/launcher-overhead';
import type { Demand } from '../tenants/demand';
import type { OfferedSize } from '../tenants/offered-size';
import { Quantity } from '../validation/quantity';
import { items } from '../validation/shape';

/** What one member of a pool asks of its namespace, given the sizes that the namespace offers by name. */
export function memberDemand(machine: VirtualMachineSpec | undefined, sizes: ReadonlyMap<string, OfferedSize>): Omit<Demand, 'path' | 'machines'> {
  const disks = items(machine?.dataVolumeTemplates).map(({ spec }) => (spec?.storage ?? spec?.pvc)?.resources?.requests?.storage);
  const sized = disks.map((size) => (size === undefined ? undefined : Quantity.parse(size)));
  return {
    ...requests(machine, sizes),
    storage: sized.every((size) => size !== undefined) ? sized.reduce((sum, size) => sum.plus(size), Quantity.ZERO) : undefined,
    volumes: disks.length,
  };
}

function requests(machine: VirtualMachineSpec | undefined, sizes: ReadonlyMap<string, OfferedSize>): LauncherRequests {
  const vmi = machine?.template?.spec;
  if (vmi === undefined) return {};
  const { kind, name } = machine?.instancetype ?? {};
  const size = kind === 'VirtualMachineInstancetype' && name !== undefined ? sizes.get(name) : undefined;
  return machine?.instancetype !== undefined && size === undefined ? {} : launcherRequests(vmi, size);
}
