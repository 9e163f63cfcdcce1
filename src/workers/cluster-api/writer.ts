import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { ClusterApiBootstrap } from './bootstrap';
import { deploymentPropOf, templatePropOf } from './fields';
import { healthCheckSpec } from './health-check';
import { lostOptions } from './lost';
import { autoscalerAnnotations, machineDeploymentSpec, poolLabels, Templates } from './machine-deployment';
import { machineTemplateSpec, nameByContent } from './machine-template';
import type { ClusterApiOptions } from './options';
import { lacksOf } from './sayable';
import { secondsFaults } from './times';
import type { VirtualMachineSpec } from '../../../imports/kubevirt.io';
import type { LocalReference } from '../../cluster-api/reference';
import { report } from '../../findings/findings';
import { Fault, fault } from '../../findings/rule';
import { withInventory } from '../../inventory/inventory';
import { sizedMachine } from '../../inventory/sized';
import { intend } from '../../inventory/tell';
import { labelled } from '../../layout/labels';
import { KEPT_WHEN_PRUNED } from '../../layout/protection';
import { EvictionStrategy } from '../../machines/strategies';
import { CLUSTER_API_VERSION, PROVIDER_VERSION } from '../../releases/cluster-api';
import { DISKS_OF_NODES } from '../../rules/cluster-api/kept-disks';
import { BOOTSTRAP_GROUP, CLUSTER_GROUP, DEPLOYMENT_LABEL, INFRASTRUCTURE_GROUP } from '../../rules/cluster-api/kinds';
import { LOST_OPTIONS } from '../../rules/cluster-api/lost-options';
import { WHOLE_SECONDS } from '../../rules/cluster-api/seconds';
import { unlessEmpty } from '../../toolkit/shape';
import { reportNumberOfTwo } from '../number-of-two';
import type { PoolParts, PoolProps, PoolWriter } from '../pool-writer';

const DISKS_ARE_DELETED = fault('stateless', 'is not true, but Cluster API deletes machines with their disks: when the '
  + 'number is lowered, and when a machine is replaced', DISKS_OF_NODES.remedy);

/** Writes a pool as a MachineDeployment of Cluster API, with the templates that it makes machines of. */
export class ClusterApiWriter implements PoolWriter {
  public readonly memberLabel = DEPLOYMENT_LABEL;
  /** The provider drains a node before it shuts its machine down. */
  public readonly usual: Partial<PoolProps> = { evictionStrategy: EvictionStrategy.EXTERNAL };

  private readonly bootstrap: ClusterApiBootstrap;

  constructor(private readonly options: ClusterApiOptions) {
    const { bootstrap }: Partial<ClusterApiOptions> = options; // missing if the program gives another thing
    this.bootstrap = bootstrap ?? ClusterApiBootstrap.kubeadm();
  }

  public lacks(props: PoolProps): Iterable<Fault> {
    return lacksOf(props);
  }

  public write(scope: Construct, pool: PoolParts): ApiObject[] {
    if (!pool.isStateless) report(scope, DISKS_OF_NODES, [DISKS_ARE_DELETED]);
    reportNumberOfTwo(scope, pool.props);
    report(scope, WHOLE_SECONDS, secondsFaults(this.options));
    report(scope, LOST_OPTIONS, lostOptions(this.options, pool.isStateless));
    const template = this.machineTemplate(scope, pool);
    const bootstrap = this.bootstrapTemplate(scope, pool);
    const infrastructureRef = referenceOf(template, INFRASTRUCTURE_GROUP);
    const configRef = bootstrap === undefined
      ? this.bootstrap._reference!
      : referenceOf(bootstrap, BOOTSTRAP_GROUP);
    const sized = () => withInventory(scope, ({ entryOf }) => {
      const entry = entryOf(template);
      return entry && sizedMachine(entry);
    });
    const deployment = this.machineDeployment(scope, pool, { infrastructureRef, configRef }, sized);
    const healthCheck = this.healthCheck(scope, pool);
    return [template, bootstrap, deployment, healthCheck].filter((each) => each !== undefined);
  }

  private machineTemplate(scope: Construct, pool: PoolParts): ApiObject {
    const machine = pool.machine(pool.name);
    const spec = machineTemplateSpec(this.options, machine, pool.namespace);
    const name = nameByContent(pool.name, spec);
    const template = new ApiObject(scope, 'KubevirtMachineTemplate', {
      apiVersion: `${INFRASTRUCTURE_GROUP}/${PROVIDER_VERSION}`,
      kind: 'KubevirtMachineTemplate',
      metadata: this.metadata(scope, pool, name, KEPT_WHEN_PRUNED),
      spec,
    });
    intend(template, {
      ...pool.intent,
      isNamedFor: (written) => name === nameByContent(pool.name, written),
      propOf: (field, written) => templatePropOf(field, written, machine),
    });
    return template;
  }

  /** The KubeadmConfigTemplate, unless the bootstrap is a template that exists. */
  private bootstrapTemplate(scope: Construct, pool: PoolParts): ApiObject | undefined {
    const spec = this.bootstrap._template;
    if (spec === undefined) return undefined;
    const name = nameByContent(pool.name, spec);
    const template = new ApiObject(scope, 'KubeadmConfigTemplate', {
      apiVersion: `${BOOTSTRAP_GROUP}/${CLUSTER_API_VERSION}`,
      kind: 'KubeadmConfigTemplate',
      metadata: this.metadata(scope, pool, name, KEPT_WHEN_PRUNED),
      spec,
    });
    intend(template, { isNamedFor: (written) => name === nameByContent(pool.name, written) });
    return template;
  }

  private machineDeployment(
    scope: Construct, pool: PoolParts, templates: Templates, sized: () => VirtualMachineSpec | undefined,
  ): ApiObject {
    const annotations = {
      ...(!pool.isStateless && KEPT_WHEN_PRUNED), ...autoscalerAnnotations(pool, sized),
    };
    const metadata = this.metadata(scope, pool, pool.name, annotations);
    const spec = machineDeploymentSpec(this.options, pool, templates);
    const deployment = new ApiObject(scope, 'MachineDeployment', {
      apiVersion: `${CLUSTER_GROUP}/${CLUSTER_API_VERSION}`, kind: 'MachineDeployment', metadata, spec,
    });
    const { externallyScaled, autoscaled } = pool.intent;
    intend(deployment, {
      externallyScaled,
      autoscaled,
      propOf: (field, written) => deploymentPropOf(field, { metadata, spec }, written),
    });
    return deployment;
  }

  private healthCheck(scope: Construct, pool: PoolParts): ApiObject | undefined {
    const { healthCheck } = this.options;
    if (healthCheck === undefined) return undefined;
    return new ApiObject(scope, 'MachineHealthCheck', {
      apiVersion: `${CLUSTER_GROUP}/${CLUSTER_API_VERSION}`,
      kind: 'MachineHealthCheck',
      metadata: this.metadata(scope, pool, pool.name, {}),
      spec: healthCheckSpec(this.options, pool.name, healthCheck),
    });
  }

  private metadata(scope: Construct, { name: pool, namespace }: PoolParts, name: string, annotations: object) {
    const labels = labelled(scope, poolLabels(this.options.clusterName, pool));
    return { name, namespace, labels, ...(unlessEmpty(annotations) && { annotations: { ...annotations } }) };
  }
}

function referenceOf({ kind, name }: ApiObject, apiGroup: string): LocalReference {
  return { apiGroup, kind, name };
}
