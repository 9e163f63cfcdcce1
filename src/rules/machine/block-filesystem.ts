import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import type { EmbeddedMachine } from '../../machines/embedded';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubernetes } from '../sources';
import { sharedVolumes } from './filesystem-volumes';

export const BLOCK_FILESYSTEM: MachineRule = {
  id: 'VM172',
  name: 'machines/block-filesystem',
  on: 'machine',
  concerns: ['domain.devices.filesystems'],
  severity: Severity.ERROR,
  title: 'The claim of a filesystem is not a block device',
  why: 'A block device has no directory that virtiofs could share. The kubelet does not start a pod that mounts one.',
  remedy: 'Write the volume mode Filesystem for the claim, or show the volume as a disk.',
  source: kubernetes('pkg/kubelet/volumemanager/populator/desired_state_of_world_populator.go: createVolumeSpec'),
  acceptable: true,

  *check(machine, entry) {
    for (const [volume, at] of sharedVolumes(machine.vmi)) {
      const claim = volume.persistentVolumeClaim?.claimName ?? volume.dataVolume?.name;
      if (claim === undefined || volumeModeOf(claim, machine, entry) !== 'Block') continue;
      yield fault(at, `is the filesystem "${volume.name}" of the claim "${claim}", which is a block device, so the `
        + 'machine would not start', this.remedy);
    }
  },
};

/** The volume mode that a claim or its DataVolume states; undefined if it states none or is not in the bundle. */
function volumeModeOf(name: string, { spec }: EmbeddedMachine, { cluster, namespace }: Entry): string | undefined {
  const own = items(spec.dataVolumeTemplates).find(({ metadata }) => metadata?.name === name);
  if (own !== undefined) return own.spec?.storage?.volumeMode ?? own.spec?.pvc?.volumeMode;
  const claim: any = cluster?.find('', 'PersistentVolumeClaim', name, namespace)?.object?.spec;
  if (claim !== undefined) return claim.volumeMode;
  const dataVolume: any = cluster?.find('cdi.kubevirt.io', 'DataVolume', name, namespace)?.object?.spec;
  return dataVolume?.storage?.volumeMode ?? dataVolume?.pvc?.volumeMode;
}
