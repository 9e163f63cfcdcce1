import type { Home } from './homes';
import type { FluxOptions } from './options';
import { Layer } from '../../layout/layer';
import type { DeliveredCluster, DeliveryModel, DeliveryUnit } from '../model/unit';

/**
 * For each cluster, the names of the units that must be ready before its first ones: those of the platform in the
 * clusters of the stage before. Only clusters of one Flux can wait for each other. A tenant's machines that fail in one
 * stage do not stop the next.
 */
export function stagesOf(
  { clusters }: DeliveryModel, options: FluxOptions, homes: ReadonlyMap<string, Home>,
): ReadonlyMap<string, readonly string[]> {
  const stageOf = new Map((options.clusters ?? []).map(({ name, stage }) => [name, stage]));
  const stages = [...new Set([...stageOf.values()].filter((stage) => stage !== undefined))];
  const before = new Map<string, readonly string[]>();
  for (const { name } of clusters) {
    const place = stages.indexOf(stageOf.get(name)!);
    if (place <= 0) continue;
    const earlier = clusters.filter((each) => stageOf.get(each.name) === stages[place - 1]
      && homes.get(each.name)!.name === homes.get(name)!.name);
    before.set(name, earlier.flatMap(platformUnits));
  }
  return before;
}

function platformUnits({ units }: DeliveredCluster): string[] {
  return units.filter(isOfPlatform).map(({ name }) => name);
}

function isOfPlatform({ layer, tenant }: DeliveryUnit): boolean {
  return tenant === undefined && layer !== Layer.TENANTS && layer !== Layer.WORKLOADS;
}
