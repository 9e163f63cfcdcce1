import type { DataVolumeTemplate, VirtualMachineSpec, Volume } from '../../../imports/kubevirt.io';
import { items } from '../../toolkit/shape';

/** The name of the claim that a volume is, which a DataVolume gives its own name; undefined for other volumes. */
export function claimNameOf({ dataVolume, persistentVolumeClaim }: Volume): string | undefined {
  return dataVolume?.name ?? persistentVolumeClaim?.claimName;
}

/** The DataVolume template that makes a claim for a machine, if the machine has one of that name. */
export function templateNamed(claim: string | undefined, spec: VirtualMachineSpec): DataVolumeTemplate | undefined {
  if (claim === undefined) return undefined;
  return items(spec.dataVolumeTemplates).find(({ metadata }) => metadata?.name === claim);
}

/** Whether several machines can use a volume at once: virtiofs shares a directory without a file system of a guest. */
export function isSharedSafely(volume: Volume, machine: VirtualMachineSpec): boolean {
  if (volume.ephemeral !== undefined || volume.persistentVolumeClaim?.readOnly === true) return true;
  const { disks, filesystems } = machine.template?.spec?.domain?.devices ?? {};
  const disk = items(disks).find((each) => each.name === volume.name);
  if (disk === undefined && items(filesystems).some((each) => each.name === volume.name)) return true;
  return disk?.shareable === true || disk?.cdrom !== undefined || disk?.disk?.readonly === true;
}
