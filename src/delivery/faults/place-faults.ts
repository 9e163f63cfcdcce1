import { wholeFault } from '../../findings/rule';
import { SAME_CLUSTER } from '../../rules/gitops/same-cluster';
import { Judgement, placed } from '../../rules/judge';

/**
 * Faults of clusters of the bundle that a controller would apply to one and the same cluster.
 * @param places what each cluster of the bundle is applied to, by its name
 * @param call the call whose options say so
 */
export function samePlaces(places: ReadonlyMap<string, string>, call: string): Judgement[] {
  const known = new Map<string, string>();
  return [...places].flatMap(([cluster, place]) => {
    const other = known.get(place);
    if (other === undefined) {
      known.set(place, cluster);
      return [];
    }
    const problem = `${call} applies both "${other}" and "${cluster}" to ${place}, so each undoes what the other has`;
    return [placed(SAME_CLUSTER, { ...wholeFault(problem, SAME_CLUSTER.remedy), where: '' })];
  });
}
