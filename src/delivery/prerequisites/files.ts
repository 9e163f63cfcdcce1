import { IN_CLUSTER } from './delivered';
import { Prerequisite, PrerequisitesOfCluster, prerequisitesIn } from './prerequisites';
import type { Inventory } from '../../inventory/inventory';
import { DerivedText, jsonMembers } from '../json';
import type { DeliveredFile } from '../model/writer';

/** The page names this many of the objects that need something; the JSON file names all. */
const NAMED = 3;

/**
 * The list of what must be in the clusters before, for people and for programs.
 * @param delivered what delivers the bundle
 */
export function prerequisitesFiles(
  inventory: Inventory, folder: string, delivered: readonly DeliveredFile[],
): DerivedText[] {
  const clusters = prerequisitesIn(inventory, delivered);
  return [
    { path: `${folder}/prerequisites.json`, text: jsonMembers({ clusters }) },
    { path: `${folder}/prerequisites.md`, text: page(clusters) },
  ];
}

function page(clusters: readonly PrerequisitesOfCluster[]): string {
  return [
    '# What must be there first',
    '',
    'Objects of the bundle need the following, and the bundle does not hold it.',
    ...clusters.flatMap(sectionOf),
    '',
  ].join('\n');
}

function sectionOf({ cluster, tenants }: PrerequisitesOfCluster): string[] {
  const nothing = tenants.length === 0 ? ['', 'Nothing.'] : [];
  const about = cluster === IN_CLUSTER ? ['', 'The cluster that Argo CD runs in.'] : [];
  return ['', `## Cluster ${cluster}`, ...about, ...nothing, ...tenants.flatMap(({ tenant, needs }) => [
    '', tenant === undefined ? '### All tenants' : `### Tenant ${tenant}`, '',
    '| kind | namespace | name | needed by |', '|---|---|---|---|', ...needs.map(rowOf),
  ])];
}

function rowOf({ what, namespace = '', name, neededBy }: Prerequisite): string {
  const others = neededBy.length - NAMED;
  const by = neededBy.slice(0, NAMED).join(', ') + (others > 0 ? ` and ${others} more` : '');
  return `| ${[what, namespace, name, by].map(cell).join(' | ')} |`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
