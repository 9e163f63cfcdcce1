import { posix } from 'node:path';
import { Before, Written } from './before';
import type { Entry } from '../inventory/entry';
import type { Inventory } from '../inventory/inventory';
import { Layer } from '../layout/layer';
import { splitApiVersion } from '../releases/api-versions';
import type { KubernetesObject } from '../releases/facts';
import { Judgement, placed } from '../rules/judge';
import { CHANGED_BACKEND, changedBackend } from '../rules/pool/changed-backend';

/** The kinds that make the members of pools, as `group/Kind`. */
const MAKERS = [
  'pool.kubevirt.io/VirtualMachinePool', 'cluster.k8s.io/MachineDeployment', 'cluster.x-k8s.io/MachineDeployment',
];

/** Findings about pools whose members another kind of object made in the bundle before. */
export function changedBackends(inventory: Inventory, extension: string, before: Before): Judgement[] {
  return inventory.entries.flatMap((entry) => {
    const kind = `${entry.group}/${entry.kind}`;
    if (!MAKERS.includes(kind) || entry.object === undefined) return [];
    const { name } = entry.object.metadata;
    const files = filesOfPool(entry, name, inventory).map((file) => new Written(before(`${file}${extension}`)));
    const old = files.flatMap(({ documents }) => documents).find((each) => (
      each.metadata?.name === name && kindOf(each) !== kind && MAKERS.includes(kindOf(each))));
    return old === undefined ? [] : [placed(CHANGED_BACKEND, { ...changedBackend(old), entry })];
  });
}

/** The files in which a pool of this name is written, with either backend. */
function filesOfPool(entry: Entry, name: string, { clusters, tenantClusters }: Inventory): string[] {
  const { madeIn } = entry.intent;
  const infra = madeIn === undefined ? entry.cluster : clusters.find(({ where }) => where === madeIn.cluster);
  const namespace = madeIn?.namespace ?? entry.namespace;
  if (infra === undefined || namespace === undefined) return [];
  const nodes = tenantClusters.filter((each) => each.infra === infra.where && each.namespace === namespace);
  return [
    posix.join('clusters', infra.facts.name, Layer.WORKLOADS, namespace, name),
    ...nodes.map(({ directory }) => posix.join('clusters', directory, Layer.WORKLOADS, name)),
  ];
}

function kindOf({ apiVersion, kind }: KubernetesObject): string {
  return `${splitApiVersion(String(apiVersion))[0]}/${kind}`;
}
