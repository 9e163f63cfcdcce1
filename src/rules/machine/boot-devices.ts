import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { MachineProps } from '../../machines/machine-props';
import { present } from '../../toolkit/shape';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const BOOT_MEDIUM: PropRule = {
  id: 'VM173',
  name: 'machines/boot-medium',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The medium of an installation is a volume that can hold an ISO',
  why: 'KubeVirt makes a disk of the files of a ConfigMap, a Secret and the like, which holds no boot loader, and an '
    + 'emptyDisk is empty.',
  remedy: 'Write one with the ISO, such as VolumeSource.claim(…) or VolumeSource.containerDisk(…).',
  source: own(),
  acceptable: false,
};

const MEDIA = ['persistentVolumeClaim', 'dataVolume', 'containerDisk', 'ephemeral', 'hostDisk'] as const;

/** A medium that cannot be booted from. */
export function* bootMediumFaults({ boot }: MachineProps): Iterable<Fault> {
  // What is not a volume at all is reported.
  const medium = boot?._content.installation?.medium?._volume('medium');
  if (medium === undefined || MEDIA.some((kind) => medium[kind] !== undefined)) return;
  const [kind] = present(medium).filter((key) => key !== 'name');
  yield fault('boot', `installs from a volume ${kind}, which cannot hold an ISO`, BOOT_MEDIUM.remedy);
}

export const NOTHING_TO_BOOT: PropRule = {
  id: 'VM174',
  name: 'machines/nothing-to-boot',
  on: 'props',
  severity: Severity.WARNING,
  title: 'A machine without a boot disk has something else to boot from',
  why: 'It starts a kernel, or boots from what has a bootOrder. Otherwise the firmware takes whichever disk is first, '
    + 'or finds nothing.',
  remedy: 'Give one of volumes a bootOrder, or write Firmware.kernel(…).',
  source: own(),
  acceptable: true,
};

/** A machine that has neither a boot disk nor anything in its place. Overrides may add it. */
export function* nothingToBootFaults({ boot, firmware, volumes = [], overrides }: MachineProps): Iterable<Fault> {
  if (boot?._content.withoutDisk !== true || firmware?._spec.kernelBoot !== undefined) return;
  if (volumes.some(({ bootOrder }) => bootOrder !== undefined)) return;
  const { devices, firmware: other } = overrides?.template?.spec?.domain ?? {};
  if (other?.kernelBoot !== undefined || devices?.disks !== undefined || devices?.interfaces !== undefined) return;
  yield fault('boot', 'is without a disk, but firmware is not a kernel and none of volumes has a bootOrder',
    NOTHING_TO_BOOT.remedy);
}
