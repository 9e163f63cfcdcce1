import { notMachine, RESTORE } from './kinds';
import { patchFaults } from './restore-patches';
import type { VirtualMachineRestore } from '../../../imports/snapshot.kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { notOneOf } from '../../toolkit/one-of';
import { items, present, texts } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

const ADMITTER = 'pkg/storage/admitters/vmrestore.go';
const OWNERS = ['Vm', 'None'];
const NAMES = ['RandomizeNames', 'InPlace'];
/** KubeVirt v1.8.4 and v1.9.0, validateVolumeRestorePolicy; v1.7 does not know it. */
const PREFIXED = { name: 'PrefixTargetName', since: 'v1.8.0' };

export const RESTORE_TARGET: ObjectRule = {
  id: 'SNAP010',
  name: 'snapshots/restore-target',
  on: 'object',
  kinds: [RESTORE],
  severity: Severity.ERROR,
  title: 'A VirtualMachineRestore restores a VirtualMachine',
  why: 'KubeVirt refuses any other target.',
  remedy: 'Write apiGroup kubevirt.io and kind VirtualMachine.',
  source: kubevirt(`${ADMITTER}: Admit`),
  acceptable: false,

  *check({ spec }: VirtualMachineRestore) {
    yield* notMachine('spec.target', spec.target);
  },
};

export const RESTORE_POLICIES: ObjectRule = {
  id: 'SNAP011',
  name: 'snapshots/restore-policies',
  on: 'object',
  kinds: [RESTORE],
  severity: Severity.ERROR,
  title: 'The policies of a VirtualMachineRestore are words that its release knows',
  why: 'KubeVirt refuses others.',
  remedy: 'Write volumeRestorePolicy InPlace, which overwrites the disks under their names, and leave '
    + 'volumeOwnershipPolicy out.',
  source: kubevirt(`${ADMITTER}: validateVolumeRestorePolicy, validateVolumeOwnershipPolicy`),
  acceptable: false,

  *check({ spec: { volumeRestorePolicy, volumeOwnershipPolicy } }: VirtualMachineRestore, { cluster }: Entry) {
    const knowsPrefixed = cluster?.facts.kubevirt._atLeast(PREFIXED.since) !== false;
    const names = knowsPrefixed ? [...NAMES, PREFIXED.name] : NAMES;
    yield* about('spec.volumeRestorePolicy', notOneOf(volumeRestorePolicy, names));
    yield* about('spec.volumeOwnershipPolicy', notOneOf(volumeOwnershipPolicy, OWNERS));
  },
};

export const RESTORE_OVERRIDES: ObjectRule = {
  id: 'SNAP012',
  name: 'snapshots/restore-overrides',
  on: 'object',
  kinds: [RESTORE],
  severity: Severity.ERROR,
  title: 'Each of volumeRestoreOverrides names a volume, and something that it overrides',
  why: 'KubeVirt refuses others.',
  remedy: 'Write volumeName, and restoreName, labels or annotations.',
  source: kubevirt(`${ADMITTER}: validateVolumeOverrides`),
  acceptable: false,

  *check({ spec }: VirtualMachineRestore) {
    for (const [index, { volumeName, restoreName, ...maps }] of items(spec.volumeRestoreOverrides).entries()) {
      const field = `spec.volumeRestoreOverrides[${index}]`;
      if (!volumeName) yield fault(field, 'names no volume', 'Write volumeName.');
      if (!restoreName && present(maps).length === 0) {
        yield fault(field, 'overrides nothing', 'Write restoreName, labels or annotations, or leave it out.');
      }
    }
  },
};

export const RESTORE_PATCHES: ObjectRule = {
  id: 'SNAP013',
  name: 'snapshots/restore-patches',
  on: 'object',
  kinds: [RESTORE],
  severity: Severity.ERROR,
  title: 'The patches of a VirtualMachineRestore are such as KubeVirt can read, below /spec, labels or annotations',
  why: 'KubeVirt does not parse them as JSON: it cuts them at commas, and takes one colon in each part. It refuses '
    + 'others once the snapshot is there, and before that it takes the restore.',
  remedy: 'Write {"op": "replace", "path": "/spec/…", "value": "…"}, with values without a comma or a colon.',
  source: kubevirt(`${ADMITTER}: validatePatches`),
  acceptable: false,

  *check({ spec }: VirtualMachineRestore) {
    for (const [index, patch] of texts(spec.patches).entries()) yield* patchFaults(`spec.patches[${index}]`, patch);
  },
};
