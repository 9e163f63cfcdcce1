import type { IConstruct } from 'constructs';
import type { VirtualMachinePoolSpec } from '../../imports/pool.kubevirt.io';
import type { Tenant } from '../tenants/tenant';
import { Problems, Sentence } from '../validation/problems';
import { items } from '../validation/shape';

/** A pool and how to learn its spec once the program is finished. */
interface PoolOfTenant {
  readonly pool: IConstruct;
  readonly spec: () => VirtualMachinePoolSpec | undefined;
}

const POOLS = new WeakMap<Tenant, PoolOfTenant[]>();

/**
 * Sees to it that no two pools of a tenant have a DataVolume template of the same name. A member's disk is called `<template>-<number>`, so the
 * two would fight for the same disks: pool "a" with disk "b-c", and pool "a-b" with disk "c". Asked once a tenant, for all of its pools.
 */
export function checkDiskNames(tenant: Tenant, pool: IConstruct, spec: () => VirtualMachinePoolSpec | undefined): void {
  const known = POOLS.get(tenant);
  if (known !== undefined) {
    known.push({ pool, spec });
    return;
  }
  const pools = [{ pool, spec }];
  POOLS.set(tenant, pools);
  new Problems(tenant).atSynth(() => sharedNames(pools));
}

function sharedNames(pools: readonly PoolOfTenant[]): Sentence[] {
  const owners = new Map<string, IConstruct>();
  return pools.flatMap(({ pool, spec }) => items(spec()?.virtualMachineTemplate.spec?.dataVolumeTemplates).map((template): Sentence => {
    const name = String(template.metadata?.name);
    const owner = owners.get(name) ?? pool;
    owners.set(name, owner);
    return owner === pool ? undefined : `${owner.node.path} and ${pool.node.path} both have a disk "${name}", so members of the two would take each other's disks. Give one of the disks or pools another name.`;
  }));
}
