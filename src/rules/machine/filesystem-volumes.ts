import type { Volume, VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { located } from './paths';

const SOURCE = kubevirt('pkg/virt-controller/services/virtiofs.go: generateContainerFromVolume; rendervolumes.go');
const SHARED = 'Share a claim, a DataVolume, a ConfigMap, a Secret, a ServiceAccount or the downward API, or show it '
  + 'as another device.';

/** Volumes that the launcher has no directory of. */
const WITHOUT_DIRECTORY = ['cloudInitConfigDrive', 'cloudInitNoCloud', 'emptyDisk', 'memoryDump'] as const;

export const FILESYSTEM_SOURCE: MachineRule = {
  id: 'VM073',
  name: 'machines/filesystem-source',
  on: 'machine',
  concerns: ['domain.devices.filesystems'],
  severity: Severity.ERROR,
  title: 'A volume that is shared as a filesystem is a directory of the launcher from its start',
  why: 'KubeVirt mounts the volume of the pod that has its name. The pod has none for an emptyDisk, for cloud-init '
    + 'data and for what is plugged in later, so Kubernetes refuses it.',
  remedy: SHARED,
  source: SOURCE,
  acceptable: false,

  *check({ vmi }) {
    for (const [volume, at] of sharedVolumes(vmi)) {
      const kind = WITHOUT_DIRECTORY.find((each) => volume[each] !== undefined);
      if (kind !== undefined) {
        yield fault(at, `is the filesystem "${volume.name}", but the launcher has no directory of its ${kind}, so `
          + 'Kubernetes refuses the launcher', SHARED);
      }
      const plugged = (['dataVolume', 'persistentVolumeClaim'] as const).find((each) => volume[each]?.hotpluggable);
      if (plugged === undefined) continue;
      yield fault(`${at}.${plugged}.hotpluggable`, `is true, but the filesystem "${volume.name}" has to be there when `
        + 'the launcher starts, so Kubernetes refuses the launcher', 'Leave it out.');
    }
  },
};

/** What a guest gets of a volume whose directory is not what the volume is for. */
const OTHER_CONTENT = {
  containerDisk: 'the guest sees the files of the image, and where the feature gate ImageVolume is off, Kubernetes '
    + 'refuses the launcher',
  downwardMetrics: 'the guest looks for the measurements on a disk',
  ephemeral: 'the guest writes to the claim itself, and nothing of it is lost when the machine stops',
  hostDisk: 'the guest sees the directory of the node that holds the file, with all that is in it',
  sysprep: 'Windows looks for its answers on a CD-ROM',
} as const;

export const FILESYSTEM_CONTENT: MachineRule = {
  id: 'VM074',
  name: 'machines/filesystem-content',
  on: 'machine',
  concerns: ['domain.devices.filesystems'],
  severity: Severity.ERROR,
  title: 'A volume that is made for a disk is not shared as a filesystem',
  why: 'KubeVirt shares the directory from which it makes the disk. That of an ephemeral volume is the claim, which '
    + 'the guest then writes to; that of a hostDisk is a directory of the node.',
  remedy: SHARED,
  source: SOURCE,
  acceptable: true,

  *check({ vmi }) {
    for (const [volume, at] of sharedVolumes(vmi)) {
      const kind = (Object.keys(OTHER_CONTENT) as (keyof typeof OTHER_CONTENT)[])
        .find((each) => volume[each] !== undefined);
      if (kind === undefined) continue;
      yield fault(at, `is the filesystem "${volume.name}" of a volume ${kind}: ${OTHER_CONTENT[kind]}`, SHARED);
    }
  },
};

/** The volumes of a machine that virtiofs shares, each with its path. */
export function sharedVolumes(vmi: VirtualMachineInstanceSpec): (readonly [volume: Volume, at: string])[] {
  const names = new Set(items(vmi.domain?.devices?.filesystems).map(({ name }) => name));
  return located(vmi.volumes, `${VMI}.volumes`).filter(([{ name }]) => names.has(name));
}
