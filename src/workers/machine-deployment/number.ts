import { Fault, fault } from '../../findings/rule';
import type { PoolProps } from '../pool-writer';

const ONE_OF = 'Write one of replicas, autoscale and externallyScaled.';

/** Reports a number of nodes that nobody sets: machine-controller's webhook takes it for 1. */
export function* missingNumber({ replicas, autoscale, externallyScaled }: PoolProps): Iterable<Fault> {
  if (replicas !== undefined || autoscale !== undefined || externallyScaled !== undefined) return;
  yield fault('replicas', 'is missing, and machine-controller takes that for 1: it would delete all nodes but one',
    ONE_OF);
}
