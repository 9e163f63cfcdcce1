import type { IConstruct } from 'constructs';
import { acceptancesIn, acceptancesOf, faultyAcceptances, unaccepted } from './acceptances';
import { readConfiguration } from './configuration';
import { consequencesIn } from './consequences';
import { judge } from './judge';
import type { Finding } from '../findings/finding';
import { isJudged } from '../findings/findings';
import { errorsAmong } from '../findings/notices';
import type { Entry } from '../inventory/entry';
import { withInventory } from '../inventory/inventory';
import { prepare } from '../inventory/prepare';

// cdk8s' own `App` only asks constructs for their errors, so these tell what a `BundleApp` finds in the whole program.

/** Makes a cluster tell the findings about its contents. */
export function tellFindingsOf(cluster: IConstruct): void {
  tell(cluster, () => findingsIn(cluster));
}

/** Makes a construct tell the errors of its acceptances. */
export function tellErrorsOfAcceptances(construct: IConstruct): void {
  if (tellers.has(construct)) return;
  tellers.add(construct);
  tell(construct, () => faultyAcceptances(acceptancesOf([construct])));
}

const tellers = new WeakSet<IConstruct>();
const roots = new WeakSet<IConstruct>();

/** Adds a validation. The first one of a program also adds one about the configuration file, which is told once. */
function tell(construct: IConstruct, find: () => readonly Finding[]): void {
  const { root } = construct.node;
  if (!roots.has(root)) {
    roots.add(root);
    addValidation(root, errorsInFile);
  }
  addValidation(construct, find);
}

function addValidation(construct: IConstruct, find: () => readonly Finding[]): void {
  const validate = () => (isJudged(construct) ? [] : errorsAmong(find(), construct));
  construct.node.addValidation({ validate });
}

function errorsInFile(): Finding[] {
  const { findings, acceptances } = readConfiguration();
  return [...findings, ...faultyAcceptances(acceptances)];
}

function findingsIn(cluster: IConstruct): Finding[] {
  const before = prepare(cluster.node.root);
  const { path } = cluster.node;
  return withInventory(cluster, (inventory) => {
    const isBelow = ({ where }: Entry): boolean => where.startsWith(`${path}/`);
    const [entries, foreseen] = [inventory.entries.filter(isBelow), inventory.foreseen.filter(isBelow)];
    const constructs = [...cluster.node.scopes, ...cluster.node.findAll().slice(1)];
    const onObjects = acceptancesIn(entries);
    const acceptances = [...acceptancesOf(constructs), ...onObjects, ...readConfiguration().acceptances];
    const clusters = inventory.clusters.filter(({ where }) => where === path);
    const judgements = judge({ ...inventory, entries, foreseen }, clusters)
      .filter(({ finding: { where } }) => where === path || where.startsWith(`${path}/`));
    const isConsequence = consequencesIn(constructs, judgements);
    return [...faultyAcceptances(onObjects), ...unaccepted(judgements, acceptances, isConsequence, constructs)];
  }, before);
}
