import { BACKUP, CLONE, CONTENT, EXPORT, RESTORE } from './kinds';
import { sourceMachine } from './machines';
import type { VirtualMachineRestore } from '../../../imports/snapshot.kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault, wholeFault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { table } from '../../toolkit/table';
import type { ObjectRule } from '../rule';
import { kubevirt, own } from '../sources';

const PAGE = 'docs/how-to/snapshots.md';

/** What becomes of each kind if Git holds it. */
const AGAIN: { readonly [kind: string]: string } = table({
  // pkg/storage/snapshot/restore.go: reconcileSpec; it is owned by its machine.
  [RESTORE]: 'is done once. In Git it is done again wherever it is missing, such as after it was deleted, and then '
    + 'writes the disks and the spec of the snapshot over the machine',
  // pkg/virt-controller/watch/clone/clone.go: execute deletes the clone of a machine that is gone.
  [CLONE]: 'is done once, and KubeVirt deletes it when the machine that it made is deleted. In Git it is done again '
    + 'then, so that machine comes back; and Git does not hold the machine itself',
  // pkg/storage/export/export/export.go: checkPod.
  [EXPORT]: 'is deleted by KubeVirt when its time is over, after two hours unless ttlDuration says otherwise. In Git '
    + 'it is made again by the next sync, so the disk is served without end',
  // pkg/storage/cbt; https://github.com/openshift/oadp-operator/pull/2398: backup tools make and delete it themselves.
  [BACKUP]: 'is one run of a backup, which backup tools make and delete themselves. In Git it is made again by the '
    + 'next sync after that',
  // pkg/storage/snapshot/snapshot.go: createContent.
  [CONTENT]: 'is written by KubeVirt for each VirtualMachineSnapshot. In Git it holds a machine that nobody took a '
    + 'snapshot of',
});

export const DONE_ONCE: ObjectRule = {
  id: 'SNAP040',
  name: 'snapshots/done-once',
  on: 'object',
  kinds: Object.keys(AGAIN),
  severity: Severity.WARNING,
  title: 'A bundle holds no restore, clone, export, backup or content of a snapshot',
  why: 'These objects are tasks, not states: a controller does them once and is done, deletes them, or writes them '
    + 'itself. A sync applies whatever is missing, and so has them done again.',
  remedy: `Create it with kubectl or virtctl when it is needed (${PAGE}).`,
  source: own(PAGE),
  acceptable: true,

  *check(object: { readonly kind: string }, entry: Entry) {
    if (entry.kind === 'VirtualMachineRestore' && isReplaced(object as unknown as VirtualMachineRestore, entry)) return;
    yield wholeFault(`a ${entry.kind} ${AGAIN[`${entry.group}/${entry.kind}`]}`, DONE_ONCE.remedy);
  },
};

export const RESTORED_OVER: ObjectRule = {
  id: 'SNAP041',
  name: 'snapshots/restored-over',
  on: 'object',
  kinds: [RESTORE],
  severity: Severity.ERROR,
  title: 'A VirtualMachineRestore gives no other disks to a machine that is in Git',
  why: 'It gives the machine disks of new names and deletes the old DataVolumes of its templates. The next sync writes '
    + 'the old names again: KubeVirt makes those disks anew from the image, and the restored ones are left unused.',
  remedy: `Suspend the sync, and restore by hand with volumeRestorePolicy InPlace (${PAGE}).`,
  source: kubevirt('pkg/storage/snapshot/restore.go: restoreVolumeName, deleteObsoleteVolumes'),
  acceptable: true,

  *check(restore: VirtualMachineRestore, entry: Entry) {
    if (!isReplaced(restore, entry)) return;
    yield fault('spec.volumeRestorePolicy', `is ${restore.spec.volumeRestorePolicy ?? 'missing'}, so the restore gives `
      + `machine "${restore.spec.target.name}" disks of other names, and deletes the old ones. The bundle holds that `
      + 'machine, so the next sync takes the restored disks away from it', RESTORED_OVER.remedy);
  },
};

/** Whether a restore gives a machine of the bundle disks of other names. */
function isReplaced({ spec }: VirtualMachineRestore, entry: Entry): boolean {
  return spec.volumeRestorePolicy !== 'InPlace' && sourceMachine(entry, spec.target.name) !== undefined;
}
