import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { autoscalersOf, SCALABLE } from '../../inventory/autoscalers';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

export const SCALES_ELSEWHERE: ObjectRule = {
  id: 'HPA010',
  name: 'scaling/elsewhere',
  on: 'object',
  kinds: SCALABLE,
  severity: Severity.ERROR,
  title: 'The autoscaler of a pool or replica set scales it',
  why: 'With autoscale, the object states no number. If its autoscaler scales something else, nothing sets the number, '
    + 'and KubeVirt takes the missing number for 1.',
  remedy: 'Leave scaleTargetRef out of the overrides and JSON patches of the autoscaler.',
  source: kubevirt('pkg/virt-controller/watch/pool/pool.go: calcDiff; '
    + 'pkg/virt-controller/watch/replicaset/replicaset.go: calcDiff'),
  acceptable: true,

  *check({ spec }, entry) {
    if (entry.intent.autoscaled !== true || spec.replicas !== undefined || entry.cluster === undefined) return;
    if (autoscalersOf(entry).length > 0) return;
    yield fault('spec.replicas', 'is left to the HorizontalPodAutoscaler of autoscale, but that scales something else, '
      + 'so KubeVirt takes the number for 1', this.remedy);
  },
};
