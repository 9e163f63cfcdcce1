import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Before } from './before';
import { changedBackends } from './changed-backends';
import { changedSizes } from './changed-sizes';
import { kustomizations } from './kustomization';
import { isSafe, pathProblems } from './paths';
import { programBelow } from './program';
import { toYaml } from './yaml';
import { Finding, Severity } from '../findings/finding';
import { findingOf } from '../findings/findings';
import { wholeFault } from '../findings/rule';
import { whereOf } from '../findings/where';
import type { Entry } from '../inventory/entry';
import { Inventory, withInventory } from '../inventory/inventory';
import { prepare } from '../inventory/prepare';
import { Layer } from '../layout/layer';
import type { FilePlacement } from '../layout/placement';
import { acceptancesIn, acceptancesOf, faultyAcceptances, unaccepted } from '../rules/acceptances';
import { PATHS } from '../rules/bundle/paths';
import type { Configuration } from '../rules/configuration';
import { consequencesIn } from '../rules/consequences';
import { judge, Judgement } from '../rules/judge';
import { isMadeFrom, Rejection, rejectionsIn } from '../rules/rejections';

/**
 * Texts by path below the output directory, with `/` between the parts. They are made while they are read, so that the
 * bundle is never in memory as a whole.
 */
export type Files = ReadonlyMap<string, Iterable<string>>;

/** The result of a program: findings, and files if none of the findings is an error. */
export interface Synthesis {
  /** In the order of the program. */
  readonly findings: readonly Finding[];
  /** The bundle's objects. Empty if there are errors. */
  readonly files: Files;
  /** Files that are derived from these: kustomizations. */
  readonly derived: Files;
  /** The objects, with the constructs that made them. */
  readonly entries: readonly Entry[];
}

/**
 * Prepares a program, collects its objects, judges them, and derives further files from the whole.
 * @param written the bundle that this one will replace
 */
export function synthesise(app: App, configuration: Configuration, written?: Before): Synthesis {
  const before = prepare(app);
  return withInventory(
    app,
    (inventory) => {
      const { entries } = inventory;
      const paths = pathsOf(entries, app.outputFileExtension);
      const changes = written === undefined ? [] : [
        ...changedSizes(entries, paths, written),
        ...changedBackends(inventory, app.outputFileExtension, written),
      ];
      const { findings, rejections } = findingsIn(app, inventory, configuration, changes);
      const hasErrors = findings.some(({ severity }) => severity === Severity.ERROR);
      const untold = hasErrors ? paths.filter((_path, index) => !isExplained(entries[index], rejections)) : paths;
      const misplaced = pathFindings(new Set(untold));
      const isRight = !hasErrors && misplaced.length === 0;
      const files = isRight ? textsOf(entries, paths) : new Map<string, Iterable<string>>();
      return { findings: [...findings, ...misplaced], files, derived: kustomizations(files.keys()), entries };
    },
    before,
  );
}

interface Findings {
  readonly findings: readonly Finding[];
  /** The names that findings about props reject. */
  readonly rejections: readonly Rejection[];
}

/** All findings that are not accepted, in the order of the program. */
function findingsIn(
  app: App, inventory: Inventory, configuration: Configuration, changes: readonly Judgement[],
): Findings {
  const program = programBelow(app);
  const judgements = [...program.judgements, ...judge(inventory), ...changes];
  const acceptances = [
    ...acceptancesOf(program.constructs),
    ...acceptancesIn(inventory.entries),
    ...configuration.acceptances,
  ];
  const findings = [
    ...configuration.findings,
    ...faultyAcceptances(acceptances),
    ...unaccepted(judgements, acceptances, consequencesIn(program.constructs, judgements), program.constructs),
  ];
  return {
    findings: findings.length < 2 ? findings : inOrder(findings, program.constructs),
    rejections: rejectionsIn(judgements),
  };
}

/** Sorts findings in the order of their constructs. */
function inOrder(findings: Finding[], constructs: readonly IConstruct[]): Finding[] {
  const places = new Map(constructs.map((construct, index) => [whereOf(construct), index]));
  const placeOf = ({ where }: Finding) => places.get(where) ?? -1;
  return findings.sort((one, other) => placeOf(one) - placeOf(other));
}

/** The line between two objects of a file. */
export const SEPARATOR = '---\n';

function textsOf(entries: readonly Entry[], paths: readonly string[]): Files {
  const files = new Map<string, Entry[]>();
  entries.forEach((entry, index) => {
    const before = files.get(paths[index]);
    if (before === undefined) files.set(paths[index], [entry]);
    else before.push(entry);
  });
  return new Map([...files].map(([path, ofFile]) => [path, { [Symbol.iterator]: () => documents(ofFile) }]));
}

/** The objects as YAML documents of one file. */
function* documents(entries: readonly Entry[]): IterableIterator<string> {
  for (const [index, { object, unsorted }] of entries.entries()) {
    if (index > 0) yield SEPARATOR;
    yield toYaml(object, unsorted);
  }
}

function pathFindings(files: Iterable<string>): Finding[] {
  const list = [...files];
  const derived = [...kustomizations(list).keys()];
  return pathProblems([...list, ...derived]).map(({ problem, remedy }) =>
    findingOf(PATHS, wholeFault(problem, remedy), ''),
  );
}

/** The file of each object. Objects with the same placement share a file. */
function pathsOf(entries: readonly Entry[], extension: string): string[] {
  const known = new Map<FilePlacement, string>();
  return entries.map((entry) => {
    // Outside of clusters, all objects have the same placement, and each chart has a file of its own, as in cdk8s.
    if (entry.placement.cluster === undefined) return `${entry.chart}${extension}`;
    let path = known.get(entry.placement);
    if (path === undefined) known.set(entry.placement, (path = pathOf(entry.placement, extension)));
    return path;
  });
}

/** `clusters/<cluster>/<layer>[/<tenant>]/<file>` */
function pathOf(placement: FilePlacement, extension: string): string {
  const { cluster, layer = Layer.PLATFORM, tenant, file = 'objects' } = placement;
  return ['clusters', cluster, layer, tenant, `${file}${extension}`].filter((part) => part !== undefined).join('/');
}

/**
 * Whether the parts of an object's path that cannot be written, or not beside all others, are names that other findings
 * are about: the object's name, its namespace, its cluster's name, or a name that a finding rejects.
 */
function isExplained({ object, namespace, cluster, placement }: Entry, rejections: readonly Rejection[]): boolean {
  const names = [object?.metadata.name, namespace, cluster?.facts.name];
  const parts = [placement.cluster, placement.tenant, placement.file].filter((part) => part !== undefined);
  const odd = parts.filter((part) => !isSafe(part) || part !== part.toLowerCase());
  return odd.length > 0
    && odd.every((part) => names.includes(part) || rejections.some(({ name }) => isMadeFrom(part, name)));
}
