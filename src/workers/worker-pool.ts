import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { PoolBackend } from './pool-backend';
import type { WorkerPoolProps } from './worker-pool-props';
import { report } from '../findings/findings';
import { StandIns, takeProps } from '../given/given';
import type { Intent } from '../inventory/known';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { Boot } from '../machines/disks/boot';
import { NO_IMAGE } from '../machines/disks/no-image';
import { MachineSize } from '../machines/size/machine-size';
import { STAND_IN } from '../props/usable';
import { BACKEND_PROPS } from '../rules/pool/backend-props';
import {
  EXTERNAL_SCALING, externalScalingFaults, isCount, REPLICAS, replicasFaults, SCALED_TWICE, scaledTwiceFaults,
} from '../rules/pool/replicas';
import { scalingOf } from '../scaling/autoscaler';
import { Machines, InCommon } from '../services/machines';
import { defined } from '../toolkit/shape';
import { TenantMachine } from '../virtual-machines/tenant-machine';

const STAND_INS: StandIns<WorkerPoolProps> = {
  autoscale: () => ({ min: 1, max: 1 }),
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
export class WorkerPool extends Machines {
  /** The pool's name. */
  public readonly poolName: string;
  /** The pool's objects. Objects that hold machines come first. */
  public readonly objects: ApiObject[];
  /** The labels that mark the machines, instances and pods of this pool, for services and network policies. */
  public readonly memberLabels: { [key: string]: string };

  private readonly props: WorkerPoolProps;
  private readonly machine: TenantMachine;

  constructor(scope: Construct, id: string, props: WorkerPoolProps) {
    const given = takeProps({
      scope, id, props, struct: 'WorkerPoolProps', open: new.target !== WorkerPool, standIns: STAND_INS,
    });
    super(scope, given.id);
    given.report(this);
    this.props = given.props;
    const { autoscale, backend, replicas, stateless } = this.props;
    this.poolName = this.props.name ?? given.id;
    const { _writer: writer } = backend ?? PoolBackend.virtualMachinePool();
    this.memberLabels = { [writer.memberLabel]: this.poolName };
    this.machine = new TenantMachine(this, { ...writer.usual, ...defined(this.props) }, this.memberLabels);
    const { tenant } = this.machine;
    place(this, { layer: Layer.WORKLOADS, tenant: tenant.namespaceName, file: this.poolName });
    this.reportProps();
    report(this, BACKEND_PROPS, writer.lacks?.(this.props, tenant) ?? []);
    this.objects = writer.write(this, {
      name: this.poolName,
      namespace: tenant.namespaceName,
      tenant,
      props: this.props,
      // An invalid number is reported above, and the schema check must not report it again.
      replicas: replicas === undefined || isCount(replicas) ? replicas : 0,
      autoscale,
      isStateless: stateless ?? false,
      intent: this.intent(),
      release: tenant.cluster.kubevirt,
      machine: (name) => this.machine.made(name),
    });
    this.machine.requestClone(this.objects[0]);
    this.machine.writeSubdomainService();
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

  /** The HorizontalPodAutoscaler of a pool with `autoscale`. */
  public get autoscaler(): ApiObject | undefined {
    return this.objects.find(({ kind }) => kind === 'HorizontalPodAutoscaler');
  }

  /** @internal */
  public _inCommon(): InCommon {
    return { apiObject: this.objects[0], labels: this.memberLabels, namespace: this.machine.tenant.namespaceName };
  }

  private reportProps(): void {
    const { autoscale, replicas, externallyScaled } = this.props;
    this.machine.reportProps();
    report(this, REPLICAS, replicasFaults(replicas));
    report(this, EXTERNAL_SCALING, externalScalingFaults(externallyScaled));
    report(this, SCALED_TWICE, scaledTwiceFaults(autoscale, externallyScaled));
  }

  private intent(): Intent {
    const { autoscale, externallyScaled, pluggedVolumes } = this.props;
    const scaled = externallyScaled ?? (autoscale && scalingOf(autoscale, this.poolName));
    return { ...this.machine.intent, externallyScaled: scaled, autoscaled: autoscale !== undefined, pluggedVolumes };
  }
}
