import type { DataVolumeTemplate } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import type { Machine } from '../../machines/machine';
import { notDnsSubdomain } from '../../toolkit/names';
import { items, present, repeated } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { located } from './paths';

const TEMPLATES = 'dataVolumeTemplates';
const SOURCE = kubevirt('pkg/storage/admitters/data-volume-template.go; '
  + 'CDI v1.66.0 pkg/apiserver/webhooks/datavolume-validate.go');

export const DATA_VOLUME_TEMPLATES: MachineRule = {
  id: 'VM046',
  name: 'machines/data-volume-templates',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.ERROR,
  title: 'A DataVolume of a machine has a name, one stanza and one source',
  why: 'KubeVirt refuses the machine, or CDI the DataVolume that is made for it.',
  remedy: 'Write metadata.name, storage with the size, and one of source and sourceRef.',
  source: SOURCE,
  acceptable: false,

  *check({ spec }) {
    for (const [template, at] of located(spec.dataVolumeTemplates, TEMPLATES)) {
      const name = template.metadata?.name;
      if (name) yield* about(`${at}.metadata.name`, notDnsSubdomain(String(name)));
      else yield fault(`${at}.metadata.name`, 'is missing', 'Write the name of the DataVolume.');
      yield* stanzaFaults(template, `${at}.spec`);
      yield* sourceFaults(template, `${at}.spec`);
    }
  },
};

export const DATA_VOLUME_UNUSED: MachineRule = {
  id: 'VM047',
  name: 'machines/data-volume-unused',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.ERROR,
  title: 'Each DataVolume of a machine is used by one of its volumes',
  why: 'KubeVirt refuses a machine with a disk that it does not use.',
  remedy: 'Write a volume for it, or leave the template out.',
  source: SOURCE,
  acceptable: false,

  *check(machine) {
    for (const [template, at] of located(machine.spec.dataVolumeTemplates, TEMPLATES)) {
      const name = template.metadata?.name;
      if (!name || isUsed(machine, name)) continue;
      yield fault(at, `"${name}" is used by no volume, which KubeVirt refuses`,
        `Write a volume with dataVolume.name "${name}" in volumes, or leave the template out.`);
    }
  },
};

export const DATA_VOLUME_TWICE: MachineRule = {
  id: 'VM048',
  name: 'machines/data-volume-twice',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.ERROR,
  title: 'Each DataVolume of a machine has a name of its own',
  why: 'KubeVirt takes two of one name, and makes one disk of them, whichever is first.',
  remedy: 'Give each its own name.',
  source: SOURCE,
  acceptable: true,

  *check({ spec }) {
    for (const name of repeated(items(spec.dataVolumeTemplates).map((template) => template.metadata?.name))) {
      yield fault(TEMPLATES, `holds "${name}" twice`, 'Give each its own name.');
    }
  },
};

function* stanzaFaults({ spec }: DataVolumeTemplate, at: string): Iterable<Fault> {
  if (spec?.pvc && spec.storage) {
    yield fault(at, 'has pvc and storage, which exclude each other',
      'Leave pvc out: storage lets CDI choose what suits the storage class.');
  }
  if (!spec?.pvc && !spec?.storage) yield fault(at, 'has neither storage nor pvc', 'Write storage with the size.');
}

function* sourceFaults({ spec }: DataVolumeTemplate, at: string): Iterable<Fault> {
  const { source, sourceRef } = spec ?? {};
  const origins = originsOf(spec);
  if (origins.length === 0) {
    yield fault(at,
      'has no source, but a disk is filled from exactly one', 'Write source: {blank: {}} for an empty one.');
  }
  if (origins.length > 1) {
    yield fault(at, `has ${origins.join(' and ')}, but a disk is filled from exactly one`, 'Leave the others out.');
  }
  const kinds = present(source);
  if (source && kinds.length !== 1) {
    const written = kinds.length === 0 ? 'nothing' : kinds.join(' and ');
    yield fault(`${at}.source`, `has ${written}, but must have exactly one`, 'Write one, such as blank: {}.');
  }
  if (sourceRef && sourceRef.kind !== 'DataSource') {
    yield fault(`${at}.sourceRef.kind`, `"${sourceRef.kind}" is not a kind that CDI knows`, 'Write DataSource.');
  }
}

/** The sources that a disk is filled from. */
function originsOf(spec: DataVolumeTemplate['spec'] | undefined): string[] {
  const stanza = spec?.pvc ?? spec?.storage;
  const isPopulated = stanza?.dataSource !== undefined || stanza?.dataSourceRef !== undefined;
  const origins: string[] = [];
  if (spec?.source) origins.push('source');
  if (spec?.sourceRef) origins.push('sourceRef');
  if (isPopulated) origins.push('a dataSource');
  return origins;
}

function isUsed({ vmi }: Machine, name: string): boolean {
  return items(vmi.volumes).some(({ dataVolume, persistentVolumeClaim }) =>
    dataVolume?.name === name || persistentVolumeClaim?.claimName === name);
}
