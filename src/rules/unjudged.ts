import type { IConstruct } from 'constructs';
import { acceptancesOf, annotationFaults, unaccepted } from './acceptances';
import { judge } from './judge';
import { lineOf, Severity } from '../findings/finding';
import { withInventory } from '../inventory/inventory';
import { prepare } from '../inventory/prepare';

/** The errors in what a cluster holds, for apps that do not judge the program themselves. */
export function unjudgedErrors(cluster: IConstruct): string[] {
  prepare(cluster.node.root);
  return withInventory(cluster, ({ clusters, entryOf }) => {
    const view = clusters.find(({ where }) => where === cluster.node.path);
    if (view === undefined) return [];
    const acceptances = acceptancesOf([...cluster.node.scopes, ...cluster.node.findAll().slice(1)]);
    const judgements = judge({ entries: view.entries, clusters: [view], entryOf });
    return [...unaccepted(judgements, acceptances), ...annotationFaults(view.entries)]
      .filter(({ severity }) => severity === Severity.ERROR)
      .map(lineOf);
  });
}
