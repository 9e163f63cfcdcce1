import { Severity } from '../../findings/finding';
import { wholeFault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { isSameObject } from '../../inventory/same-object';
import { items } from '../../toolkit/shape';
import { ClusterRule, faultOf, PlacedFault } from '../rule';
import { kubevirt } from '../sources';

export const DISK_OF_ANOTHER: ClusterRule = {
  id: 'VM153',
  name: 'machines/disk-of-another',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'No two VirtualMachines of a namespace have a disk of the same name',
  why: 'KubeVirt finds the disk of a DataVolume template by its name alone. The second machine would write to the disk '
    + 'of the first and destroy its data: machine "a" with disk "b-boot", and machine "a-b".',
  remedy: 'Give one of the machines or disks another name.',
  source: kubevirt('pkg/virt-controller/watch/vm/vm.go: handleDataVolumes'),
  acceptable: false,

  *check(cluster) {
    const members = disksOfPools(cluster);
    const owners = new Map<string, Entry>();
    for (const machine of cluster.of('kubevirt.io', 'VirtualMachine')) {
      for (const name of disksOf(machine)) {
        const disk = `${machine.namespace}/${name}`;
        const owner = owners.get(disk) ?? members.get(disk.replace(/-\d+$/, '')) ?? machine;
        owners.set(disk, owner);
        if (!isSameObject(owner, machine)) yield shared(machine, owner, name);
      }
    }
  },
};

/** The pools of a cluster, by the disks of their templates. Those of members end in the member's number. */
function disksOfPools(cluster: ClusterView): Map<string, Entry> {
  const pools = cluster.of('pool.kubevirt.io', 'VirtualMachinePool');
  return new Map(pools.flatMap((pool) => disksOf(pool).map((name) => [`${pool.namespace}/${name}`, pool])));
}

function disksOf({ machine }: Entry): string[] {
  return items(machine?.spec.dataVolumeTemplates).map(({ metadata }) => String(metadata?.name));
}

function shared(machine: Entry, owner: Entry, name: string): PlacedFault {
  return faultOf(machine, wholeFault(
    `${owner.where} and ${machine.where} both have a disk "${name}", so two machines would write to it`,
    DISK_OF_ANOTHER.remedy,
  ));
}
