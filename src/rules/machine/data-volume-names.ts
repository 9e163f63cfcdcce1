import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { OWN_DISKS } from '../../machines/disks/machine-volume';
import type { MachineProps } from '../../machines/machine-props';
import { didYouMean } from '../../toolkit/nearest';
import type { PropRule } from '../rule';
import { kubevirt } from '../sources';

export const DATA_VOLUME_NAMES: PropRule = {
  id: 'VM204',
  name: 'machines/data-volume-names',
  on: 'props',
  severity: Severity.ERROR,
  title: 'dataVolumeNames names disks that the machine owns',
  why: 'KubeVirt knows a disk by the name of its DataVolume. If the name did not reach it, the machine would '
    + 'start with a new, empty disk.',
  remedy: 'Write "boot" or the name of an extra disk.',
  source: kubevirt('pkg/virt-controller/watch/vm/vm.go: handleDataVolumes'),
  acceptable: false,
};

/** Reports names for disks that the machine does not have, or that are not its own. */
export function* dataVolumeNameFaults(
  names: { readonly [disk: string]: string } | undefined, props: MachineProps,
): Iterable<Fault> {
  const own = ownDisks(props);
  for (const disk of Object.keys(names ?? {}).filter((each) => !own.includes(each))) {
    const known = own.length === 0 ? 'it owns none' : `it owns ${own.map((each) => `"${each}"`).join(', ')}`;
    yield fault(`dataVolumeNames.${disk}`, `names the disk "${disk}", which the machine does not own: ${known}`,
      `${didYouMean(disk, own)} ${DATA_VOLUME_NAMES.remedy}`.trimStart());
  }
}

/** The names of the disks that a machine has DataVolumes for. */
function ownDisks({ boot, extraDisks = [] }: MachineProps): string[] {
  const { volume, withoutDisk } = boot?._content ?? {};
  const isOwn = volume === undefined && withoutDisk !== true;
  return [...(isOwn ? [OWN_DISKS.boot] : []), ...extraDisks.map(({ name }) => name)];
}
