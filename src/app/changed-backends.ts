import { Before, Written } from './before';
import type { Entry } from '../inventory/entry';
import type { Inventory } from '../inventory/inventory';
import { Layer } from '../layout/layer';
import type { FilePlacement } from '../layout/placement';
import { splitApiVersion } from '../releases/api-versions';
import type { KubernetesObject } from '../releases/facts';
import { Judgement, placed } from '../rules/judge';
import { CHANGED_BACKEND, changedBackend } from '../rules/pool/changed-backend';

/** The kinds that make the members of pools, as `group/Kind`. */
const MAKERS = [
  'pool.kubevirt.io/VirtualMachinePool', 'cluster.k8s.io/MachineDeployment', 'cluster.x-k8s.io/MachineDeployment',
];

/**
 * Findings about pools whose members another kind of object made in the bundle before.
 * @param fileOf the file of a placement within a cluster
 */
export function changedBackends(
  inventory: Inventory, fileOf: (placement: FilePlacement) => string, before: Before,
): Judgement[] {
  return inventory.entries.flatMap((entry) => {
    const kind = `${entry.group}/${entry.kind}`;
    if (!MAKERS.includes(kind) || entry.object === undefined) return [];
    const { name } = entry.object.metadata;
    const files = placesOfPool(entry, name, inventory).map((place) => new Written(before(fileOf(place))));
    const old = files.flatMap(({ documents }) => documents).find((each) => (
      each.metadata?.name === name && kindOf(each) !== kind && MAKERS.includes(kindOf(each))));
    return old === undefined ? [] : [placed(CHANGED_BACKEND, { ...changedBackend(old), entry })];
  });
}

/** Where a pool of this name is written, with either backend. */
function placesOfPool(entry: Entry, name: string, { clusters, tenantClusters }: Inventory): FilePlacement[] {
  const { madeIn } = entry.intent;
  const infra = madeIn === undefined ? entry.cluster : clusters.find(({ where }) => where === madeIn.cluster);
  const namespace = madeIn?.namespace ?? entry.namespace;
  if (infra === undefined || namespace === undefined) return [];
  const nodes = tenantClusters.filter((each) => each.infra === infra.where && each.namespace === namespace);
  return [
    { cluster: infra.facts.name, layer: Layer.WORKLOADS, tenant: namespace, file: name },
    ...nodes.map(({ directory }) => ({ cluster: directory, layer: Layer.WORKLOADS, file: name })),
  ];
}

function kindOf({ apiVersion, kind }: KubernetesObject): string {
  return `${splitApiVersion(String(apiVersion))[0]}/${kind}`;
}
