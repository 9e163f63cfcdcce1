import { CLONE } from './kinds';
import type { VirtualMachineClone } from '../../../imports/clone.kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { notMacAddress } from '../../toolkit/mac-address';
import { fieldBelow } from '../../toolkit/path';
import { texts } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

const ADMITTER = 'pkg/virt-api/webhooks/validating-webhook/admitters/vmclone-admitter.go';
const MACHINE = 'VirtualMachine';
const SOURCES = [MACHINE, 'VirtualMachineSnapshot'];

export const CLONE_SOURCE: ObjectRule = {
  id: 'SNAP020',
  name: 'snapshots/clone-source',
  on: 'object',
  kinds: [CLONE],
  severity: Severity.ERROR,
  title: 'A VirtualMachineClone is made of a VirtualMachine or its snapshot, and becomes a VirtualMachine',
  why: 'KubeVirt refuses other sources and targets.',
  remedy: 'Write kind VirtualMachine of kubevirt.io or VirtualMachineSnapshot of snapshot.kubevirt.io as the source, '
    + 'with its name.',
  source: kubevirt(`${ADMITTER}: validateSourceAndTargetKind, validateSource`),
  acceptable: false,

  *check({ spec: { source, target } }: VirtualMachineClone) {
    if (!SOURCES.includes(source.kind)) {
      yield fault('spec.source.kind', `is "${source.kind}", which cannot be cloned`, `Write ${SOURCES.join(' or ')}.`);
    }
    if (!source.apiGroup) {
      yield fault('spec.source.apiGroup', 'is missing, and KubeVirt does not guess it',
        'Write kubevirt.io for a VirtualMachine, snapshot.kubevirt.io for a VirtualMachineSnapshot.');
    }
    if (source.name === '') yield fault('spec.source.name', 'is empty', 'Write the name of what is cloned.');
    if (target !== undefined && target.kind !== MACHINE) {
      yield fault('spec.target.kind', `is "${target.kind}", but a clone is a VirtualMachine`, `Write ${MACHINE}.`);
    }
  },
};

export const CLONE_TARGET: ObjectRule = {
  id: 'SNAP021',
  name: 'snapshots/clone-target',
  on: 'object',
  kinds: [CLONE],
  severity: Severity.ERROR,
  title: 'The clone of a VirtualMachine has another name',
  why: 'KubeVirt refuses a clone over its own source.',
  remedy: 'Write another name in spec.target.',
  source: kubevirt(`${ADMITTER}: validateTarget`),
  acceptable: false,

  *check({ spec: { source, target } }: VirtualMachineClone) {
    if (source.kind !== MACHINE || target?.kind !== MACHINE || source.name !== target.name) return;
    yield fault('spec.target.name', `is "${target.name}", the name of the source itself`, 'Write another name.');
  },
};

export const CLONE_FILTERS: ObjectRule = {
  id: 'SNAP022',
  name: 'snapshots/clone-filters',
  on: 'object',
  kinds: [CLONE],
  severity: Severity.ERROR,
  title: 'A filter of a VirtualMachineClone has "!" at its beginning alone, and "*" at its end alone',
  why: 'KubeVirt refuses others, and an empty one makes its webhook panic.',
  remedy: 'Write filters such as "*", "example.com/team" or "!example.com/*".',
  source: kubevirt(`${ADMITTER}: validateFilters`),
  acceptable: false,

  *check({ spec: { labelFilters, annotationFilters, template } }: VirtualMachineClone) {
    yield* filterFaults('spec.labelFilters', labelFilters);
    yield* filterFaults('spec.annotationFilters', annotationFilters);
    yield* filterFaults('spec.template.labelFilters', template?.labelFilters);
    yield* filterFaults('spec.template.annotationFilters', template?.annotationFilters);
  },
};

function* filterFaults(field: string, filters: readonly string[] | undefined): Iterable<Fault> {
  for (const [index, filter] of texts(filters).entries()) {
    const problem = problemOf(filter);
    if (problem !== undefined) yield fault(`${field}[${index}]`, problem, CLONE_FILTERS.remedy);
  }
}

function problemOf(filter: string): string | undefined {
  if (filter === '') return 'is empty, which makes KubeVirt\'s webhook panic';
  if (filter === '!') return 'is "!" alone, which negates nothing';
  if (filter.slice(1).includes('!')) return `"${filter}" has "!" after its beginning`;
  return filter.slice(0, -1).includes('*') ? `"${filter}" has "*" before its end` : undefined;
}

export const CLONE_MACS: ObjectRule = {
  id: 'SNAP023',
  name: 'snapshots/clone-mac-addresses',
  on: 'object',
  kinds: [CLONE],
  severity: Severity.ERROR,
  title: 'newMacAddresses of a VirtualMachineClone are MAC addresses',
  why: 'KubeVirt refuses others.',
  remedy: 'Write one such as "02:00:00:00:00:01", or leave it out: KubeVirt then makes one.',
  source: kubevirt(`${ADMITTER}: validateNewMacAddresses`),
  acceptable: false,

  *check({ spec: { newMacAddresses = {} } }: VirtualMachineClone) {
    for (const [name, address] of Object.entries(newMacAddresses)) {
      if (address !== '') yield* about(fieldBelow('spec.newMacAddresses', name), notMacAddress(address));
    }
  },
};

export const CLONE_PATCHES: ObjectRule = {
  id: 'SNAP024',
  name: 'snapshots/clone-patches',
  on: 'object',
  kinds: [CLONE],
  severity: Severity.ERROR,
  title: 'The patches of a VirtualMachineClone are JSON',
  why: 'KubeVirt refuses others.',
  remedy: 'Write each as a text such as {"op": "replace", "path": "/spec/runStrategy", "value": "Halted"}.',
  source: kubevirt(`${ADMITTER}: validatePatches`),
  acceptable: false,

  *check({ spec: { patches } }: VirtualMachineClone) {
    for (const [index, patch] of texts(patches).entries()) {
      if (!isJson(patch)) yield fault(`spec.patches[${index}]`, `"${patch}" is not JSON`, CLONE_PATCHES.remedy);
    }
  },
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
