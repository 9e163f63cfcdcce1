import { wholeFault } from '../../findings/rule';
import { STAGE } from '../../rules/gitops/stage';
import { TWO_CONTROLLERS } from '../../rules/gitops/two-controllers';
import { Judgement, placed } from '../../rules/judge';
import type { AskedDelivery, Deliveries } from '../deliveries';
import type { DeliveryModel } from '../model/unit';

/** A fault if two controllers apply the clusters of a bundle. */
export function controllerFaults({ asked }: Deliveries, { clusters }: DeliveryModel): Judgement[] {
  if (asked.length < 2 || clusters.length === 0) return [];
  const calls = asked.map(({ call }) => call).sort().join(' and ');
  const [{ name }] = clusters;
  const others = clusters.length === 1 ? '' : ` and ${clusters.length - 1} more`;
  const problem = `${calls} both apply ${name}${others}: until both have fetched a commit, each undoes what the other `
    + 'has applied';
  return [
    placed(TWO_CONTROLLERS, { ...wholeFault(problem, TWO_CONTROLLERS.remedy), where: '' }),
    ...differentStages(asked, calls),
  ];
}

/** Faults of clusters that controllers put into different stages: `cluster.json` has only one. */
function differentStages(asked: readonly AskedDelivery[], calls: string): Judgement[] {
  const [first, ...others] = asked.map(({ targets }) => targets);
  return first.flatMap(({ name, stage }) => {
    const other = others.flat().find((each) => each.name === name && each.stage !== stage);
    if (stage === undefined || other?.stage === undefined) return [];
    const problem = `${calls} put ${name} into different stages, "${stage}" and "${other.stage}"`;
    return [placed(STAGE, { ...wholeFault(problem, 'Name the same stage in both.'), where: '' })];
  });
}
