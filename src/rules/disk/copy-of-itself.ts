import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { copiedClaim } from '../../inventory/populations';
import { items } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { cdi } from '../sources';

export const COPY_OF_ITSELF: ObjectRule = {
  id: 'DSK007',
  name: 'disks/copy-of-itself',
  on: 'object',
  kinds: ['/PersistentVolumeClaim', 'cdi.kubevirt.io/DataVolume', 'kubevirt.io/VirtualMachine'],
  severity: Severity.ERROR,
  title: 'A disk is not a copy of itself',
  why: 'CDI waits until the source is filled, which is the disk that it is to fill.',
  remedy: 'Name the claim that is to be copied, or give the new disk another name.',
  source: cdi('pkg/controller/clone/planner.go: computeStrategyForSourcePVC', 'v1.65.0'),
  acceptable: true,

  *check({ kind, metadata, spec }, entry) {
    const { machine, namespace } = entry;
    if (kind === 'PersistentVolumeClaim') {
      if (copiedClaim(entry)?.name === metadata.name) yield copyOfItself('metadata.name', metadata.name);
    } else if (kind === 'DataVolume') {
      if (copiesItself(metadata, spec, namespace)) yield copyOfItself('spec.source.pvc.name', metadata.name);
    } else {
      for (const [index, disk] of items(machine?.spec.dataVolumeTemplates).entries()) {
        if (!copiesItself(disk.metadata, disk.spec, namespace)) continue;
        yield copyOfItself(machine!.fieldIn(`dataVolumeTemplates[${index}].spec.source.pvc.name`), disk.metadata.name);
      }
    }
  },
};

function copyOfItself(field: string, name: string): Fault {
  return fault(field, `"${name}" is both the disk and the claim that it is a copy of, so CDI never fills it`,
    COPY_OF_ITSELF.remedy);
}

interface Named {
  readonly name?: string;
  readonly namespace?: string;
}

function copiesItself(
  disk: Named | undefined, spec: { readonly source?: { readonly pvc?: Named } } | undefined, own: string | undefined,
): boolean {
  const { name, namespace = own } = spec?.source?.pvc ?? {};
  return name !== undefined && name === disk?.name && namespace === own;
}
