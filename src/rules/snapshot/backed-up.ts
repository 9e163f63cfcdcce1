import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { isWhole } from '../../inventory/whole-namespace';
import { Labels, LabelSelector, selects } from '../../toolkit/label-selector';
import { notDnsLabel } from '../../toolkit/names';
import { nearest } from '../../toolkit/nearest';
import { texts } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { velero } from '../sources';
import { PATTERN, Schedule, SCHEDULE } from './velero';

const COLLECTOR = velero('pkg/backup/item_collector.go: collectNamespaces, getResourceItems');
const NOTHING_OF_IT = 'Velero writes a line into the log of the backup and goes on without the namespace, so the '
  + 'backup is complete and holds nothing of it.';

export const BACKUP_OF_A_TYPO: ObjectRule = {
  id: 'SNAP060',
  name: 'snapshots/backup-of-a-typo',
  on: 'object',
  kinds: [SCHEDULE],
  severity: Severity.WARNING,
  title: 'A Schedule of Velero names the namespace of a tenant, not its id or a name close to it',
  why: NOTHING_OF_IT,
  remedy: 'Write the tenant itself, or the name of its namespace.',
  source: COLLECTOR,
  acceptable: true,

  *check(schedule: Schedule, entry: Entry) {
    for (const { field, name, meant } of strangersIn(schedule, entry)) {
      if (meant === undefined) continue;
      yield fault(field, `"${name}" names a namespace that the bundle does not hold. If it is not there, nothing of it `
        + 'is backed up', `Did you mean "${meant}"? ${BACKUP_OF_A_TYPO.remedy}`);
    }
  },
};

export const BACKUP_ELSEWHERE: ObjectRule = {
  id: 'SNAP061',
  name: 'snapshots/backup-elsewhere',
  on: 'object',
  kinds: [SCHEDULE],
  severity: Severity.INFO,
  title: 'The program knows the namespaces that a Schedule of Velero names',
  why: NOTHING_OF_IT,
  remedy: 'Make sure that the namespace is there, or declare the tenant with TenantNamespace.existing(…).',
  source: COLLECTOR,
  acceptable: true,

  *check(schedule: Schedule, entry: Entry) {
    for (const { field, name, meant } of strangersIn(schedule, entry)) {
      if (meant !== undefined) continue;
      yield fault(field, `"${name}" names a namespace that the bundle does not hold. If it is not there, nothing of it `
        + 'is backed up', BACKUP_ELSEWHERE.remedy);
    }
  },
};

/** A namespace that the program does not know, and the one that is most likely meant. */
interface Stranger {
  readonly field: string;
  readonly name: string;
  readonly meant?: string;
}

function strangersIn({ spec }: Schedule, { cluster }: Entry): Stranger[] {
  if (cluster === undefined) return [];
  const tenants = cluster.tenants.filter(({ isComplete }) => isComplete).map(({ namespace }) => namespace);
  return texts(spec?.template?.includedNamespaces).flatMap((name, index) => {
    if (PATTERN.test(name) || notDnsLabel(name) !== undefined || isKnown(cluster, name)) return [];
    return [{ field: `spec.template.includedNamespaces[${index}]`, name, meant: meantBy(tenants, name) }];
  });
}

function isKnown(cluster: ClusterView, namespace: string): boolean {
  return cluster.tenantsOf(namespace).length > 0 || cluster.find('', 'Namespace', namespace) !== undefined
    || cluster.images.some((image) => image.namespace === namespace);
}

/** The tenant's namespace whose id a name is, or which it is close to. Numbers tell tenants apart, so they count. */
function meantBy(tenants: readonly string[], name: string): string | undefined {
  const found = tenants.find((namespace) => namespace.endsWith(`-${name}`));
  if (found !== undefined) return found;
  const others = tenants.filter((namespace) => withoutDigits(namespace) !== withoutDigits(name));
  const close = nearest(withoutPrefix(name), others.map(withoutPrefix));
  return others.find((namespace) => withoutPrefix(namespace) === close);
}

function withoutDigits(name: string): string {
  return name.replace(/\d/g, '');
}

/** What tells the usual namespaces of tenants apart. */
function withoutPrefix(namespace: string): string {
  return namespace.replace(/^cluster-/, '');
}

export const BACKUP_OF_NO_MACHINE: ObjectRule = {
  id: 'SNAP062',
  name: 'snapshots/backup-of-no-machine',
  on: 'object',
  kinds: [SCHEDULE],
  severity: Severity.WARNING,
  title: 'The labels of a BackupSchedule select a machine',
  why: 'Velero backs up what has the labels, and what belongs to it. If no machine has them, each backup is complete '
    + 'and empty.',
  remedy: 'Write the same labels in labels of the machines, or leave machineLabels out to back up everything.',
  source: COLLECTOR,
  acceptable: true,

  *check({ spec }: Schedule, entry: Entry) {
    const { includedNamespaces, labelSelector } = spec?.template ?? {};
    if (labelSelector === undefined || entry.intent.propOf?.(SELECTOR) === undefined) return;
    const namespaces = texts(includedNamespaces);
    if (!namespaces.every((namespace) => isWhole(entry.cluster, namespace))) return;
    yield* selectionFaults(labelSelector, namespaces, entry.cluster!);
  },
};

const SELECTOR = 'spec.template.labelSelector';

function* selectionFaults(
  selector: LabelSelector, namespaces: readonly string[], cluster: ClusterView,
): Iterable<Fault> {
  let replicaSet: string | undefined;
  for (const entry of namespaces.flatMap((namespace) => cluster.machinesIn(namespace))) {
    if (!selects(selector, labelsOf(entry))) continue;
    if (entry.kind !== 'VirtualMachineInstanceReplicaSet') return;
    replicaSet ??= entry.object!.metadata.name;
  }
  const found = replicaSet === undefined ? `no machine of ${namespaces.join(', ')} has`
    : `only replica set "${replicaSet}" has, whose machines keep nothing`;
  const labels = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => `"${key}: ${value}"`).join(', ');
  yield fault(SELECTOR, `asks for ${labels}, which ${found}, so the backups are empty`, BACKUP_OF_NO_MACHINE.remedy);
}

/** The labels of the machines themselves: those of a pool's members are in its template. */
function labelsOf({ kind, object }: Entry): Labels | undefined {
  const { metadata, spec } = object!;
  if (kind === 'VirtualMachinePool') return (spec as PoolSpec).virtualMachineTemplate?.metadata?.labels;
  return kind === 'VirtualMachineInstanceReplicaSet' ? (spec as InstancesSpec).template?.metadata?.labels
    : metadata.labels as Labels | undefined;
}

interface Template {
  readonly metadata?: { readonly labels?: Labels };
}

interface PoolSpec {
  readonly virtualMachineTemplate?: Template;
}

interface InstancesSpec {
  readonly template?: Template;
}
