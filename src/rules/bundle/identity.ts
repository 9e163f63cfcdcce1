import { Severity } from '../../findings/finding';
import { Fault, wholeFault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { repeated } from '../../toolkit/shape';
import { BundleRule, faultOf, PlacedFault } from '../rule';
import { own } from '../sources';

export const OBJECT_TWICE: BundleRule = {
  id: 'APP002',
  name: 'layout/object-twice',
  on: 'bundle',
  severity: Severity.ERROR,
  title: 'No two constructs make the same object of a cluster',
  why: 'One of the two would overwrite the other, and which one is not known beforehand.',
  remedy: 'Give one of them another name, or remove it.',
  source: own('docs/architecture.md'),
  acceptable: false,

  *check({ entries, clusters }) {
    const owners = new Map<string, Entry>();
    const namedTwice = new Set(repeated(clusters.map(({ facts }) => facts.name)));
    for (const entry of entries) {
      const key = keyOf(entry);
      if (key === undefined || isOfOneGivenTwice(entry, namedTwice)) continue;
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, entry);
      else if (!areOfOneImage(entry, owner)) yield faultOf(entry, madeTwice(entry, owner));
    }
  },
};

export const UNRENDERABLE: BundleRule = {
  id: 'APP003',
  name: 'layout/rendering',
  on: 'bundle',
  severity: Severity.ERROR,
  title: 'Every object can be rendered',
  why: 'A JSON patch or a lazy value failed, so there is nothing to write.',
  remedy: 'See the object\'s JSON patches and lazy values.',
  source: own('docs/architecture.md'),
  acceptable: false,

  check: ({ entries }) => failures(entries, false),
};

export const NAMELESS: BundleRule = {
  id: 'APP005',
  name: 'layout/identity',
  on: 'bundle',
  severity: Severity.ERROR,
  title: 'Every object has an apiVersion, a kind and a name',
  why: 'The API server knows an object by these three.',
  remedy: 'See what JSON patches remove.',
  source: own('docs/architecture.md'),
  acceptable: false,

  check: ({ entries }) => failures(entries, true),
};

function* failures(entries: readonly Entry[], isNameless: boolean): Iterable<PlacedFault> {
  for (const { failure, where } of entries) {
    if (failure?.isNameless === isNameless) yield { problem: failure.problem, remedy: failure.remedy, where };
  }
}

/** Whether an object exists twice because its cluster or its tenant does, which other rules report. */
function isOfOneGivenTwice(entry: Entry, namedTwice: ReadonlySet<string | number>): boolean {
  const { cluster, object, kind, namespace } = entry;
  if (cluster === undefined) return false;
  const home = kind === 'Namespace' ? object?.metadata.name : namespace;
  return namedTwice.has(cluster.facts.name) || cluster.tenantsOf(home).length > 1;
}

/** Whether two objects are the same because their images are, which another rule reports. */
function areOfOneImage(one: Entry, other: Entry): boolean {
  const [image, another] = [one, other].map(({ cluster, where }) =>
    cluster?.images.find((each) => where.startsWith(`${each.where}/`)));
  if (image === undefined || another === undefined) return false;
  return image.dataSourceName === another.dataSourceName && image.namespace === another.namespace;
}

/** The identity of an object within its cluster. The same object may exist in two clusters. */
function keyOf(entry: Entry): string | undefined {
  const { object } = entry;
  if (object === undefined) return undefined;
  const { group, namespace = '', placement: { cluster = '' } } = entry;
  return [cluster, group, object.kind, namespace, object.metadata.name].join('/');
}

function madeTwice(entry: Entry, owner: Entry): Fault {
  return wholeFault(
    `${titleOf(entry)} is already made by ${owner.where}, so one of the two would overwrite the other`,
    entry.intent.ifTwice ?? OBJECT_TWICE.remedy,
  );
}

function titleOf({ object }: Entry): string {
  const { name, namespace } = object!.metadata;
  const within = namespace === undefined ? '' : ` in namespace "${namespace}"`;
  return `${object!.kind} "${name}"${within}`;
}
