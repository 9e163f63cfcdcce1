import { Severity } from '../../findings/finding';
import { Fault, fault, wholeFault } from '../../findings/rule';
import type { MachineProps } from '../../machines/machine-props';
import { present } from '../../toolkit/shape';
import type { PropRule } from '../rule';
import { cdi, kubevirt, own } from '../sources';

export const BOOT_SOURCE: PropRule = {
  id: 'VM148',
  name: 'machines/boot-source',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A machine boots from one thing: a clone of an image, or what boot says',
  why: 'Without either there is no boot disk, and a machine has only one.',
  remedy: 'Write image: a GoldenImage, or boot: such as Boot.containerDisk(…).',
  source: own(),
  acceptable: false,
};

/**
 * Whether the props say once what the machine boots from.
 * @param remedy what to write if nothing does
 */
export function* bootSourceFaults({ image, boot }: MachineProps, remedy: string): Iterable<Fault> {
  if (image !== undefined && boot !== undefined) {
    yield fault('boot', 'is written beside image, but a machine boots from one of them', 'Leave one of them out.');
  }
  if (image === undefined && boot === undefined) {
    yield wholeFault('image and boot are missing, so the machine has nothing to boot from', remedy);
  }
}

export const BOOT_DISK_PROPS: PropRule = {
  id: 'VM149',
  name: 'machines/boot-disk',
  on: 'props',
  severity: Severity.ERROR,
  title: 'bootDisk is beside a boot disk, and says how it is stored only if it is the machine\'s own',
  why: 'A disk that exists apart from the machine is stored as it is, and boot states the size of an own one.',
  remedy: 'Leave it out.',
  source: own(),
  acceptable: false,
};

const STORED: readonly string[] = [
  'capacity', 'storageClassName', 'accessModes', 'volumeMode', 'labels', 'annotations',
];

/** Parts of bootDisk that have no meaning beside boot. */
export function* bootDiskFaults({ boot, bootDisk }: MachineProps): Iterable<Fault> {
  if (boot === undefined) return;
  const { volume, imported, withoutDisk } = boot._content;
  const given = present(bootDisk);
  const written = given.filter((prop) => STORED.includes(prop));
  if (withoutDisk === true) {
    if (given.length > 0) {
      yield fault('bootDisk', `has ${given.join(', ')}, but the machine has no boot disk`, 'Leave it out.');
    }
  } else if (volume !== undefined && written.length > 0) {
    yield fault('bootDisk', `has ${written.join(', ')}, but boot names a disk that exists apart from the machine, so `
      + 'nothing is stored for it', `Leave ${written.length > 1 ? 'them' : 'it'} out.`);
  } else if (volume === undefined && bootDisk?.capacity !== undefined) {
    const call = imported === undefined ? 'Boot.iso' : 'Boot.imported';
    yield fault('bootDisk.capacity', `is written beside ${call}, which states the size itself`,
      `Leave it out, and write the capacity in ${call}(…).`);
  }
}

export const BOOT_REFRESH: PropRule = {
  id: 'VM150',
  name: 'machines/boot-refresh',
  on: 'props',
  severity: Severity.ERROR,
  title: 'What a machine or a disk imports has no schedule',
  why: 'It is imported once, when the disk is made. Only a golden image is kept fresh, by a DataImportCron.',
  remedy: 'Leave refresh out, or clone a GoldenImage that has it.',
  source: cdi('pkg/apis/core/v1beta1/types.go: DataImportCronSpec', 'v1.65.0'),
  acceptable: false,
};

/** A schedule for something that is imported once. */
export function refreshFaults(refresh: string | undefined, what: string): Fault[] {
  if (refresh === undefined) return [];
  return [fault(what, `has refresh "${refresh}", but a disk is filled once and is not refreshed`,
    BOOT_REFRESH.remedy)];
}

export const UNVERIFIED_BOOT: PropRule = {
  id: 'VM166',
  name: 'machines/unverified-boot',
  on: 'props',
  severity: Severity.ERROR,
  title: 'What a machine imports has neither a checksum nor insecureSkipVerify',
  why: 'The templates of DataVolumes in a machine do not have these fields, so KubeVirt passes them on to nobody.',
  remedy: 'Import it by a GoldenImage or a Disk, or leave the option out.',
  source: kubevirt('staging/src/kubevirt.io/api/core/v1/types.go: DataVolumeTemplateSpec'),
  acceptable: false,
};

/** The props of the options that say how the content of a boot disk is verified. */
export const VERIFYING = ['boot source checksum', 'boot source insecureSkipVerify'];

/** Options that say how an import is verified, of a boot disk that a machine imports itself. */
export function unverifiedFaults(options: readonly string[] = []): Fault[] {
  return options.map((option) => fault('boot', `has ${option}, which KubeVirt does not pass on to CDI`,
    `Import it by a GoldenImage or a Disk, which have ${option}, or leave it out.`));
}
