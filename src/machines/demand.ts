import { launcherRequests, LauncherRequests } from './launcher-overhead';
import type { Overcommit } from './overcommit';
import type { VirtualMachineSpec } from '../../imports/kubevirt.io';
import { Quantity } from '../toolkit/quantity';
import { items } from '../toolkit/shape';

/** What one machine requests from its namespace while it runs. */
export interface MachineDemand extends LauncherRequests {
  /** Bytes of all disks that belong to the machine; undefined if the size of one is unknown. */
  readonly storage?: Quantity;
  /** Bytes of the largest disk that belongs to the machine; undefined if no size is known. */
  readonly largestDisk?: Quantity;
  /** The number of PersistentVolumeClaims that belong to the machine. */
  readonly volumes: number;
}

/**
 * What a machine requests from its namespace. `sized` is the machine with its size applied, if the program knows the
 * size; `clonedSize` is the size of what a disk without a size, given by its number, is cloned from.
 */
export function machineDemand(
  sized: VirtualMachineSpec,
  overcommit: Overcommit,
  clonedSize: (disk: number) => Quantity | undefined = () => undefined,
): MachineDemand {
  const disks = items(sized.dataVolumeTemplates).map(
    ({ spec }) => (spec?.storage ?? spec?.pvc)?.resources?.requests?.storage,
  );
  const sizes = disks.map((size, disk) => (size === undefined ? clonedSize(disk) : Quantity.parse(size)));
  const known = sizes.filter((size) => size !== undefined);
  const isKnown = known.length === sizes.length;
  return {
    ...requests(sized, overcommit),
    storage: isKnown ? known.reduce((sum, size) => sum.plus(size), Quantity.ZERO) : undefined,
    largestDisk: known.length > 0 ? known.reduce((one, other) => (one.isLessThan(other) ? other : one)) : undefined,
    volumes: disks.length,
  };
}

function requests(sized: VirtualMachineSpec, overcommit: Overcommit): LauncherRequests {
  const vmi = sized.template.spec;
  if (vmi === undefined) return {};
  const isUnknown = sized.instancetype !== undefined && vmi.domain?.memory?.guest === undefined;
  return isUnknown ? {} : launcherRequests(vmi, overcommit);
}
