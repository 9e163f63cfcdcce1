import { Fault, fault } from '../../findings/rule';
import type { PoolProps } from '../pool-writer';

const ONE_OF = 'Write one of replicas, autoscale and externallyScaled.';

/** Reports a number of nodes that nobody sets: machine-controller's webhook takes it for 1. */
export function* missingNumber({ replicas, autoscale, externallyScaled }: PoolProps): Iterable<Fault> {
  if (replicas !== undefined || autoscale !== undefined || externallyScaled !== undefined) return;
  yield fault('replicas', 'is missing, and machine-controller takes that for 1: it would delete all nodes but one',
    ONE_OF);
}

/** Reports a number of nodes that Git and somebody else set. */
export function* numberOfTwo({ replicas, autoscale, externallyScaled }: PoolProps): Iterable<Fault> {
  const by = externallyScaled?.by ?? (autoscale && 'cluster-autoscaler');
  if (replicas === undefined || by === undefined) return;
  yield fault('replicas', `is ${replicas}, but ${by} sets the number: each sync would set it back and delete the nodes `
    + 'beyond it', ONE_OF);
}
