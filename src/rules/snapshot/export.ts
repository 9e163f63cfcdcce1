import { EXPORT } from './kinds';
import type { VirtualMachineExport } from '../../../imports/export.kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import type { KubeVirtRelease } from '../../releases/release';
import { Complaint, complaint } from '../../toolkit/complaint';
import { goSeconds } from '../../toolkit/go-duration';
import { table } from '../../toolkit/table';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

const ADMITTER = kubevirt('pkg/storage/admitters/vmexport.go: Admit');

/** What can be exported: its group, and the first release that exports it; undefined for all. */
const SOURCES: { readonly [kind: string]: { readonly group: string; readonly since?: string } } = table({
  PersistentVolumeClaim: { group: '' },
  VirtualMachine: { group: 'kubevirt.io' },
  VirtualMachineSnapshot: { group: 'snapshot.kubevirt.io' },
  VirtualMachineBackup: { group: 'backup.kubevirt.io', since: 'v1.8.0' },
  VirtualMachineTemplate: { group: 'template.kubevirt.io', since: 'v1.9.0' },
});

export const EXPORT_SOURCE: ObjectRule = {
  id: 'SNAP030',
  name: 'snapshots/export-source',
  on: 'object',
  kinds: [EXPORT],
  severity: Severity.ERROR,
  title: 'A VirtualMachineExport names something that its release can export',
  why: 'KubeVirt refuses other kinds, other groups and empty names.',
  remedy: 'Write a VirtualMachine of kubevirt.io, a VirtualMachineSnapshot of snapshot.kubevirt.io or a '
    + 'PersistentVolumeClaim without apiGroup.',
  source: ADMITTER,
  acceptable: false,

  *check({ spec: { source } }: VirtualMachineExport, { cluster }: Entry) {
    const { apiGroup = '', kind, name } = source;
    const known = kindsOf(cluster?.facts.kubevirt);
    if (!known.includes(kind)) {
      yield fault('spec.source.kind', `is "${kind}", which cannot be exported`, `Write one of ${known.join(', ')}.`);
      return;
    }
    const { group } = SOURCES[kind];
    if (apiGroup !== group) {
      yield fault('spec.source.apiGroup', `is "${apiGroup}", but ${kind} is a kind of ${group || 'the core group'}`,
        group === '' ? 'Leave it out.' : `Write ${group}.`);
    }
    if (name === '') yield fault('spec.source.name', 'is empty', 'Write the name of what is exported.');
  },
};

function kindsOf(release: KubeVirtRelease | undefined): string[] {
  return Object.keys(SOURCES).filter((kind) => {
    const { since } = SOURCES[kind];
    return since === undefined || release?._atLeast(since) !== false;
  });
}

export const EXPORT_LIFETIME: ObjectRule = {
  id: 'SNAP031',
  name: 'snapshots/export-lifetime',
  on: 'object',
  kinds: [EXPORT],
  severity: Severity.ERROR,
  title: 'The ttlDuration of a VirtualMachineExport is a positive duration that Go can read',
  why: 'KubeVirt refuses what it cannot read, and deletes an export whose time is over.',
  remedy: 'Write a duration such as "2h", which is KubeVirt\'s default.',
  source: ADMITTER,
  acceptable: false,

  *check({ spec: { ttlDuration } }: VirtualMachineExport) {
    if (ttlDuration !== undefined) yield* about('spec.ttlDuration', notLifetime(ttlDuration));
  },
};

function notLifetime(text: string): Complaint | undefined {
  const seconds = goSeconds(text);
  if (seconds === undefined) return complaint(`"${text}" is not a duration that Go can read`, EXPORT_LIFETIME.remedy);
  if (seconds > 0) return undefined;
  return complaint(`"${text}" is over at once, so KubeVirt deletes the export`, EXPORT_LIFETIME.remedy);
}
