import type { App } from 'cdk8s';
import { kustomizations } from './kustomization';
import { pathProblems } from './paths';
import { programBelow } from './program';
import { toYaml } from './yaml';
import { Finding, Severity } from '../findings/finding';
import { findingOf } from '../findings/findings';
import { wholeFault } from '../findings/rule';
import type { Entry } from '../inventory/entry';
import { Inventory, withInventory } from '../inventory/inventory';
import { prepare } from '../inventory/prepare';
import { Layer } from '../layout/layer';
import { acceptancesOf, annotationFaults, unaccepted } from '../rules/acceptances';
import { PATHS } from '../rules/bundle/paths';
import type { Configuration } from '../rules/configuration';
import { consequencesIn } from '../rules/consequences';
import { judge } from '../rules/judge';

/** UTF-8 text, in pieces, by path below the output directory with `/` between the parts. */
export type Files = ReadonlyMap<string, readonly Buffer[]>;

/** What a program comes to: findings, and files if none of them is an error. */
export interface Synthesis {
  /** In the order of the program. */
  readonly findings: readonly Finding[];
  /** The bundle's objects. Empty if there are errors. */
  readonly files: Files;
  /** What follows from these files: kustomizations. */
  readonly derived: Files;
  /** Object names with the paths of their constructs, for cdk8s' validation plugins. */
  readonly objects: ReadonlyMap<string, string>;
  /** How many objects there are. */
  readonly count: number;
}

/** Prepares a program, collects its objects, judges them, serialises them, and derives what follows from the whole. */
export function synthesise(app: App, configuration: Configuration): Synthesis {
  const before = prepare(app);
  return withInventory(app, (inventory) => {
    const findings = findingsIn(app, inventory, configuration);
    const objects = new Map(inventory.entries.map((entry) => [entry.object?.metadata.name ?? '', entry.where]));
    const count = inventory.entries.length;
    const paths = inventory.entries.map((entry) => fileOf(entry, app));
    const misplaced = pathFindings(new Set(paths));
    const all = [...findings, ...misplaced];
    if (all.some(({ severity }) => severity === Severity.ERROR)) return { findings: all, files: new Map(), derived: new Map(), objects, count };
    const files = serialised(inventory.entries, paths);
    return { findings: all, files, derived: kustomizations(files.keys()), objects, count };
  }, before);
}

/** All findings that no one accepts, in the order of the program. */
export function findingsIn(app: App, inventory: Inventory, configuration: Configuration): Finding[] {
  const program = programBelow(app);
  const judgements = [...program.judgements, ...judge(inventory)];
  const acceptances = [...acceptancesOf(program.constructs), ...configuration.acceptances];
  const findings = [
    ...configuration.findings,
    ...unaccepted(judgements, acceptances, consequencesIn(program.constructs)),
    ...annotationFaults(inventory.entries),
  ];
  const placeOf = ({ where }: Finding) => program.order.get(where) ?? -1;
  return findings.sort((one, other) => placeOf(one) - placeOf(other));
}

const SEPARATOR = Buffer.from('---\n');

function serialised(entries: readonly Entry[], paths: readonly string[]): Map<string, Buffer[]> {
  const files = new Map<string, Buffer[]>();
  entries.forEach((entry, index) => {
    // As bytes at once: half the memory of a string.
    const text = Buffer.from(toYaml(entry.object, entry.unsorted));
    const before = files.get(paths[index]);
    if (before === undefined) files.set(paths[index], [text]);
    else before.push(SEPARATOR, text);
  });
  return files;
}

function pathFindings(files: Iterable<string>): Finding[] {
  const list = [...files];
  const derived = [...kustomizations(list).keys()];
  return pathProblems([...list, ...derived]).map(({ problem, remedy }) => findingOf(PATHS, wholeFault(problem, remedy), ''));
}

/** `clusters/<cluster>/<layer>[/<tenant>]/<file>` within a cluster; elsewhere one file for each chart, as cdk8s does. */
function fileOf({ placement, chart }: Entry, { outputFileExtension }: App): string {
  const { cluster, layer = Layer.PLATFORM, tenant, file = 'objects' } = placement;
  if (cluster === undefined) return `${chart}${outputFileExtension}`;
  return ['clusters', cluster, layer, tenant, `${file}${outputFileExtension}`].filter((part) => part !== undefined).join('/');
}
