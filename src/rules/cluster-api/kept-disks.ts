import { capi } from './names';
import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';

export const DISKS_OF_NODES: PropRule = {
  id: 'CAPI024',
  name: 'cluster-api/disks-of-nodes',
  on: 'props',
  severity: Severity.WARNING,
  title: 'A pool of Cluster API says that its disks hold no data that matters',
  why: 'Cluster API deletes a machine with its disks when the number is lowered, when the machine is replaced, and '
    + 'when the Cluster is deleted. It knows no pool whose disks stay.',
  remedy: 'Write stateless: true, or use PoolBackend.virtualMachinePool().',
  source: capi('core/reconcilers/machineset/machineset_controller.go: syncReplicas'),
  acceptable: true,
};
