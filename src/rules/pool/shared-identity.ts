import type { Pool } from './kind';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { SCALABLE } from '../../inventory/autoscalers';
import type { Entry } from '../../inventory/entry';
import { claimNameOf, isSharedSafely, templateNamed } from '../../machines/disks/claim-volumes';
import { VMI } from '../../machines/machine';
import { items } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { own } from '../sources';
import { isOfOne } from './size';

export const SHARED_IDENTITY: ObjectRule = {
  id: 'POOL015',
  name: 'workers/shared-identity',
  on: 'object',
  kinds: SCALABLE,
  severity: Severity.ERROR,
  title: 'The template of a pool or replica set holds nothing that only one machine can have',
  why: 'All members are made from one template, so they would share host name, firmware UUID, serial '
    + 'number or MAC address.',
  remedy: 'Leave it out: each member gets one of its own.',
  source: own(),
  acceptable: true,

  *check(object: Pool, entry) {
    if (isOfOne(object, entry)) return;
    for (const [field, value] of identitiesIn(entry)) {
      yield fault(field, `is "${value}", and every member would have the same: they share one template`,
        this.remedy);
    }
  },
};

export const SHARED_DISK: ObjectRule = {
  id: 'POOL016',
  name: 'workers/shared-disk',
  on: 'object',
  kinds: SCALABLE,
  severity: Severity.ERROR,
  title: 'No two members of a pool or replica set write to the same disk',
  why: 'A volume that names an existing claim is the same for all members, and a file system that two guests '
    + 'write to is destroyed.',
  remedy: 'Write a DataVolume template of that name, so that each member has its own, or mark the disk shareable or '
    + 'the volume readOnly.',
  source: own(),
  acceptable: true,

  *check(object: Pool, entry) {
    if (isOfOne(object, entry)) return;
    for (const [field, claim] of sharedDisksIn(entry)) {
      yield fault(field, `is the disk "${claim}", which all members would write to at once: they share one `
        + 'template', this.remedy);
    }
  },
};

export const SINGLE_MEMBER: ObjectRule = {
  id: 'POOL027',
  name: 'workers/single-member',
  on: 'object',
  kinds: SCALABLE,
  severity: Severity.WARNING,
  title: 'A pool or replica set of one, whose template holds what only one machine can have, keeps to one member',
  why: 'A second member would get the same host name, firmware UUID, serial number, MAC address or disk.',
  remedy: 'Leave replicas at 1.',
  source: own(),
  acceptable: true,

  *check(object: Pool, entry) {
    if (!isOfOne(object, entry)) return;
    const [first] = [...sharedDisksIn(entry), ...identitiesIn(entry)];
    if (first === undefined) return;
    yield fault(first[0], `is "${first[1]}", which only one machine can have, so there can never be a second `
      + 'member', this.remedy);
  },
};

/** What identifies a machine in a template, with its field. */
function* identitiesIn({ machine }: Entry): Iterable<[field: string, value: string]> {
  if (machine === undefined) return;
  const { hostname, domain } = machine.vmi;
  const { uuid, serial } = domain?.firmware ?? {};
  const single = { 'hostname': hostname, 'domain.firmware.uuid': uuid, 'domain.firmware.serial': serial };
  for (const [field, value] of Object.entries(single)) {
    if (value) yield [machine.fieldIn(`${VMI}.${field}`), value];
  }
  for (const [index, { macAddress }] of items(domain?.devices?.interfaces).entries()) {
    if (macAddress) yield [machine.fieldIn(`${VMI}.domain.devices.interfaces[${index}].macAddress`), macAddress];
  }
}

/** The volumes of a template that are the same disk for all members, which write to it. */
function* sharedDisksIn({ machine }: Entry): Iterable<[field: string, claim: string]> {
  if (machine === undefined) return;
  for (const [index, volume] of items(machine.vmi.volumes).entries()) {
    const claim = claimNameOf(volume);
    if (claim === undefined || templateNamed(claim, machine.spec) !== undefined) continue;
    if (isSharedSafely(volume, machine.spec)) continue;
    yield [machine.fieldIn(`${VMI}.volumes[${index}]`), claim];
  }
}
