import type { IConstruct } from 'constructs';
import type { VirtualMachinePoolSpec } from '../../imports/pool.kubevirt.io';
import type { Tenant } from '../tenants/tenant';
import type { Sentence } from '../validation/problems';
import { items } from '../validation/shape';

const OWNERS = new WeakMap<Tenant, Map<string, string>>();

/**
 * Notes the names of a pool's DataVolume templates with its tenant. A member's disk is called `<template>-<number>`, so two pools of a
 * namespace with a template of the same name would fight for the same disks: pool "a" with disk "b-c", and pool "a-b" with disk "c".
 */
export function claimDiskNames(tenant: Tenant, pool: IConstruct, spec: VirtualMachinePoolSpec): Sentence[] {
  const owners = OWNERS.get(tenant) ?? new Map<string, string>();
  OWNERS.set(tenant, owners);
  return items(spec.virtualMachineTemplate?.spec?.dataVolumeTemplates).map((template): Sentence => {
    const name: string | undefined = template.metadata?.name;
    if (name === undefined) return undefined;
    const owner = owners.get(name) ?? pool.node.path;
    owners.set(name, owner);
    return owner === pool.node.path ? undefined : `the disk "${name}" of this pool has the name of one of ${owner}, so members of the two would take each other's disks. Give the disk or the pool another name.`;
  });
}
