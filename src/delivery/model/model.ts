import { nameOfUnit } from './name';
import { Nesting, orderOf } from './order';
import { folderOf, Split, UnitFolder } from './shards';
import type { DeliveredCluster, DeliveryModel, DeliveryUnit, UnitKind } from './unit';
import type { DataVolumeSpec } from '../../../imports/cdi.kubevirt.io';
import type { Entry } from '../../inventory/entry';
import type { Inventory } from '../../inventory/inventory';
import { volumeSources } from '../../machines/disks/clone-sources';
import { splitApiVersion } from '../../releases/api-versions';
import { compareTexts } from '../../toolkit/compare';
import { grouped } from '../../toolkit/grouped';

/** What the model depends on beside the objects. */
export interface ModelOptions {
  /** The app's name. */
  readonly app: string;
  readonly splits: readonly Split[];
  /** The size of an object in its file. */
  readonly bytesOf: (entry: Entry) => number;
}

/** The units of a bundle. Objects outside of clusters are in none. */
export function modelOf(inventory: Inventory, { app, splits, bytesOf }: ModelOptions): DeliveryModel {
  const units = unitsOf(inventory.entries, splits, bytesOf);
  const nestings = inventory.tenantClusters.map(({ directory, infraName, namespace }): Nesting => (
    { cluster: directory, infra: infraName, namespace }));
  const order = orderOf(units, nestings);
  const factsOf = new Map(inventory.clusters.map(({ facts }) => [facts.name, facts]));
  const infraOf = new Map(nestings.map(({ cluster, infra }) => [cluster, infra]));
  const ofCluster = [...grouped(units, ({ cluster }) => cluster)].sort(([one], [other]) => compareTexts(one, other));
  const clusters = ofCluster.map(([name, own]): DeliveredCluster => ({
    name,
    infra: infraOf.get(name),
    kubevirt: factsOf.get(name)?.kubevirt,
    cdi: factsOf.get(name)?.cdi,
    units: own.map((unit) => ({ ...unit, dependsOn: order.get(unit.name)! })),
  }));
  return { app, clusters };
}

type UnorderedUnit = Omit<DeliveryUnit, 'dependsOn'>;

function unitsOf(entries: readonly Entry[], splits: readonly Split[], bytesOf: ModelOptions['bytesOf']) {
  const gatherings = new Map<string, Gathering>();
  for (const entry of entries) {
    const folder = folderOf(entry.placement, splits);
    if (folder === undefined || entry.object === undefined) continue;
    let gathering = gatherings.get(folder.path);
    if (gathering === undefined) gatherings.set(folder.path, gathering = new Gathering(folder));
    gathering.add(entry, bytesOf(entry));
  }
  return [...gatherings.values()].map((each) => each.unit()).sort((one, other) => compareTexts(one.path, other.path));
}

/** Counts the objects of one folder. */
class Gathering {
  private readonly kinds = new Map<string, UnitKind>();
  private readonly namespaces = new Set<string>();
  private readonly makesNamespaces = new Set<string>();
  private readonly clonesFrom = new Set<string>();
  private objects = 0;
  private bytes = 0;

  constructor(private readonly folder: UnitFolder) {}

  public add({ object, namespace }: Entry, bytes: number): void {
    const { apiVersion, kind, metadata } = object!;
    const key = `${apiVersion} ${kind}`;
    const [group, version] = splitApiVersion(apiVersion);
    const known = this.kinds.get(key) ?? { group, version, kind, namespaced: namespace !== undefined, count: 0 };
    this.kinds.set(key, { ...known, count: known.count + 1 });
    if (namespace !== undefined) this.namespaces.add(namespace);
    if (group === '' && kind === 'Namespace') this.makesNamespaces.add(metadata.name);
    if (group === 'cdi.kubevirt.io' && kind === 'DataVolume') this.addClones(object!.spec as DataVolumeSpec, namespace);
    this.objects += 1;
    this.bytes += bytes;
  }

  private addClones(spec: DataVolumeSpec, own: string | undefined): void {
    for (const { namespace = own } of volumeSources(spec, 'spec')) {
      if (namespace !== undefined && namespace !== own) this.clonesFrom.add(namespace);
    }
  }

  public unit(): UnorderedUnit {
    const { folder, objects, bytes } = this;
    return {
      ...folder,
      name: nameOfUnit(folder),
      kinds: [...this.kinds.values()].sort((one, other) => compareTexts(keyOf(one), keyOf(other))),
      namespaces: [...this.namespaces].sort(),
      makesNamespaces: [...this.makesNamespaces].sort(),
      clonesFrom: [...this.clonesFrom].sort(),
      objects,
      bytes,
    };
  }
}

function keyOf({ group, kind, version }: UnitKind): string {
  return `${group}/${kind}/${version}`;
}
