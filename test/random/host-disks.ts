import type { Described } from './description';
import { EvictionStrategy, MachineProps, MachineVolume } from '../../src';

interface Gated {
  readonly featureGates?: readonly string[];
}

/** A program with the gate that disks of the node need. */
export function withHostDisks<T extends { readonly cluster: Gated; readonly existingCluster: Gated }>(drawn: T): T {
  const gated = (given: Gated) => (
    { ...given, featureGates: [...new Set([...given.featureGates ?? [], 'HostDisk'])] });
  return { ...drawn, cluster: gated(drawn.cluster), existingCluster: gated(drawn.existingCluster) };
}

/** Whether a volume is a disk of the node. */
export function isOfNode({ source }: Described<MachineVolume>): boolean {
  return source.$call === 'VolumeSource.hostDisk';
}

/** Whether a machine is said to be moved, which one with a disk of its node cannot be. */
export function moves({ evictionStrategy }: Described<Partial<MachineProps>>): boolean {
  return evictionStrategy !== undefined && evictionStrategy !== EvictionStrategy.NONE;
}
