import { Severity } from '../../findings/finding';
import { wholeFault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { items } from '../../toolkit/shape';
import { ClusterRule, faultOf } from '../rule';
import { kubevirt } from '../sources';

export const DISK_NAMES: ClusterRule = {
  id: 'POOL017',
  name: 'workers/disk-shared-by-name',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'No two pools of a namespace have a disk of the same name',
  why: 'A member\'s disk is called "<template>-<number>", so members of both pools would take each other\'s disks: '
    + 'pool "a" with disk "b-c", and pool "a-b" with disk "c".',
  remedy: 'Give one of the disks or pools another name.',
  source: kubevirt('pkg/virt-controller/watch/pool/pool.go: indexVMSpec'),
  acceptable: false,

  *check(cluster: ClusterView) {
    const owners = new Map<string, Entry>();
    for (const pool of cluster.of('pool.kubevirt.io', 'VirtualMachinePool')) {
      for (const template of items(pool.machine?.spec.dataVolumeTemplates)) {
        const disk = String(template.metadata?.name);
        const key = `${pool.namespace}/${disk}`;
        const owner = owners.get(key) ?? pool;
        owners.set(key, owner);
        // Two pools of one name are reported as such.
        if (owner === pool || owner.object?.metadata.name === pool.object?.metadata.name) continue;
        yield faultOf(pool, wholeFault(
          `${owner.where} and ${pool.where} both have a disk "${disk}", so members of the two would `
            + 'take each other\'s disks',
          'Give one of the disks or pools another name.'));
      }
    }
  },
};
