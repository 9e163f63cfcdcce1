import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import type { LabelSelector } from '../../toolkit/label-selector';
import { notDnsLabel, notDnsSubdomain, notLabelValue, notQualifiedName, taken } from '../../toolkit/names';
import { items, present, texts } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { kubernetes, velero } from '../sources';
import { PATTERN, Schedule, SCHEDULE } from './velero';

/** What comes of a text that the API server takes and Velero does not. */
const FAILS = 'so each backup fails';

export const SCHEDULE_NAMES: ObjectRule = {
  id: 'SNAP057',
  name: 'snapshots/backup-names',
  on: 'object',
  kinds: [SCHEDULE],
  severity: Severity.ERROR,
  title: 'A Schedule of Velero names namespaces and a storage location that can exist',
  why: 'The API server takes any text. Velero marks each backup as FailedValidation, or makes one of nothing.',
  remedy: 'Write names of namespaces, patterns such as "cluster-*", and the name of a BackupStorageLocation.',
  source: velero('pkg/util/collections/includes_excludes.go: ValidateNamespaceIncludesExcludes'),
  acceptable: true,

  *check({ spec }: Schedule) {
    const { includedNamespaces, excludedNamespaces, storageLocation } = spec?.template ?? {};
    for (const [field, names] of Object.entries({ includedNamespaces, excludedNamespaces })) {
      for (const [index, name] of texts(names).entries()) {
        if (!PATTERN.test(name)) yield* about(`spec.template.${field}[${index}]`, taken(notDnsLabel(name), FAILS));
      }
    }
    if (typeof storageLocation === 'string') {
      yield* about('spec.template.storageLocation', taken(notDnsSubdomain(storageLocation), FAILS));
    }
  },
};

export const SCHEDULE_LISTS: ObjectRule = {
  id: 'SNAP063',
  name: 'snapshots/backup-lists',
  on: 'object',
  kinds: [SCHEDULE],
  severity: Severity.ERROR,
  title: 'What a Schedule of Velero includes and excludes does not contradict itself',
  why: 'The API server takes any lists, and Velero marks each backup as FailedValidation.',
  remedy: 'Write "*" alone, or names alone, and each name in one of the two lists.',
  source: velero('pkg/util/collections/includes_excludes.go: ValidateIncludesExcludes'),
  acceptable: true,

  *check({ spec }: Schedule) {
    const { template = {} } = spec ?? {};
    yield* contradictions('Namespaces', template.includedNamespaces, template.excludedNamespaces);
    yield* contradictions('Resources', template.includedResources, template.excludedResources);
  },
};

function* contradictions(
  what: string, included: readonly string[] | undefined, excluded: readonly string[] | undefined,
): Iterable<Fault> {
  const [all, none] = [new Set(texts(included)), new Set(texts(excluded))];
  if (all.size > 1 && all.has('*')) {
    yield fault(`spec.template.included${what}`, 'holds "*" beside names, so each backup fails its validation',
      'Write "*" alone, or names alone.');
  }
  for (const name of none) {
    if (name !== '*' && !all.has(name)) continue;
    const why = name === '*' ? 'which leaves nothing to back up' : `and so does included${what}`;
    yield fault(`spec.template.excluded${what}`, `holds "${name}", ${why}: each backup fails its validation`,
      'Leave it out.');
  }
}

export const SCHEDULE_IDENTITY: ObjectRule = {
  id: 'SNAP059',
  name: 'snapshots/schedule-name',
  on: 'object',
  kinds: [SCHEDULE],
  severity: Severity.ERROR,
  title: 'A Schedule of Velero has a name and a namespace that Kubernetes takes',
  why: 'The API server refuses others.',
  remedy: 'Use lower-case letters, digits and "-".',
  source: kubernetes('staging/src/k8s.io/apiextensions-apiserver/pkg/registry/customresource/strategy.go'),
  acceptable: false,

  *check({ metadata: { name, namespace } }: Schedule) {
    yield* about('metadata.name', notDnsSubdomain(name));
    if (namespace !== undefined) yield* about('metadata.namespace', notDnsLabel(namespace));
  },
};

