import { fault } from '../../findings/rule';
import { UNKNOWN_FOLDER } from '../../rules/gitops/unknown-folder';
import { Judgement, placed } from '../../rules/judge';
import { nearest } from '../../toolkit/nearest';
import type { Deliveries } from '../deliveries';
import type { DeliveryModel } from '../model/unit';

/** Faults of options that name a cluster or a folder without objects. */
export function targetFaults({ asked, splits }: Deliveries, { clusters }: DeliveryModel): Judgement[] {
  const names = clusters.map(({ name }) => name);
  const units = clusters.flatMap((cluster) => cluster.units);
  const ofTargets = asked.flatMap(({ call, targets }) => targets.flatMap(({ name }, index) => {
    if (names.includes(name)) return [];
    const problem = `is "${name}", but the bundle has no objects for a cluster of this name`;
    const meant = nearest(name, names);
    const remedy = meant === undefined ? UNKNOWN_FOLDER.remedy : `Write "${meant}", or leave it out.`;
    return [fault(`clusters[${index}].name of ${call}`, problem, remedy)];
  }));
  const ofSplits = splits.flatMap(({ cluster, layer, tenant }) => {
    const isThere = units.some((unit) => unit.cluster === cluster && unit.layer === layer && unit.tenant === tenant);
    if (isThere) return [];
    const folder = ['clusters', cluster, layer, tenant].filter((part) => part !== undefined).join('/');
    return [fault('Delivery.split', `names ${folder}, where the bundle has no files`, UNKNOWN_FOLDER.remedy)];
  });
  return [...ofTargets, ...ofSplits].map((each) => placed(UNKNOWN_FOLDER, each));
}
