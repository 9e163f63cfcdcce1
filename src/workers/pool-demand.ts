import type { VirtualMachineSpec } from '../../imports/kubevirt.io';
import { launcherRequests, LauncherRequests } from '../machines/launcher-overhead';
import type { Overcommit } from '../machines/overcommit';
import type { Demand } from '../tenants/demand';
import { Quantity } from '../toolkit/quantity';
import { items } from '../toolkit/shape';

/** What one member of a pool asks of its namespace. `sized` is its machine with the size laid over it, where the program knows the size. */
export function memberDemand(sized: VirtualMachineSpec, overcommit: Overcommit): Omit<Demand, 'path' | 'machines'> {
  const disks = items(sized.dataVolumeTemplates).map(({ spec }) => (spec?.storage ?? spec?.pvc)?.resources?.requests?.storage);
  const sizes = disks.map((size) => (size === undefined ? undefined : Quantity.parse(size)));
  const known = sizes.filter((size) => size !== undefined);
  return {
    ...requests(sized, overcommit),
    storage: sizes.every((size) => size !== undefined) ? sizes.reduce((sum, size) => sum.plus(size), Quantity.ZERO) : undefined,
    largestDisk: known.length > 0 ? known.reduce((one, other) => (one.isLessThan(other) ? other : one)) : undefined,
    volumes: disks.length,
  };
}

function requests(sized: VirtualMachineSpec, overcommit: Overcommit): LauncherRequests {
  const vmi = sized.template.spec;
  const unknown = vmi === undefined || (sized.instancetype !== undefined && vmi.domain?.memory?.guest === undefined);
  return unknown ? {} : launcherRequests(vmi, overcommit);
}
