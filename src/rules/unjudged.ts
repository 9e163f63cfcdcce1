import type { IConstruct } from 'constructs';
import { acceptancesIn, acceptancesOf, unaccepted } from './acceptances';
import { readConfiguration } from './configuration';
import { consequencesIn } from './consequences';
import { judge } from './judge';
import { lineOf, Severity } from '../findings/finding';
import { withInventory } from '../inventory/inventory';
import { prepare } from '../inventory/prepare';

/** The errors in a cluster's contents, for apps that do not judge the program themselves. */
export function unjudgedErrors(cluster: IConstruct): string[] {
  const before = prepare(cluster.node.root);
  return withInventory(cluster, ({ clusters, entryOf }) => {
    const view = clusters.find(({ where }) => where === cluster.node.path);
    if (view === undefined) return [];
    const configuration = readConfiguration();
    const constructs = [...cluster.node.scopes, ...cluster.node.findAll().slice(1)];
    const acceptances = [...acceptancesOf(constructs), ...acceptancesIn(view.entries), ...configuration.acceptances];
    const judgements = judge({ entries: view.entries, clusters, entryOf }, [view])
      .filter(({ finding: { where } }) => where === view.where || where.startsWith(`${view.where}/`));
    return [...configuration.findings, ...unaccepted(judgements, acceptances, consequencesIn(constructs), constructs)]
      .filter(({ severity }) => severity === Severity.ERROR)
      .map(lineOf);
  }, before);
}
