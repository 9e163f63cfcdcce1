import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { deploymentSpec, MEMBER_LABEL } from './deployment';
import { deploymentPropOf } from './fields';
import { lacks } from './lacks';
import { missingNumber } from './number';
import type { MachineDeploymentOptions } from './options';
import { report } from '../../findings/findings';
import type { Fault } from '../../findings/rule';
import { findBelow } from '../../findings/where';
import { freeId } from '../../given/id';
import type { Intent } from '../../inventory/known';
import { intend } from '../../inventory/tell';
import { labelled } from '../../layout/labels';
import { Layer } from '../../layout/layer';
import { place } from '../../layout/placement';
import { KEPT_WHEN_PRUNED } from '../../layout/protection';
import {
  MACHINE_API_VERSION, MACHINE_DEPLOYMENT, MACHINE_NAMESPACE, MachineDeploymentSpec, MAX_SIZE, MIN_SIZE,
  OPERATING_SYSTEM_PROFILE,
} from '../../machine-controller/types';
import { OWN_LABEL, providerLabelFaults } from '../../rules/pool/label';
import { REPLICAS_MISSING } from '../../rules/pool/replicas';
import { FOREIGN_TENANT, foreignTenantFaults } from '../../rules/tenant-cluster/foreign-tenant';
import type { Autoscale } from '../../scaling/autoscale';
import type { Tenant } from '../../tenants/tenant';
import { mergeDeep } from '../../toolkit/merge';
import { defined, unlessEmpty } from '../../toolkit/shape';
import { reportNumberOfTwo } from '../number-of-two';
import type { PoolParts, PoolProps, PoolWriter } from '../pool-writer';

/** Writes a pool as a MachineDeployment of machine-controller, for the tenant's cluster. */
export class MachineDeploymentWriter implements PoolWriter {
  public readonly memberLabel = MEMBER_LABEL;

  constructor(private readonly options: MachineDeploymentOptions) {}

  public lacks(props: PoolProps, tenant: Tenant): Iterable<Fault> {
    return lacks(props, { cdi: tenant.cluster.cdi, namespace: tenant.namespaceName });
  }

  public write(scope: Construct, pool: PoolParts): ApiObject[] {
    const { cluster, overrides } = this.options;
    this.reportOptions(scope, pool);
    const spec = deploymentSpec(this.options, pool);
    const home = cluster === undefined ? scope : new Construct(cluster, freeId(cluster, pool.name));
    const metadata = {
      name: pool.name,
      namespace: MACHINE_NAMESPACE,
      labels: labelled(home),
      annotations: unlessEmpty(this.annotations(pool)),
    };
    const identity = { apiVersion: MACHINE_API_VERSION, kind: MACHINE_DEPLOYMENT } as const;
    const apiObject = new ApiObject(home, MACHINE_DEPLOYMENT, {
      ...identity,
      metadata: defined(metadata),
      spec: mergeDeep<MachineDeploymentSpec>(spec, overrides),
    });
    findBelow(apiObject, scope);
    place(apiObject, { layer: Layer.WORKLOADS, file: pool.name });
    const made = { ...identity, metadata, spec };
    intend(apiObject, {
      ...intentOf(pool),
      propOf: (field, written) => deploymentPropOf(field, made, written, pool.props),
    });
    return [apiObject];
  }

  private annotations({ autoscale, isStateless }: PoolParts): Record<string, string> {
    const { profile } = this.options;
    return {
      ...(profile !== undefined && { [OPERATING_SYSTEM_PROFILE]: profile }),
      ...(autoscale !== undefined && scaledBetween(autoscale)),
      ...(!isStateless && KEPT_WHEN_PRUNED),
    };
  }

  /** Reports mistakes that cannot be seen in the object. */
  private reportOptions(scope: Construct, pool: PoolParts): void {
    const { cluster } = this.options;
    report(scope, REPLICAS_MISSING, missingNumber(pool.props));
    reportNumberOfTwo(scope, pool.props);
    report(scope, OWN_LABEL, providerLabelFaults(pool.props.labels));
    // A missing cluster or tenant is reported as such.
    if (cluster?.tenant !== undefined) report(scope, FOREIGN_TENANT, foreignTenantFaults(cluster, pool.tenant));
  }
}

function scaledBetween({ min, max }: Autoscale): Record<string, string> {
  return { [MIN_SIZE]: String(min), [MAX_SIZE]: String(max) };
}

/**
 * What the pool knows and the MachineDeployment does not show. What its machines have of the policy is not what the
 * policy would write, and machine-controller selects them itself.
 */
function intentOf({ autoscale, intent, name, namespace, tenant }: PoolParts): Intent {
  const { scheduling: _ofMachines, policy: _ofPods, ...known } = intent;
  const scaled = autoscale && { by: `cluster-autoscaler, of MachineDeployment ${name}`, maxReplicas: autoscale.max };
  return {
    ...known,
    externallyScaled: scaled ?? known.externallyScaled,
    madeIn: { cluster: tenant.cluster.node.path, namespace },
  };
}
