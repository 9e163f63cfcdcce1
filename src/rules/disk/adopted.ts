import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { claimsAdopted } from '../../inventory/claims';
import { items } from '../../toolkit/shape';
import { ClusterRule, faultOf } from '../rule';
import { kubevirt } from '../sources';

export const ADOPTED_DISK: ClusterRule = {
  id: 'DSK001',
  name: 'disks/adopted',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'No disk of a machine\'s own has the name of a claim or DataVolume that exists apart from it',
  why: 'KubeVirt lets the machine adopt a DataVolume or claim of that name, and deletes it with the machine. What the '
    + 'template says of its content is ignored.',
  remedy: 'Give one of them another name, or let the machine use the disk as a volume.',
  source: kubevirt('pkg/controller/controller_ref_manager.go: ClaimMatchedDataVolumes; '
    + 'pkg/storage/types/dv.go: CreateDataVolumeManifest'),
  acceptable: true,

  *check(cluster) {
    for (const entry of cluster.machines) {
      const { machine } = entry;
      if (machine === undefined) continue;
      for (const [index, { metadata }] of items(machine.spec.dataVolumeTemplates).entries()) {
        const [disk] = claimsAdopted(entry, String(metadata?.name));
        if (disk === undefined) continue;
        yield faultOf(entry, fault(machine.fieldIn(`dataVolumeTemplates[${index}].metadata.name`),
          `gives a disk the name "${metadata.name}", so the machine adopts ${disk.kind} `
            + `"${disk.object?.metadata.name}" of ${disk.where}, and deletes it with itself`,
          this.remedy));
      }
    }
  },
};
