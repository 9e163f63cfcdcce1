import { notMachine, SNAPSHOT } from './kinds';
import type { VirtualMachineSnapshot } from '../../../imports/snapshot.kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { goSeconds } from '../../toolkit/go-duration';
import { notOneOf } from '../../toolkit/one-of';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

const ADMITTER = kubevirt('pkg/storage/admitters/vmsnapshot.go: Admit');
const CONTROLLER = 'pkg/storage/snapshot/snapshot.go';
const DURATION = 'Write numbers with units from hours down, such as "10m".';

export const SNAPSHOT_SOURCE: ObjectRule = {
  id: 'SNAP001',
  name: 'snapshots/source',
  on: 'object',
  kinds: [SNAPSHOT],
  severity: Severity.ERROR,
  title: 'A VirtualMachineSnapshot is one of a VirtualMachine',
  why: 'KubeVirt refuses a snapshot of anything else.',
  remedy: 'Write apiGroup kubevirt.io and kind VirtualMachine.',
  source: ADMITTER,
  acceptable: false,

  *check({ spec }: VirtualMachineSnapshot) {
    yield* notMachine('spec.source', spec.source);
  },
};

export const FAILURE_DEADLINE: ObjectRule = {
  id: 'SNAP002',
  name: 'snapshots/failure-deadline',
  on: 'object',
  kinds: [SNAPSHOT],
  severity: Severity.ERROR,
  title: 'The failureDeadline of a VirtualMachineSnapshot is a duration that Go can read',
  why: 'KubeVirt cannot read the object otherwise, and refuses it.',
  remedy: DURATION,
  source: ADMITTER,
  acceptable: false,

  *check({ spec: { failureDeadline } }: VirtualMachineSnapshot) {
    if (failureDeadline === undefined || goSeconds(failureDeadline) !== undefined) return;
    yield fault('spec.failureDeadline', `"${failureDeadline}" is not a duration that Go can read`, DURATION);
  },
};

export const DEADLINE_PASSED: ObjectRule = {
  id: 'SNAP003',
  name: 'snapshots/deadline-passed',
  on: 'object',
  kinds: [SNAPSHOT],
  severity: Severity.ERROR,
  title: 'The failureDeadline of a VirtualMachineSnapshot is not before its creation',
  why: 'The deadline counts from the creation of the snapshot, so a negative one has passed at once: the snapshot '
    + 'fails, and never tries again.',
  remedy: 'Write a positive duration, or "0s" for no deadline.',
  source: kubevirt(`${CONTROLLER}: vmSnapshotDeadlineExceeded`),
  acceptable: true,

  *check({ spec: { failureDeadline = '' } }: VirtualMachineSnapshot) {
    if (!((goSeconds(failureDeadline) ?? 0) < 0)) return;
    yield fault('spec.failureDeadline', `"${failureDeadline}" has passed when the snapshot is created, so it fails at `
      + 'once', this.remedy);
  },
};

export const DELETION_POLICY: ObjectRule = {
  id: 'SNAP004',
  name: 'snapshots/deletion-policy',
  on: 'object',
  kinds: [SNAPSHOT],
  severity: Severity.ERROR,
  title: 'The deletionPolicy of a VirtualMachineSnapshot is Delete or Retain',
  why: 'KubeVirt takes any word, and keeps the content under every one but Delete.',
  remedy: 'Write Delete or Retain.',
  source: kubevirt(`${CONTROLLER}: deleteContentPolicy`),
  acceptable: true,

  *check({ spec: { deletionPolicy } }: VirtualMachineSnapshot) {
    yield* about('spec.deletionPolicy', notOneOf(deletionPolicy, ['Delete', 'Retain']));
  },
};
