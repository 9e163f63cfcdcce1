import { BUDGETS, MEGABYTE } from './budgets';
import { Fault, wholeFault } from '../../findings/rule';
import type { Inventory } from '../../inventory/inventory';
import { OUTSIDE_OF_CLUSTERS } from '../../rules/gitops/outside-of-clusters';
import { UNIT_ORDER } from '../../rules/gitops/unit-order';
import { Judgement, placed } from '../../rules/judge';
import { counted } from '../../toolkit/counted';
import type { DeliveryModel, DeliveryUnit } from '../model/unit';

/** Faults of units: their sizes, and their order. */
export function unitFaults({ clusters }: DeliveryModel, inventory: Inventory): Judgement[] {
  const units = clusters.flatMap((cluster) => cluster.units);
  const whereOf = new Map(inventory.clusters.map(({ facts, where }) => [facts.name, where]));
  return [
    ...units.flatMap((unit) => sizeFaults(unit, whereOf.get(unit.cluster) ?? '')),
    ...circles(units).map((each) => placed(UNIT_ORDER, each)),
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
