import { Fault, fault } from '../../../findings/rule';
import { imagesBehind } from '../../../inventory/clones';
import type { ClusterView } from '../../../inventory/cluster-view';
import type { Entry } from '../../../inventory/entry';
import type { DiskSource } from '../../../machines/disks/clone-sources';
import { items, texts } from '../../../toolkit/shape';

/** What a rule says of each reference to something that the bundle does not hold. */
export const REMEDY = 'Add the object, correct the name, or set bundleIsComplete of the cluster to false.';

/** A reference to another object. */
export interface Reference {
  readonly field: string;
  readonly name: string;
  readonly namespace: string;
}

/** Whether the bundle holds what a reference names. */
export type Holds = (cluster: ClusterView, name: string, namespace: string) => boolean;

/** A reference to an object that the bundle does not hold. */
export interface Unheld extends Reference {
  /** The kind, in words. */
  readonly what: string;
}

/** The references of an entry to what the bundle does not hold, whether or not it is said to be complete. */
export function* unheldBy(
  what: string,
  { cluster, namespace }: Entry,
  find: (namespace: string) => Iterable<Reference>,
  holds: Holds,
): Iterable<Unheld> {
  if (cluster === undefined || namespace === undefined) return;
  for (const reference of find(namespace)) {
    if (!holds(cluster, reference.name, reference.namespace)) yield { ...reference, what };
  }
}

/**
 * The faults of references to what the bundle does not hold, if the program declares that the bundle is complete.
 * Otherwise a missing object is not a mistake, because it may exist in the cluster.
 */
export function missing(entry: Entry, find: () => Iterable<Unheld>): Iterable<Fault> {
  return entry.cluster?.facts.isComplete === true ? faultsOf(entry, find()) : [];
}

function* faultsOf(entry: Entry, references: Iterable<Unheld>): Iterable<Fault> {
  for (const { what, field, name, namespace } of references) {
    if (isElsewhere(entry, what, name)) continue;
    const where = namespace === '' ? '' : ` in namespace "${namespace}"`;
    yield fault(field,
      `"${name}" names a ${what}${where} that the bundle does not hold, although it is said to be complete`,
      `Add the ${what}, correct the name, or set bundleIsComplete to false.`);
  }
}

/** Whether the name is that of an object that was given and is elsewhere, which has a rule of its own. */
function isElsewhere({ intent, namespace }: Entry, kind: string, name: string): boolean {
  return intent.givenObjects?.().some((given) => given.kind === kind && given.name === name
    && given.namespace !== undefined && given.namespace !== namespace) === true;
}

export const holdsSecret: Holds = (cluster, name, namespace) => (
  cluster.find('', 'Secret', name, namespace) !== undefined);

export const holdsConfigMap: Holds = (cluster, name, namespace) => (
  cluster.find('', 'ConfigMap', name, namespace) !== undefined);

export const holdsDataSource: Holds = (cluster, name, namespace) => (
  cluster.imageOf(name, namespace) !== undefined
    || cluster.find('cdi.kubevirt.io', 'DataSource', name, namespace) !== undefined);

/** A claim of its own, of a DataVolume, of an image, or of a machine's disk. */
export const holdsClaim: Holds = (cluster, name, namespace) => (
  cluster.find('cdi.kubevirt.io', 'DataVolume', name, namespace) !== undefined
    || cluster.find('', 'PersistentVolumeClaim', name, namespace) !== undefined
    || imagesBehind(cluster, { field: '', kind: 'PersistentVolumeClaim', name, namespace }, namespace).length > 0
    || cluster.machinesIn(namespace).some((entry) => makesDisk(entry, name)));

/** A class need not exist if the bundle holds a volume of it: a claim is bound to that volume. */
export const holdsStorageClass: Holds = (cluster, name) => (
  cluster.find('storage.k8s.io', 'StorageClass', name) !== undefined
    || cluster.of('', 'PersistentVolume').some(({ object }) => classOf(object?.spec) === name));

/** Kubernetes and KubeVirt provide some. */
export const holdsPriorityClass: Holds = (cluster, name) => (
  /^(system-|kubevirt-)/.test(name) || cluster.find('scheduling.k8s.io', 'PriorityClass', name) !== undefined);

/** Kubernetes makes one in each namespace. */
export const holdsServiceAccount: Holds = (cluster, name, namespace) => (
  name === 'default' || cluster.find('', 'ServiceAccount', name, namespace) !== undefined);

/** References to what is cloned, of one kind. */
export function* clonedOf(sources: readonly DiskSource[], wanted: string, own: string): Iterable<Reference> {
  for (const { field, kind, name, namespace = own } of sources) {
    if (kind === wanted) yield { field: `${field}.name`, name, namespace };
  }
}

type CredentialField = 'secretRef' | 'certConfigMap';

/** The credentials of a volume's source: the fields of one name, of whatever kind the source is. */
export function* credentials(
  source: object | undefined,
  wanted: CredentialField,
  at: string,
): Iterable<readonly [field: string, name: string]> {
  for (const [kind, given] of Object.entries(source ?? {}) as [string, Credentials | undefined][]) {
    const name = given?.[wanted];
    if (name) yield [`${at}.${kind}.${wanted}`, name];
    if (wanted !== 'secretRef') continue;
    for (const [index, header] of texts(given?.secretExtraHeaders).entries()) {
      yield [`${at}.${kind}.secretExtraHeaders[${index}]`, header];
    }
  }
}

interface Credentials {
  readonly secretRef?: string;
  readonly certConfigMap?: string;
  readonly secretExtraHeaders?: readonly string[];
}

/** The name of a disk of a pool's member ends in the member's number. */
function makesDisk({ machine, kind }: Entry, name: string): boolean {
  const names = items(machine?.spec.dataVolumeTemplates).map(({ metadata }) => (metadata as { name?: string })?.name);
  const wanted = kind === 'VirtualMachinePool' ? name.replace(/-\d+$/, '') : name;
  return names.includes(wanted);
}

function classOf(spec: unknown): unknown {
  return (spec as { readonly storageClassName?: unknown } | undefined)?.storageClassName;
}
