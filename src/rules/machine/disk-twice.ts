import { located } from './paths';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { claimNameOf, isSharedSafely } from '../../machines/disks/claim-volumes';
import { VMI } from '../../machines/machine';
import type { MachineRule } from '../rule';
import { own } from '../sources';

export const DISK_TWICE: MachineRule = {
  id: 'VM163',
  name: 'machines/disk-twice',
  on: 'machine',
  concerns: ['volumes.dataVolume', 'volumes.persistentVolumeClaim'],
  severity: Severity.ERROR,
  title: 'A machine does not have a disk twice',
  why: 'The guest sees two disks with the same content, and destroys it if it mounts both. QEMU does not start with a '
    + 'file that it would write to twice.',
  remedy: 'Leave one of the volumes out, or mark both disks shareable.',
  source: own(),
  acceptable: true,

  *check({ spec, vmi }) {
    const seen = new Map<string, { readonly volume: string; readonly isSafe: boolean }>();
    for (const [volume, at] of located(vmi.volumes, `${VMI}.volumes`)) {
      const claim = claimNameOf(volume);
      if (claim === undefined) continue;
      const isSafe = isSharedSafely(volume, spec);
      const other = seen.get(claim);
      if (other === undefined) {
        seen.set(claim, { volume: volume.name, isSafe });
      } else if (!isSafe || !other.isSafe) {
        yield fault(at, `is the disk "${claim}", which the volume "${other.volume}" of the machine is as well`,
          this.remedy);
      }
    }
  },
};
