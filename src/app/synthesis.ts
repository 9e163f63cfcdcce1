import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Before } from './before';
import { changedBackends } from './changed-backends';
import { changedSizes } from './changed-sizes';
import { pathOf, pathsOf } from './file-paths';
import { imageLists, lockFindings } from './image-lists';
import { kustomizations } from './kustomization';
import { lostGatesIn } from './lost-gates';
import { AppNames, Owner } from './owner';
import { isSafe, pathProblems } from './paths';
import { programBelow } from './program';
import { toYaml } from './yaml';
import { deliveriesOf } from '../delivery/deliveries';
import { derive, Derived } from '../delivery/derive';
import { Finding, Severity } from '../findings/finding';
import { findingOf } from '../findings/findings';
import { wholeFault } from '../findings/rule';
import { whereOf } from '../findings/where';
import type { Entry } from '../inventory/entry';
import { Inventory, withInventory } from '../inventory/inventory';
import { prepare } from '../inventory/prepare';
import { imageLockOf } from '../layout/image-lock';
import type { KubernetesObject } from '../releases/facts';
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
  /** Files that are derived from these: kustomizations, and what delivers the bundle. */
  readonly derived: Files;
  /** The objects, with the constructs that made them. */
  readonly entries: readonly Entry[];
}

const NO_FILES: Files = new Map();

/** How a program is synthesised. */
export interface SynthesisOptions {
  /** The bundle that this one will replace. */
  readonly written?: Before;
  readonly names?: AppNames;
  /** Whether the lists of images are derived. */
  readonly writesImageLists?: boolean;
}

/** Prepares a program, collects its objects, judges them, and derives further files from the whole. */
export function synthesise(
  app: App, configuration: Configuration, { written, names = {}, writesImageLists = false }: SynthesisOptions = {},
): Synthesis {
  const before = prepare(app);
  return withInventory(
    app,
    (inventory) => {
      const { entries } = inventory;
      const extension = app.outputFileExtension;
      const splits = deliveriesOf(app)?.splits ?? [];
      const paths = pathsOf(entries, extension, splits);
      const lock = imageLockOf(app);
      const changes = [...lockFindings(inventory, lock), ...written === undefined ? [] : [
        ...changedSizes(entries, paths, written),
        ...lostGatesIn(entries, paths, written),
        ...changedBackends(inventory, (placement) => pathOf(placement, extension, splits)!, written),
      ]];
      const judged = findingsIn(app, inventory, configuration, changes);
      const derivation = { app: Owner.of(paths, names).name ?? '', bytesOf };
      const delivered = hasErrors(judged.findings) ? undefined : derive(app, inventory, derivation);
      const { findings, rejections } = delivered === undefined
        ? judged
        : findingsIn(app, inventory, configuration, [...changes, ...delivered.judgements]);
      const isTold = (index: number) => hasErrors(findings) && isExplained(entries[index], rejections);
      const untold = new Set(paths.filter((_path, index) => !isTold(index)));
      const lists = writesImageLists && !hasErrors(findings) ? imageLists(inventory, lock) : NO_FILES;
      const more = new Map([...derivedFrom(untold, delivered), ...lists]);
      const misplaced = pathFindings([...untold, ...more.keys()]);
      const isRight = !hasErrors(findings) && misplaced.length === 0;
      const files = isRight ? textsOf(entries, paths) : NO_FILES;
      return { findings: [...findings, ...misplaced], files, derived: isRight ? more : NO_FILES, entries };
    },
    before,
  );
}

function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === Severity.ERROR);
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

/** The size of an object in its file, with what stands between it and the next one. */
function bytesOf({ object, unsorted }: Entry): number {
  return Buffer.byteLength(toYaml(object, unsorted)) + SEPARATOR.length;
}

/** The files that follow from the whole bundle. */
function derivedFrom(files: ReadonlySet<string>, delivered: Derived | undefined): Files {
  const written = (delivered?.files ?? []).map(({ path, objects }) => [path, yamlOf(objects)] as const);
  const texts = (delivered?.texts ?? []).map(({ path, text }) => [path, [text]] as const);
  return new Map<string, Iterable<string>>([
    ...kustomizations([...files, ...written.map(([path]) => path)], delivered !== undefined), ...written, ...texts,
  ]);
}

function yamlOf(objects: readonly KubernetesObject[]): string[] {
  return objects.flatMap((object, index) => (index === 0 ? [toYaml(object, true)] : [SEPARATOR, toYaml(object, true)]));
}

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

function pathFindings(files: readonly string[]): Finding[] {
  return pathProblems(files).map(({ problem, remedy }) =>
    findingOf(PATHS, wholeFault(problem, remedy), ''),
  );
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
