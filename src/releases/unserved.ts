import { distance } from 'fastest-levenshtein';
import { factsOf, Kind, KubernetesObject, ReleaseFacts } from './facts';
import { CdiRelease, KubeVirtRelease } from './release';
import type { SchemaFault } from './schema-fault';
import type { SchemaSource } from './schema-source';
import { nearest } from '../toolkit/nearest';

/**
 * A group of KubeVirt or CDI that another release serves and this one does not, or a misspelt one. Groups of others are
 * not judged.
 */
export function unservedGroup(
  object: KubernetesObject, group: string, sources: readonly SchemaSource[],
): SchemaFault[] {
  const serving = allFacts().filter((facts) => facts.kinds.some((kind) => kind.group === group));
  const name = sources.find((source) => source.facts.project === serving[0]?.project)?.name;
  return name === undefined ? misspeltGroup(object, group, sources) : [servedElsewhere(object, name, serving)];
}

/** The group of machine-controller. It is older than Cluster API, and has kinds of the same names. */
const MACHINE_CONTROLLER = 'cluster.k8s.io';

function misspeltGroup({ apiVersion, kind }: KubernetesObject, group: string, sources: readonly SchemaSource[]) {
  if (group === MACHINE_CONTROLLER) return [];
  return sources.flatMap((source): SchemaFault[] => {
    const meant = nearest(group, source.kindsNamed(kind).map((each) => each.group));
    if (meant === undefined) return [];
    const problem = `is "${apiVersion}", but ${source.name} serves ${kind} in group "${meant}"`;
    const remedy = 'Correct the group, unless another operator serves the kind.';
    return [{ check: 'foreign-kind', field: 'apiVersion', problem, remedy }];
  });
}

/** A kind in one group of KubeVirt's or CDI's that is in another one. */
export function otherGroup(
  { apiVersion, kind }: KubernetesObject, sources: readonly SchemaSource[],
): SchemaFault | undefined {
  const source = sources.find((each) => each.kindsNamed(kind).length > 0);
  if (source === undefined) return undefined;
  const [meant] = source.kindsNamed(kind);
  const problem = `is "${apiVersion}", but ${source.name} serves ${kind} in group "${meant.group}"`;
  return { check: 'kind', field: 'apiVersion', problem, remedy: `Write apiVersion ${servedVersions(meant)}.` };
}

/** A kind in a group that several projects share, if its letters are almost those of one that is known. */
export function misspeltKind(
  { apiVersion, kind }: KubernetesObject, group: string, source: SchemaSource,
): SchemaFault[] {
  const meant = nearest(kind, source.kindsIn(group));
  if (meant === undefined || distance(kind.toLowerCase(), meant.toLowerCase()) > 2) return [];
  const problem = `${kind} of ${apiVersion} is not served by ${source.name}`;
  return [{ check: 'foreign-kind', field: 'kind', problem, remedy: `Did you mean "${meant}"?` }];
}

/** A kind that other releases serve, a misspelt kind, or a kind of another operator that uses the same group. */
export function unknownKind(object: KubernetesObject, group: string, source: SchemaSource): SchemaFault {
  const isIt = (kind: Kind): boolean => kind.group === group && kind.kind === object.kind;
  const serving = allFacts().filter((facts) => facts.kinds.some(isIt));
  if (serving.length > 0) return servedElsewhere(object, source.name, serving);
  const meant = nearest(object.kind, source.kindsIn(group));
  const problem = `${object.kind} of ${object.apiVersion} is not served by ${source.name}`;
  if (meant !== undefined) return { check: 'kind', field: 'kind', problem, remedy: `Did you mean "${meant}"?` };
  return {
    check: 'foreign-kind',
    field: 'kind',
    problem,
    remedy: 'Leave the object out, unless another operator serves the kind.',
  };
}

function servedElsewhere(object: KubernetesObject, release: string, serving: readonly ReleaseFacts[]): SchemaFault {
  const versions = serving.map((facts) => facts.version).join(' and ');
  return {
    check: 'kind',
    field: 'kind',
    problem: `${object.kind} of ${object.apiVersion} is not served by ${release}, but by ${versions}`,
    remedy: 'Leave the object out, or choose one of those releases.',
  };
}

/** A version of a kind that the release does not serve. */
export function unservedVersion(object: KubernetesObject, kind: Kind, release: string): SchemaFault {
  const problem = `${object.apiVersion} of ${object.kind} is not served by ${release}`;
  return { check: 'version', field: 'apiVersion', problem, remedy: `Write apiVersion ${servedVersions(kind)}.` };
}

function servedVersions({ group, versions }: Kind): string {
  return versions.filter(({ served }) => served).map(({ name }) => `${group}/${name}`).join(' or ');
}

function allFacts(): ReleaseFacts[] {
  return [
    ...KubeVirtRelease.all().map((release) => factsOf('kubevirt', release.version)),
    ...CdiRelease.all().map((release) => factsOf('cdi', release.version)),
  ];
}
