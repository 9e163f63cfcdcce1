import { Fault, wholeFault } from '../../findings/rule';
import type { Inventory } from '../../inventory/inventory';
import { OUTSIDE_OF_CLUSTERS } from '../../rules/gitops/outside-of-clusters';
import { UNIT_ORDER } from '../../rules/gitops/unit-order';
import { BUDGET, LIMIT } from '../../rules/gitops/unit-size';
import { Judgement, placed } from '../../rules/judge';
import { counted } from '../../toolkit/counted';
import type { DeliveryModel, DeliveryUnit } from '../model/unit';

const MEGABYTE = 1_000_000;
const BUDGETS = [
  { rule: LIMIT, objects: 2500, bytes: 8 * MEGABYTE },
  { rule: BUDGET, objects: 800, bytes: 3 * MEGABYTE },
];

/** Faults of units: their sizes, their names, and their order. */
export function unitFaults({ clusters }: DeliveryModel, inventory: Inventory): Judgement[] {
  const units = clusters.flatMap((cluster) => cluster.units);
  const whereOf = ({ cluster }: DeliveryUnit): string =>
    inventory.clusters.find(({ facts }) => facts.name === cluster)?.where ?? '';
  return [
    ...units.flatMap((unit) => sizeFaults(unit, whereOf(unit))),
    ...[...namedTwice(units), ...circles(units)].map((each) => placed(UNIT_ORDER, each)),
    ...outside(inventory),
  ];
}

function sizeFaults({ path, cluster, layer, tenant, objects, bytes }: DeliveryUnit, where: string): Judgement[] {
  const exceeded = BUDGETS.find((budget) => objects > budget.objects || bytes > budget.bytes);
  if (exceeded === undefined) return [];
  const { rule } = exceeded;
  const shards = Math.ceil(Math.max(objects / 800, bytes / (3 * MEGABYTE)) * 1.5);
  const ofTenant = tenant === undefined ? [] : [`tenant: '${tenant}'`];
  const folder = [`cluster: '${cluster}'`, `layer: '${layer}'`, ...ofTenant];
  const size = `${counted(objects, 'object')} and ${(bytes / MEGABYTE).toFixed(1)} MB`;
  const problem = `${path} has ${size}, but a unit has at most ${exceeded.objects} objects and `
    + `${exceeded.bytes / MEGABYTE} MB`;
  const remedy = `Split it: Delivery.split(app, { ${folder.join(', ')}, shards: ${shards} }).`;
  return [placed(rule, { ...wholeFault(problem, remedy), where })];
}

function namedTwice(units: readonly DeliveryUnit[]): Fault[] {
  const known = new Map<string, DeliveryUnit>();
  return units.flatMap((unit) => {
    const other = known.get(unit.name);
    known.set(unit.name, unit);
    if (other === undefined) return [];
    return [wholeFault(`${other.path} and ${unit.path} are both called "${unit.name}"`,
      'Give one of the clusters or tenants another name.')];
  });
}

/** The units that wait for each other, one fault for each circle. */
function circles(units: readonly DeliveryUnit[]): Fault[] {
  const byName = new Map(units.map((unit) => [unit.name, unit]));
  const done = new Set<string>();
  const faults: Fault[] = [];
  const visit = (name: string, way: readonly string[]): void => {
    if (way.includes(name)) {
      const paths = [...way.slice(way.indexOf(name)), name].map((each) => byName.get(each)!.path);
      faults.push(wholeFault(`${paths.join(' waits for ')}, so none of them is ever applied`, UNIT_ORDER.remedy));
    }
    if (done.has(name) || way.includes(name)) return;
    for (const next of byName.get(name)!.dependsOn) visit(next, [...way, name]);
    done.add(name);
  };
  for (const { name } of units) visit(name, []);
  return faults;
}

function outside({ entries }: Inventory): Judgement[] {
  const homeless = entries.filter(({ placement }) => placement.cluster === undefined);
  if (homeless.length === 0) return [];
  const [{ where }] = homeless;
  const others = homeless.length === 1 ? '' : `, like ${homeless.length - 1} more`;
  const problem = `${where} is in no cluster${others}, so no controller applies it`;
  return [placed(OUTSIDE_OF_CLUSTERS, { ...wholeFault(problem, OUTSIDE_OF_CLUSTERS.remedy), where })];
}