export const SCHEDULE_LABELS: ObjectRule = {
  id: 'SNAP058',
  name: 'snapshots/backup-labels',
  on: 'object',
  kinds: [SCHEDULE],
  severity: Severity.ERROR,
  title: 'A Schedule of Velero selects by labels that an object can have',
  why: 'The API server takes any text, and Velero cannot make a selector of it: each backup fails.',
  remedy: 'Write keys and values that a label can have.',
  source: velero('pkg/backup/item_collector.go: getResourceItems'),
  acceptable: true,

  *check({ spec }: Schedule) {
    const { labelSelector, orLabelSelectors } = spec?.template ?? {};
    yield* labelFaults('spec.template.labelSelector', labelSelector);
    for (const [index, selector] of items(orLabelSelectors).entries()) {
      yield* labelFaults(`spec.template.orLabelSelectors[${index}]`, selector);
    }
  },
};

function* labelFaults(field: string, selector: LabelSelector | undefined): Iterable<Fault> {
  for (const [key, value] of Object.entries(selector?.matchLabels ?? {})) {
    yield* about(`${field}.matchLabels`, taken(notQualifiedName(key) ?? notLabelValue(value), FAILS));
  }
}

export const SCHEDULE_SELECTORS: ObjectRule = {
  id: 'SNAP055',
  name: 'snapshots/backup-selectors',
  on: 'object',
  kinds: [SCHEDULE],
  severity: Severity.ERROR,
  title: 'A Schedule of Velero has labelSelector or orLabelSelectors, not both',
  why: 'The API server takes both, and each of its backups then fails its validation.',
  remedy: 'Write all selectors in orLabelSelectors.',
  source: velero('pkg/controller/backup_controller.go: prepareBackupRequest'),
  acceptable: true,

  *check({ spec }: Schedule) {
    const template = spec?.template;
    const both = present(template).filter((key) => key === 'labelSelector' || key === 'orLabelSelectors');
    if (both.length < 2) return;
    yield fault('spec.template.orLabelSelectors', 'stands beside labelSelector, so each backup fails',
      SCHEDULE_SELECTORS.remedy);
  },
};

/** What the plugin asks for beside a running machine (kubevirt-velero-plugin, pkg/plugin/vm_backup_item_action.go). */
const BESIDE_MACHINE = ['virtualmachineinstances', 'pods'];
const MACHINES = 'virtualmachines';

export const SCHEDULE_RESOURCES: ObjectRule = {
  id: 'SNAP056',
  name: 'snapshots/backup-resources',
  on: 'object',
  kinds: [SCHEDULE],
  severity: Severity.ERROR,
  title: 'A Schedule of Velero that takes machines takes their instances and pods too',
  why: 'Without them kubevirt-velero-plugin refuses to back up running machines: nothing would freeze their disks.',
  remedy: 'Leave includedResources and excludedResources out, or take virtualmachineinstances and pods along.',
  source: { project: 'kubevirt-velero-plugin', file: 'pkg/plugin/vm_backup_item_action.go', release: '22551ca' },
  acceptable: true,

  *check({ spec }: Schedule) {
    const included = texts(spec?.template?.includedResources);
    const excluded = texts(spec?.template?.excludedResources);
    if (!isTaken(MACHINES, included, excluded)) return;
    const missing = BESIDE_MACHINE.filter((resource) => !isTaken(resource, included, excluded));
    if (missing.length === 0) return;
    const field = missing.some((resource) => isNamed(resource, excluded)) ? 'excludedResources' : 'includedResources';
    yield fault(`spec.template.${field}`, `leaves out ${missing.join(' and ')} of the machines that it takes, so no `
      + 'running machine is backed up', SCHEDULE_RESOURCES.remedy);
  },
};

function isTaken(resource: string, included: readonly string[], excluded: readonly string[]): boolean {
  return (included.length === 0 || isNamed(resource, included)) && !isNamed(resource, excluded);
}

/** As the plugin compares them: the group does not matter, nor does the plural. */
function isNamed(resource: string, list: readonly string[]): boolean {
  const plain = (text: string): string => text.split('.')[0].toLowerCase().replace(/s$/, '');
  return list.some((each) => plain(each) === plain(resource));
}
