import type { Home } from './homes';
import type { FluxOptions } from './options';
import { Fault, fault } from '../../findings/rule';
import { Layer } from '../../layout/layer';
import { STAGE } from '../../rules/gitops/stage';
import type { DeliveredCluster, DeliveryModel, DeliveryUnit } from '../model/unit';
import { stagesIn } from '../option-values';

/** The home of each cluster, by the cluster's name. */
type Homes = ReadonlyMap<string, Home>;

/**
 * For each cluster, the names of the units that must be ready before its first ones: those of the platform in the
 * clusters of the nearest stage before that has any. Only clusters of one Flux can wait for each other. A tenant's
 * machines that fail in one stage do not stop the next, nor does a tenant's own cluster, nor monitoring.
 */
export function stagesOf(model: DeliveryModel, options: FluxOptions, homes: Homes): ReadonlyMap<string, string[]> {
  const stages = stagesIn(options.clusters ?? []);
  const platforms = new Map<string, string[]>();
  for (const cluster of model.clusters) {
    const key = keyOf(homes, cluster, cluster.stage);
    platforms.set(key, [...platforms.get(key) ?? [], ...platformUnits(cluster)]);
  }
  return new Map(model.clusters.map((cluster) => {
    const earlier = stages.slice(0, placeOf(cluster, stages)).reverse()
      .map((stage) => platforms.get(keyOf(homes, cluster, stage)) ?? []);
    return [cluster.name, earlier.find((units) => units.length > 0) ?? []];
  }));
}

/** Faults of stages that wait for nothing, although there are stages before them. */
export function stageFaults(model: DeliveryModel, options: FluxOptions, homes: Homes): Fault[] {
  const { clusters = [] } = options;
  const stages = stagesIn(clusters);
  const before = stagesOf(model, options, homes);
  return clusters.flatMap(({ name, stage }, index) => {
    if (stage === undefined || stages.indexOf(stage) === 0 || before.get(name)?.length !== 0) return [];
    const flux = homes.get(name)!.name;
    const problem = `is "${stage}", but the Flux of "${flux}" applies the platform of no cluster in a stage before, so `
      + 'the cluster gets every change at once';
    return [fault(`clusters[${index}].stage of Delivery.flux`, problem, STAGE.remedy)];
  });
}

function placeOf({ stage }: DeliveredCluster, stages: readonly string[]): number {
  return stage === undefined ? stages.length : stages.indexOf(stage);
}

function keyOf(homes: Homes, { name }: DeliveredCluster, stage = ''): string {
  return `${homes.get(name)!.name} ${stage}`;
}

function platformUnits({ infra, units }: DeliveredCluster): string[] {
  return infra === undefined ? units.filter(isOfPlatform).map(({ name }) => name) : [];
}

const PLATFORM: readonly Layer[] = [Layer.OPERATORS, Layer.PLATFORM, Layer.CATALOG];

function isOfPlatform({ layer, tenant }: DeliveryUnit): boolean {
  return tenant === undefined && PLATFORM.includes(layer);
}
