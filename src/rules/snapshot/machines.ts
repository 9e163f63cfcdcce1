import type { Entry } from '../../inventory/entry';
import { items } from '../../toolkit/shape';

/** The group and kind of pools. */
export const POOL = ['pool.kubevirt.io', 'VirtualMachinePool'] as const;

/**
 * The object that holds a machine of a name in an entry's namespace: its VirtualMachine, or its pool, if the name ends
 * in a number as pools write it. Undefined if the bundle holds neither.
 */
export function sourceMachine({ cluster, namespace }: Entry, name: string): Entry | undefined {
  if (cluster === undefined || namespace === undefined) return undefined;
  const pool = /^(.+)-(?:0|[1-9]\d*)$/.exec(name)?.[1];
  return cluster.find('kubevirt.io', 'VirtualMachine', name, namespace)
    ?? (pool === undefined ? undefined : cluster.find(...POOL, pool, namespace));
}

/** The names of the machines of a namespace. */
export function machineNames({ cluster, namespace = '' }: Entry): string[] {
  const found = cluster?.ofIn('kubevirt.io', 'VirtualMachine', namespace) ?? [];
  return found.flatMap(({ object }) => object?.metadata.name ?? []);
}

/** The StorageClasses that the disks of a machine name. Those of claims elsewhere are not known. */
export function classesOf({ machine, cluster, namespace }: Entry): string[] {
  const templates = items(machine?.spec.dataVolumeTemplates).map(({ spec }) => spec);
  const volumes = items(machine?.vmi.volumes).flatMap(({ dataVolume, persistentVolumeClaim }) => {
    const name = dataVolume?.name ?? persistentVolumeClaim?.claimName;
    if (name === undefined) return [];
    const found = cluster?.find('cdi.kubevirt.io', 'DataVolume', name, namespace)
      ?? cluster?.find('', 'PersistentVolumeClaim', name, namespace);
    return found?.isReadable === true ? [found.object?.spec as DiskSpec] : [];
  });
  const named = [...templates as DiskSpec[], ...volumes]
    .map((spec) => (spec?.storage ?? spec?.pvc ?? spec)?.storageClassName)
    .filter((name): name is string => typeof name === 'string' && name !== '');
  return [...new Set(named)];
}

/** The spec of a DataVolume or of a claim. */
interface DiskSpec {
  readonly storage?: { readonly storageClassName?: string };
  readonly pvc?: { readonly storageClassName?: string };
  readonly storageClassName?: string;
}
