import { storedClaim } from '../../inventory/claims';
import type { Entry } from '../../inventory/entry';
import { claimNameOf } from '../../machines/disks/claim-volumes';
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
  const templates = items(machine?.spec.dataVolumeTemplates).map(({ spec }) => spec?.storage ?? spec?.pvc);
  const claims = items(machine?.vmi.volumes).map(claimNameOf);
  const volumes = claims.map((name) => name === undefined ? undefined : storedClaim(cluster, name, namespace));
  const named = [...templates, ...volumes]
    .map((stanza) => stanza?.storageClassName)
    .filter((name): name is string => typeof name === 'string' && name !== '');
  return [...new Set(named)];
}
