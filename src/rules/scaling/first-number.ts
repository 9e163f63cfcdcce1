import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { autoscalersOf, SCALABLE } from '../../inventory/autoscalers';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

export const FIRST_NUMBER: ObjectRule = {
  id: 'HPA007',
  name: 'scaling/first-number',
  on: 'object',
  kinds: SCALABLE,
  severity: Severity.INFO,
  title: 'An autoscaler begins from a number that somebody has handed over',
  why: 'The scale subresource of a pool or replica set without replicas answers with an error, so the autoscaler does '
    + 'nothing, and KubeVirt takes the missing number for 1.',
  remedy: 'Hand the number over once (docs/how-to/autoscale-a-pool.md), and accept this finding.',
  source: kubernetes('staging/src/k8s.io/apiextensions-apiserver/pkg/registry/customresource/etcd.go: ScaleREST.Get'),
  acceptable: true,

  *check({ spec }, entry) {
    if (spec.replicas !== undefined || autoscalersOf(entry).length === 0) return;
    yield fault('spec.replicas', 'is not written, and the autoscaler acts only after the object in the cluster has got '
      + 'a number once', this.remedy);
  },
};
