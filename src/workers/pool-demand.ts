import type { VirtualMachineSpec } from '../../imports/kubevirt.io';
import { launcherRequests, LauncherRequests } from '../machines/launcher-overhead';
import type { Demand } from '../tenants/demand';
import type { Tenant } from '../tenants/tenant';
import { Quantity } from '../validation/quantity';
import { items } from '../validation/shape';

/** What one member of a pool asks of its namespace, given the sizes that the tenant offers by name and how its cluster overcommits. */
export function memberDemand(machine: VirtualMachineSpec | undefined, tenant: Tenant): Omit<Demand, 'path' | 'machines'> {
  const disks = items(machine?.dataVolumeTemplates).map(({ spec }) => (spec?.storage ?? spec?.pvc)?.resources?.requests?.storage);
  const sized = disks.map((size) => (size === undefined ? undefined : Quantity.parse(size)));
  return {
    ...requests(machine, tenant),
    storage: sized.every((size) => size !== undefined) ? sized.reduce((sum, size) => sum.plus(size), Quantity.ZERO) : undefined,
    volumes: disks.length,
  };
}

function requests(machine: VirtualMachineSpec | undefined, tenant: Tenant): LauncherRequests {
  const vmi = machine?.template?.spec;
  if (vmi === undefined) return {};
  const { kind, name } = machine?.instancetype ?? {};
  const size = kind === 'VirtualMachineInstancetype' && name !== undefined ? tenant._sizes.get(name) : undefined;
  return machine?.instancetype !== undefined && size === undefined ? {} : launcherRequests(vmi, size, tenant.cluster._overcommit());
}
