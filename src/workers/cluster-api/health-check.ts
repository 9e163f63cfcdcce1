import { Duration } from 'cdk8s';
import { poolLabels } from './machine-deployment';
import type { ClusterApiHealthCheck, ClusterApiOptions } from './options';
import type { MachineHealthCheckSpec } from './specs';
import { secondsOf } from '../../toolkit/seconds';
import { defined } from '../../toolkit/shape';

const USUAL_TIMEOUT = Duration.minutes(5);
const USUAL_MOST = '40%';

/** The spec of the MachineHealthCheck of a pool. */
export function healthCheckSpec(
  { clusterName }: ClusterApiOptions, pool: string, check: ClusterApiHealthCheck,
): MachineHealthCheckSpec {
  const { maxUnhealthy = USUAL_MOST, nodeStartupTimeout, unhealthyAfter = USUAL_TIMEOUT } = check;
  const timeoutSeconds = secondsOf(unhealthyAfter)!;
  return {
    clusterName,
    selector: { matchLabels: poolLabels(clusterName, pool) },
    checks: defined({
      nodeStartupTimeoutSeconds: secondsOf(nodeStartupTimeout),
      unhealthyNodeConditions: ['False', 'Unknown'].map((status) => ({ type: 'Ready', status, timeoutSeconds })),
    }),
    remediation: { triggerIf: { unhealthyLessThanOrEqualTo: maxUnhealthy } },
  };
}
