import type { DataVolumeTemplateSpec, VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import { items } from '../../toolkit/shape';
import type { Machine } from '../machine';

/** Something that a disk of a machine is cloned from. */
export interface DiskSource {
  /** The path of the reference within the VirtualMachine's spec, or from the root of a DataVolume. */
  readonly field: string;
  /** `DataSource`, `PersistentVolumeClaim` or `VolumeSnapshot`. */
  readonly kind: string;
  readonly name: string;
  /** Undefined for the machine's own namespace. */
  readonly namespace?: string;
}

const KNOWN = new WeakMap<Machine, readonly DiskSource[]>();

/** Everything that disks of a machine are cloned from. Several rules ask, so it is collected once. */
export function diskSources(machine: Machine): readonly DiskSource[] {
  let sources = KNOWN.get(machine);
  if (sources === undefined) KNOWN.set(machine, sources = sourcesOf(machine));
  return sources;
}

function sourcesOf({ spec }: Machine): DiskSource[] {
  return items(spec.dataVolumeTemplates).flatMap((template, index) => (
    volumeSources(template.spec, `dataVolumeTemplates[${index}].spec`)));
}

/**
 * The ServiceAccount as which KubeVirt checks whether a machine may clone its disks: the one that the machine runs as
 * (KubeVirt v1.9.0, pkg/virt-controller/watch/vm/vm.go: authorizeDataVolume; up to v1.8 only volumes name one).
 */
export function cloningAccount(vmi: VirtualMachineInstanceSpec | undefined): string {
  const mounted = items(vmi?.volumes).find(({ serviceAccount }) => serviceAccount !== undefined)?.serviceAccount
    ?.serviceAccountName;
  return vmi?.serviceAccountName || mounted || 'default';
}

/** Everything that a DataVolume is cloned from; `at` is the path of its spec. */
export function volumeSources(spec: VolumeSpec | undefined, at: string): DiskSource[] {
  const sources: DiskSource[] = [];
  const add = (field: string, given: Given | undefined, kind = given?.kind ?? ''): void => {
    if (given?.name === undefined) return;
    const { name, namespace } = given;
    sources.push({ field: `${at}.${field}`, kind, name, namespace });
  };
  const { source, sourceRef, pvc, storage } = spec ?? {};
  add('source.pvc', source?.pvc, 'PersistentVolumeClaim');
  add('source.snapshot', source?.snapshot, 'VolumeSnapshot');
  add('sourceRef', sourceRef);
  add('pvc.dataSourceRef', pvc?.dataSourceRef);
  add('storage.dataSourceRef', storage?.dataSourceRef);
  return sources;
}

/** The spec of a DataVolume, of a machine or of its own. */
type VolumeSpec = Pick<DataVolumeTemplateSpec, 'source' | 'sourceRef' | 'pvc' | 'storage'>;

interface Given {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}
