import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { poolPropOf } from './fields';
import type { VirtualMachinePoolOptions } from './options';
import { poolSpec } from './pool-spec';
import type { VirtualMachinePoolSpec } from '../../../imports/pool.kubevirt.io';
import { intend } from '../../inventory/tell';
import { labelled } from '../../layout/labels';
import { KEPT_WHEN_PRUNED } from '../../layout/protection';
import { POOL_LABEL } from '../../machines/pool-label';
import { writeAutoscaler } from '../../scaling/autoscaler';
import { mergeDeep } from '../../toolkit/merge';
import type { PoolParts, PoolWriter } from '../pool-writer';

/** Writes a pool as a VirtualMachinePool. */
export class VirtualMachinePoolWriter implements PoolWriter {
  public readonly memberLabel = POOL_LABEL;

  constructor(private readonly options: VirtualMachinePoolOptions) {}

  public write(scope: Construct, pool: PoolParts): ApiObject[] {
    const machine = pool.machine(pool.name);
    const made = poolSpec(this.options, pool, machine);
    const apiObject = new ApiObject(scope, 'VirtualMachinePool', {
      // If the release does not serve the kind, the schema check reports it.
      apiVersion: pool.release.apiVersion('pool.kubevirt.io', 'VirtualMachinePool') ?? 'pool.kubevirt.io/v1beta1',
      kind: 'VirtualMachinePool',
      metadata: {
        name: pool.name,
        namespace: pool.namespace,
        labels: labelled(scope, machine.labels),
        ...(!pool.isStateless && { annotations: KEPT_WHEN_PRUNED }),
      },
      spec: mergeDeep<VirtualMachinePoolSpec>(made, this.options.overrides),
    });
    intend(apiObject, { ...pool.intent, propOf: (field, written) => poolPropOf(field, made, written, machine) });
    return pool.autoscale === undefined ? [apiObject] : [apiObject, writeAutoscaler(scope, pool.autoscale, apiObject)];
  }
}
