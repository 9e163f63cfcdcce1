import type { DataVolumeTemplate, VirtualMachineInstanceSpec, VirtualMachineSpec } from '../../imports/kubevirt.io';
import { items } from '../toolkit/shape';

/** Something that a disk of a machine is cloned from. */
export interface DiskSource {
  /** The path of the reference within the VirtualMachine's spec. */
  readonly field: string;
  /** `DataSource`, `PersistentVolumeClaim` or `VolumeSnapshot`. */
  readonly kind: string;
  readonly name: string;
  /** Undefined for the machine's own namespace. */
  readonly namespace?: string;
}

/** Everything that disks of a machine are cloned from. */
export function diskSources(spec: VirtualMachineSpec): DiskSource[] {
  return items(spec.dataVolumeTemplates).flatMap((template, index) => sourcesOf(template, `dataVolumeTemplates[${index}].spec`));
}

/**
 * The ServiceAccount as which KubeVirt checks whether a machine may clone its disks: the one that the machine runs as
 * (KubeVirt v1.9.0, pkg/virt-controller/watch/vm/vm.go: authorizeDataVolume; up to v1.8 only volumes name one).
 */
export function cloningAccount(vmi: VirtualMachineInstanceSpec | undefined): string {
  const mounted = items(vmi?.volumes).find(({ serviceAccount }) => serviceAccount !== undefined)?.serviceAccount?.serviceAccountName;
  return vmi?.serviceAccountName || mounted || 'default';
}

function sourcesOf({ spec }: DataVolumeTemplate, at: string): DiskSource[] {
  const { pvc, snapshot } = spec?.source ?? {};
  const references = [
    { field: 'source.pvc', kind: 'PersistentVolumeClaim', ...pvc },
    { field: 'source.snapshot', kind: 'VolumeSnapshot', ...snapshot },
    { field: 'sourceRef', ...spec?.sourceRef },
    { field: 'pvc.dataSourceRef', ...spec?.pvc?.dataSourceRef },
    { field: 'storage.dataSourceRef', ...spec?.storage?.dataSourceRef },
  ];
  return references.filter(({ name }) => name !== undefined)
    .map(({ field, kind, name, namespace }) => ({ field: `${at}.${field}`, kind: kind ?? '', name: name!, namespace }));
}
