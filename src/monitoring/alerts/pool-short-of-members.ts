import type { Alert } from './alert';
import { PlatformAlert } from './names';
import { STATE } from '../state/metrics';

const shortOf = (ready: string, wanted: string): string => (
  `max by (namespace, name) (${wanted}) - max by (namespace, name) (${ready}) > 0`);

/**
 * KubeVirt has no metric of pools and replica sets. Members that nobody starts but by hand are not ready either, and
 * meant to be so.
 */
export const POOL_SHORT_OF_MEMBERS: Alert = {
  name: PlatformAlert.POOL_SHORT_OF_MEMBERS,
  severity: 'warning',
  ofTenant: true,
  needsState: true,
  rules: ({ thresholds }) => [{
    expr: shortOf(STATE.poolReady, `${STATE.poolReplicas}{run_strategy!~"Halted|Manual"}`),
    seconds: thresholds.poolShort,
    summary: '{{ $value }} members of pool {{ $labels.name }} in {{ $labels.namespace }} are not ready',
    labels: { kind: 'VirtualMachinePool' },
  }, {
    expr: shortOf(STATE.replicaSetReady, STATE.replicaSetReplicas),
    seconds: thresholds.poolShort,
    summary: '{{ $value }} machines of replica set {{ $labels.name }} in {{ $labels.namespace }} are not ready',
    labels: { kind: 'VirtualMachineInstanceReplicaSet' },
  }],
};
