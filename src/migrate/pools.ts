import { Weight } from './change';
import type { Migration } from './migration';

/** What pools of this library say where KubeVirt's own defaults delete machines or disks. */
const SAFE = [
  {
    field: 'maxUnavailable',
    value: 1,
    reason: 'without it, KubeVirt takes all members away at once. Write another number if more may be away',
  },
  {
    field: 'updateStrategy',
    value: { unmanaged: {} },
    reason: 'without it, a changed template restarts members, and a changed disk deletes them with their disks. Write '
      + 'proactive if that is wanted',
  },
  {
    field: 'scaleInStrategy',
    value: { proactive: { statePreservation: 'Offline', selectionPolicy: { sortPolicy: 'DescendingOrder' } } },
    reason: 'without it, fewer replicas delete any members with their disks. Write Disabled if that is wanted',
  },
];

/** Pools state what happens to their members, instead of leaving it to defaults that lose data. */
export function makePoolsSafe(migration: Migration): void {
  for (const editor of migration.of('pool.kubevirt.io', 'VirtualMachinePool')) {
    for (const { field, value, reason } of SAFE) {
      const path = `spec.${field}`;
      if (!editor.has(path)) editor.set(path, value, reason, Weight.WARNING);
    }
  }
}
