import { ApiObject, Chart, Names } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { ClusterView } from './cluster-view';
import { Entry } from './entry';
import { foreseenMachines } from './foreseen';
import type { Located, KubernetesClusterFacts } from './known';
import { hasIntent, intentOf, toldBy } from './tell';
import { labelsOfProvider, MACHINE_TEMPLATE } from './template-machines';
import { View } from './view';
import { whereOf } from '../findings/where';
import { withDigests } from '../layout/image-fields';
import { ImageLock, imageLockOf } from '../layout/image-lock';
import { FilePlacement, placementBelow } from '../layout/placement';
import { render, Rendering } from '../layout/rendered';
import { holdsMachines } from '../machines/embedded';
import { textOf } from '../toolkit/lazy';

/** The contents of a program's bundle: each object once, rendered when it is first needed. */
export interface Inventory {
  /** All objects, in the order of the program. */
  readonly entries: readonly Entry[];
  readonly clusters: readonly ClusterView[];
  /** The Kubernetes clusters of tenants. */
  readonly tenantClusters: readonly Located<KubernetesClusterFacts>[];
  /** The machines that objects of one cluster will make in another one. */
  readonly foreseen: readonly Entry[];
  /** The entry of a construct's object. */
  entryOf(apiObject: ApiObject): Entry | undefined;
}

let open: { readonly root: IConstruct; readonly inventory: Inventory } | undefined;

/**
 * Runs a function with one inventory of a program. The program must not change meanwhile. Nested calls share the
 * inventory of the outermost call. `before` is the provisional inventory of the same program, if there was one.
 */
export function withInventory<T>(construct: IConstruct, work: (inventory: Inventory) => T, before?: Inventory): T {
  const { root } = construct.node;
  if (open?.root === root) return work(open.inventory);
  const outer = open;
  open = { root, inventory: inventoryOf(root, before) };
  try {
    return work(open.inventory);
  } finally {
    open = outer;
  }
}

/** Lists the objects below a construct, and the facts that constructs report. It renders nothing yet. */
function inventoryOf(root: IConstruct, before: Inventory | undefined): Inventory {
  const entries: Entry[] = [];
  const clusters: ClusterView[] = [];
  const tenantClusters: Located<KubernetesClusterFacts>[] = [];
  const objects: ApiObject[] = [];

  const visit = (construct: IConstruct, above: FilePlacement, around: ClusterView | undefined): void => {
    const placement = placementBelow(construct, above);
    const cluster = hear(construct, around);
    if (ApiObject.isApiObject(construct)) {
      const entry = entryAt(construct, placement, cluster, before);
      entries.push(entry);
      cluster?.entries.push(entry);
      objects.push(construct);
    }
    for (const child of construct.node.children) visit(child, placement, cluster);
  };

  const hear = (construct: IConstruct, around: ClusterView | undefined): ClusterView | undefined => {
    const known = toldBy(construct);
    if (known === undefined) return around;
    const where = construct.node.path;
    if ('cluster' in known) {
      const view = new View<Entry>(known.cluster, where);
      clusters.push(view);
      return view;
    }
    if ('tenantCluster' in known) {
      tenantClusters.push({ ...known.tenantCluster, where });
      return undefined;
    }
    if ('image' in known) around?.images.push({ ...known.image, where });
    else if ('monitoring' in known) around?.monitorings.push({ ...known.monitoring, where });
    else around?.tenants.push({ ...known.tenant, where });
    return around;
  };

  visit(root, {}, undefined);
  const foreseen = entries.flatMap((entry) => foreseenMachines(entry, clusters) ?? []);
  for (const entry of foreseen) entry.cluster!.foreseen.push(entry);
  let byObject: Map<ApiObject, Entry> | undefined;
  const entryOf = (apiObject: ApiObject): Entry | undefined => {
    byObject ??= new Map(objects.map((object, index) => [object, entries[index]]));
    return byObject.get(apiObject);
  };
  return { entries, clusters, tenantClusters, foreseen, entryOf };
}

function entryAt(
  apiObject: ApiObject,
  placement: FilePlacement,
  cluster: ClusterView | undefined,
  before: Inventory | undefined,
): Entry {
  const kind = textOf(apiObject.kind);
  return new Entry({
    where: whereOf(apiObject),
    apiVersion: textOf(apiObject.apiVersion),
    kind,
    placement,
    chart: () => nameOfChart(apiObject.chart),
    cluster,
    intent: intentOf(apiObject),
    render: () => renderedBefore(apiObject, before) ?? withLock(render(apiObject), imageLockOf(apiObject)),
    labels: kind === MACHINE_TEMPLATE ? labelsOfProvider : undefined,
  });
}

const CHART_NAMES = new WeakMap<Chart, string>();

/** cdk8s' name of a chart's file. It contains a hash, so it is computed once. */
function nameOfChart(chart: Chart): string {
  const known = CHART_NAMES.get(chart) ?? Names.toDnsLabel(chart);
  CHART_NAMES.set(chart, known);
  return known;
}

/** An object is judged as it is written, with the digests of the program's lock. */
function withLock(rendering: Rendering, lock: ImageLock | undefined): Rendering {
  if (lock === undefined || rendering.object === undefined) return rendering;
  return { ...rendering, object: withDigests(rendering.object, lock) };
}

/** Preparation does not change machines of our own constructs, which have an intent. */
function renderedBefore(apiObject: ApiObject, before: Inventory | undefined): Rendering | undefined {
  const entry = before?.entryOf(apiObject);
  if (entry === undefined || !hasIntent(apiObject) || !holdsMachines(entry.group, entry.kind)) return undefined;
  return entry.known;
}
