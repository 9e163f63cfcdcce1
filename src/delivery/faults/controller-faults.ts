import { wholeFault } from '../../findings/rule';
import { TWO_CONTROLLERS } from '../../rules/gitops/two-controllers';
import { Judgement, placed } from '../../rules/judge';
import type { Deliveries } from '../deliveries';
import type { DeliveryModel } from '../model/unit';

/** A fault if two controllers apply the clusters of a bundle. */
export function controllerFaults({ asked }: Deliveries, { clusters }: DeliveryModel): Judgement[] {
  if (asked.length < 2 || clusters.length === 0) return [];
  const calls = asked.map(({ call }) => call).sort().join(' and ');
  const [{ name }] = clusters;
  const others = clusters.length === 1 ? '' : ` and ${clusters.length - 1} more`;
  const problem = `${calls} both apply ${name}${others}: until both have fetched a commit, each undoes what the other `
    + 'has applied';
  return [placed(TWO_CONTROLLERS, { ...wholeFault(problem, TWO_CONTROLLERS.remedy), where: '' })];
}
