import { Lazy } from 'cdk8s';
import { ClusterApiOptions, ClusterApiRollout, RolloutType } from './options';
import type { MachineDeploymentSpec } from './specs';
import type { VirtualMachineInstanceSpec, VirtualMachineSpec } from '../../../imports/kubevirt.io';
import type { LocalReference } from '../../cluster-api/reference';
import { AUTOSCALER_MAX_SIZE, AUTOSCALER_MIN_SIZE } from '../../inventory/template-machines';
import { vcpusOf } from '../../machines/launcher/launcher-overhead';
import { guestMemoryOf } from '../../machines/size/guest-memory';
import { CLUSTER_LABEL, DEPLOYMENT_LABEL } from '../../rules/cluster-api/kinds';
import { mergeDeep } from '../../toolkit/merge';
import { secondsOf } from '../../toolkit/seconds';
import { defined, unlessEmpty } from '../../toolkit/shape';
import type { PoolParts } from '../pool-writer';

/** The templates that a MachineDeployment makes machines of. */
export interface Templates {
  readonly infrastructureRef: LocalReference;
  readonly configRef: LocalReference;
}

/** Labels of everything that belongs to a pool. */
export function poolLabels(clusterName: string, pool: string): { [key: string]: string } {
  return { [CLUSTER_LABEL]: clusterName, [DEPLOYMENT_LABEL]: pool };
}

/** The spec of a MachineDeployment, including the options' overrides. */
export function machineDeploymentSpec(
  options: ClusterApiOptions, pool: PoolParts, { infrastructureRef, configRef }: Templates,
): MachineDeploymentSpec {
  const { clusterName, version, deletionOrder, failureDomain, minReady, overrides, paused, rollout } = options;
  const labels = poolLabels(clusterName, pool.name);
  const spec: MachineDeploymentSpec = defined({
    clusterName,
    replicas: pool.replicas,
    paused,
    selector: { matchLabels: labels },
    rollout: { strategy: strategyOf(rollout ?? {}, pool.isStateless) },
    deletion: deletionOrder && { order: deletionOrder },
    template: {
      metadata: { labels },
      spec: defined({
        clusterName,
        version: withLeadingV(version),
        bootstrap: { configRef },
        infrastructureRef,
        minReadySeconds: secondsOf(minReady),
        failureDomain,
        deletion: unlessEmpty(defined({
          nodeDrainTimeoutSeconds: secondsOf(options.nodeDrainTimeout),
          nodeVolumeDetachTimeoutSeconds: secondsOf(options.nodeVolumeDetachTimeout),
        })),
      }),
    },
  });
  return mergeDeep<MachineDeploymentSpec>(spec, overrides);
}

/** Cluster API's webhook writes the letter into the object, so GitOps would find a difference without it. */
function withLeadingV(version: string): string {
  return /^\d/.test(version) ? `v${version}` : version;
}

/** A change deletes no disk that holds data. */
export function usualRollout(isStateless: boolean): RolloutType {
  return isStateless ? RolloutType.ROLLING_UPDATE : RolloutType.ON_DELETE;
}

function strategyOf({ type, maxSurge = 1, maxUnavailable = 0 }: ClusterApiRollout, isStateless: boolean) {
  const chosen = type ?? usualRollout(isStateless);
  return chosen === RolloutType.ROLLING_UPDATE
    ? { type: chosen, rollingUpdate: { maxSurge, maxUnavailable } }
    : { type: chosen };
}

// kubernetes/autoscaler, cluster-autoscaler/cloudprovider/clusterapi: the capacity of a node that does not exist yet
const CAPACITY = 'capacity.cluster-autoscaler.kubernetes.io';

/**
 * The annotations by which the cluster autoscaler sets the number; none without an autoscaler.
 * @param sized the spec of a machine with its instancetype applied, once the program is complete
 */
export function autoscalerAnnotations(
  { autoscale }: PoolParts, sized: () => VirtualMachineSpec | undefined,
): { [key: string]: string } {
  if (autoscale === undefined) return {};
  const whenComplete = (amountOf: (vmi: VirtualMachineInstanceSpec) => string | number | undefined): string => (
    Lazy.any({ produce: () => textOf(amountOf(sized()?.template?.spec ?? {} as VirtualMachineInstanceSpec)) }));
  return {
    [AUTOSCALER_MIN_SIZE]: String(autoscale.min),
    [AUTOSCALER_MAX_SIZE]: String(autoscale.max),
    [`${CAPACITY}/cpu`]: whenComplete(vcpusOf),
    [`${CAPACITY}/memory`]: whenComplete(guestMemoryOf),
  };
}

/** The amount as an annotation; undefined, and so left out, if the program does not know it. */
function textOf(amount: string | number | undefined): string | undefined {
  return amount === undefined ? undefined : String(amount);
}
