import { Pool, POOL_KINDS, POOL_VMI } from './kind';
import type { VirtualMachineSpec, Volume } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { items } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { own } from '../sources';
import { isOfOne } from './size';

export const SHARED_IDENTITY: ObjectRule = {
  id: 'POOL015',
  name: 'workers/shared-identity',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.ERROR,
  title: 'The template of a pool holds nothing that only one machine can have',
  why: 'All members are made from one template, so they would share host name, firmware UUID, serial '
    + 'number or MAC address.',
  remedy: 'Leave it out: each member gets one of its own.',
  source: own(),
  acceptable: true,

  *check(pool: Pool, entry) {
    if (isOfOne(pool, entry)) return;
    for (const [field, value] of identitiesIn(pool)) {
      yield fault(field, `is "${value}", and every member of the pool would have the same: they share one template`,
        this.remedy);
    }
  },
};

export const SHARED_DISK: ObjectRule = {
  id: 'POOL016',
  name: 'workers/shared-disk',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.ERROR,
  title: 'No two members of a pool write to the same disk',
  why: 'A volume that names an existing claim is the same for all members, and a file system that two guests '
    + 'write to is destroyed.',
  remedy: 'Write a DataVolume template of that name, so that each member has its own, or mark the disk shareable or '
    + 'the volume readOnly.',
  source: own(),
  acceptable: true,

  *check(pool: Pool, entry) {
    if (isOfOne(pool, entry)) return;
    for (const [field, claim] of sharedDisksIn(pool)) {
      yield fault(field, `is the disk "${claim}", which all members of the pool would write to at once: they share one `
        + 'template', this.remedy);
    }
  },
};

export const SINGLE_MEMBER: ObjectRule = {
  id: 'POOL027',
  name: 'workers/single-member',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.WARNING,
  title: 'A pool of one, whose template holds what only one machine can have, keeps to one member',
  why: 'A second member would get the same host name, firmware UUID, serial number, MAC address or disk.',
  remedy: 'Leave replicas at 1.',
  source: own(),
  acceptable: true,

  *check(pool: Pool, entry) {
    if (!isOfOne(pool, entry)) return;
    const [first] = [...sharedDisksIn(pool), ...identitiesIn(pool)];
    if (first === undefined) return;
    yield fault(first[0], `is "${first[1]}", which only one machine can have, so this pool can never have a second `
      + 'member', this.remedy);
  },
};

/** What identifies a machine in a pool's template, with its field. */
function* identitiesIn({ spec }: Pool): Iterable<[field: string, value: string]> {
  const vmi = spec.virtualMachineTemplate.spec?.template?.spec;
  const { uuid, serial } = vmi?.domain?.firmware ?? {};
  const single = { 'hostname': vmi?.hostname, 'domain.firmware.uuid': uuid, 'domain.firmware.serial': serial };
  for (const [field, value] of Object.entries(single)) {
    if (value) yield [`${POOL_VMI}.${field}`, value];
  }
  for (const [index, { macAddress }] of items(vmi?.domain?.devices?.interfaces).entries()) {
    if (macAddress) yield [`${POOL_VMI}.domain.devices.interfaces[${index}].macAddress`, macAddress];
  }
}

/** The volumes of a pool's template that are the same disk for all members, which write to it. */
function* sharedDisksIn({ spec }: Pool): Iterable<[field: string, claim: string]> {
  const machine = spec.virtualMachineTemplate.spec;
  if (machine === undefined) return;
  for (const [index, volume] of items(machine.template?.spec?.volumes).entries()) {
    const claim = volume.dataVolume?.name ?? volume.persistentVolumeClaim?.claimName;
    if (claim === undefined || isOwn(claim, machine) || isSharedSafely(volume, machine)) continue;
    yield [`${POOL_VMI}.volumes[${index}]`, claim];
  }
}

/** Whether each member gets a disk of its own with that name. */
function isOwn(claim: string, machine: VirtualMachineSpec): boolean {
  return items(machine.dataVolumeTemplates).some((template) => template.metadata?.name === claim);
}

function isSharedSafely(volume: Volume, machine: VirtualMachineSpec): boolean {
  const disk = items(machine.template?.spec?.domain?.devices?.disks).find((each) => each.name === volume.name);
  if (disk?.shareable === true || disk?.cdrom !== undefined || disk?.disk?.readonly === true) return true;
  return volume.persistentVolumeClaim?.readOnly === true;
}
