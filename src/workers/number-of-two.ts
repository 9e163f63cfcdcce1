import type { Construct } from 'constructs';
import type { PoolProps } from './pool-writer';
import { report } from '../findings/findings';
import { Fault, fault } from '../findings/rule';
import { SCALED_BY_TWO } from '../rules/pool/replicas';

/** Reports a number of nodes that Git and somebody else set. Rules about the object would say the same of it. */
export function reportNumberOfTwo(scope: Construct, props: PoolProps): void {
  report(scope, SCALED_BY_TWO, numberOfTwo(props), { props: ['replicas'], isRequired: false });
}

function* numberOfTwo({ replicas, autoscale, externallyScaled }: PoolProps): Iterable<Fault> {
  const by = externallyScaled?.by ?? (autoscale && 'cluster-autoscaler');
  if (replicas === undefined || by === undefined) return;
  yield fault('replicas', `is ${replicas}, but ${by} sets the number: each sync would set it back and delete the nodes `
    + 'beyond it', SCALED_BY_TWO.remedy);
}
