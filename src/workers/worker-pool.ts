import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { PoolBackend } from './pool-backend';
import type { PoolMachine } from './pool-writer';
import type { WorkerPoolProps } from './worker-pool-props';
import { report } from '../findings/findings';
import { withBoot } from '../given/boot-props';
import { StandIns, takeProps } from '../given/given';
import { withInventory } from '../inventory/inventory';
import type { Intent } from '../inventory/known';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { Boot } from '../machines/boot';
import { cloningAccount } from '../machines/clone-sources';
import { isUnchanged, machinePropOf } from '../machines/machine-fields';
import { MachineSize } from '../machines/machine-size';
import { MachineParts, machineSpec, plainMachineSpec } from '../machines/machine-spec';
import { NO_IMAGE } from '../machines/no-image';
import { STAND_IN } from '../props/usable';
import { usableDisks } from '../rules/machine/extra-disks';
import { MACHINE_PROP_CHECKS } from '../rules/machine/props';
import { FOREIGN_POLICY, foreignPolicyFaults } from '../rules/pool/foreign-policy';
import { OWN_LABEL, ownLabelFaults } from '../rules/pool/label';
import { EXTERNAL_SCALING, externalScalingFaults, isCount, REPLICAS, replicasFaults } from '../rules/pool/replicas';
import { Tenant } from '../tenants/tenant';

const STAND_INS: StandIns<WorkerPoolProps> = {
  externallyScaled: () => ({ by: STAND_IN, maxReplicas: 1 }),
  image: () => NO_IMAGE,
  boot: () => Boot.containerDisk(STAND_IN),
  size: () => MachineSize.of({ cores: 1, memory: '1Gi' }),
};

/**
 * A number of equal machines of a tenant: clones of one image, with one template. By default they are a
 * VirtualMachinePool.
 *
 * The defaults differ from KubeVirt's own, which restart all members at once when the template changes, delete members
 * with their disks when a disk of the template changes, and select members at random on scale-in.
 */
export class WorkerPool extends Construct {
  /** The pool's name. */
  public readonly poolName: string;
  /** The pool's objects. Objects that hold machines come first. */
  public readonly objects: ApiObject[];
  /** The labels that mark the machines, instances and pods of this pool, for services and network policies. */
  public readonly memberLabels: { [key: string]: string };

  private readonly props: WorkerPoolProps;
  private readonly tenant: Tenant;

  constructor(scope: Construct, id: string, props: WorkerPoolProps) {
    const given = takeProps({
      scope, id, props, struct: 'WorkerPoolProps', open: new.target !== WorkerPool, standIns: STAND_INS,
    });
    super(scope, given.id);
    given.report(this);
    this.tenant = Tenant.containing(this);
    this.props = withBoot(this, given.props);
    const { backend, replicas, stateless } = this.props;
    this.poolName = this.props.name ?? given.id;
    const { _writer: writer } = backend ?? PoolBackend.virtualMachinePool();
    this.memberLabels = { [writer.memberLabel]: this.poolName };
    place(this, { layer: Layer.WORKLOADS, tenant: this.tenant.namespaceName, file: this.poolName });
    this.reportProps();
    this.objects = writer.write(this, {
      name: this.poolName,
      namespace: this.tenant.namespaceName,
      // An invalid number is reported above, and the schema check must not report it again.
      replicas: replicas === undefined || isCount(replicas) ? replicas : 0,
      isStateless: stateless ?? false,
      intent: this.intent(),
      release: this.tenant.cluster.kubevirt,
      machine: (name) => this.machine(name),
    });
    this.props.image?._cloneFor(this, this.tenant, () => this.cloningAccount());
  }

  /**
   * The VirtualMachinePool.
   * @throws if the pool's backend makes objects of another kind; see `objects`.
   */
  public get virtualMachinePool(): ApiObject {
    const found = this.objects.find(({ kind }) => kind === 'VirtualMachinePool');
    if (found !== undefined) return found;
    const kinds = this.objects.map(({ kind }) => kind).join(', ');
    throw new Error(`[${this.node.path}] has no VirtualMachinePool: its backend makes ${kinds}.`);
  }

  private reportProps(): void {
    const { labels, replicas, externallyScaled } = this.props;
    report(this, OWN_LABEL, ownLabelFaults(labels, this.memberLabels));
    report(this, REPLICAS, replicasFaults(replicas));
    report(this, EXTERNAL_SCALING, externalScalingFaults(externallyScaled));
    const { cdi } = this.tenant.cluster;
    for (const { rule, check } of MACHINE_PROP_CHECKS) report(this, rule, check(this.props, cdi));
    this.reportForeignPolicy();
  }

  /** The PriorityClass of a policy exists only in the cluster that the policy belongs to. */
  private reportForeignPolicy(): void {
    const { scheduling: policy } = this.props;
    const { cluster } = this.tenant;
    if (policy?.priorityClass === undefined || policy.node.scopes.includes(cluster)) return;
    report(this, FOREIGN_POLICY, foreignPolicyFaults({
      policy: policy.node.path,
      priorityClassName: policy.priorityClassName,
      clusterName: cluster.clusterName,
      clusterPath: cluster.node.path,
    }));
  }

  private intent(): Intent {
    const { externallyScaled, evictionHandler, image, scheduling, pluggedVolumes } = this.props;
    const bootImage = image && { dataSourceName: image.dataSourceName, namespace: image.namespaceName };
    return {
      externallyScaled,
      evictionHandler,
      bootImage,
      scheduling: scheduling?._for(this.memberLabels),
      pluggedVolumes,
    };
  }

  private machine(name: string): PoolMachine {
    const { extraDisks = [], scheduling } = this.props;
    const { cluster, namespaceName: namespace } = this.tenant;
    const labels = { ...this.props.labels, ...this.memberLabels };
    const parts: MachineParts = {
      name,
      target: { cdi: cluster.cdi, namespace },
      extraDisks: usableDisks(extraDisks),
      labels,
      scheduling: scheduling?._for(this.memberLabels),
    };
    return {
      spec: machineSpec(this.props, parts),
      labels,
      propOf: (path, written) => {
        const prop = machinePropOf(path, this.props, parts);
        return prop !== undefined && isUnchanged(path, plainMachineSpec(this.props, parts), written) ? prop : undefined;
      },
    };
  }

  /** The account that clones the disks, as it will be written. */
  private cloningAccount(): string {
    return withInventory(this, ({ entryOf }) => cloningAccount(entryOf(this.objects[0])?.machine?.vmi));
  }
}
