import { Construct, IConstruct } from 'constructs';
import {
  BootImage,
  BundleApp,
  CdiRelease,
  InfraCluster,
  KubeVirtCluster,
  KubeVirtRelease,
  MachineSize,
  PoolBackend,
  Tenant,
  TenantNamespace,
  VirtualMachinePoolOptions,
  WorkerPool,
  WorkerPoolProps,
} from '../../src';
import { report } from '../../src/findings/findings';
import { wholeFault } from '../../src/findings/rule';
import { mostMachines } from '../../src/inventory/autoscalers';
import { gatesOfMachines } from '../../src/inventory/gates';
import { withInventory } from '../../src/inventory/inventory';
import { sizedMachine } from '../../src/inventory/sized';
import { tell } from '../../src/inventory/tell';
import { MachineDemand, machineDemand } from '../../src/machines/launcher/demand';
import { UPSTREAM_OVERCOMMIT } from '../../src/machines/size/overcommit';
import { OTHER_CLUSTER } from '../../src/rules/image/clone-rights';
import { Quantity } from '../../src/toolkit/quantity';
import { errorsOf, findingsOf, noticesOf } from '../findings';

/**
 * An image that has only what a pool looks at. One that is refused is not told of, as if it were of another cluster.
 */
export class Image extends BootImage {
  public readonly dataSourceName = 'ubuntu-24-04';
  public readonly namespaceName = 'golden-images';
  public readonly _size: Quantity | undefined;
  public readonly cloners: string[] = [];

  constructor(
    scope: Construct,
    id: string,
    size: string | undefined = '10Gi',
    private readonly refusal?: string,
  ) {
    super(scope, id);
    this._size = size === undefined ? undefined : Quantity.parse(size);
    const { dataSourceName, namespaceName: namespace } = this;
    const facts = { dataSourceName, namespace, size: this._size, imports: 0, refreshed: false, cloners: () => [] };
    if (refusal === undefined) tell(this, { image: { ...facts, mayBeClonedFrom: () => true } });
  }

  public _cloneFor(asker: IConstruct, tenant: Tenant): void {
    this.cloners.push(tenant.namespaceName);
    if (this.refusal !== undefined) report(asker, OTHER_CLUSTER, [wholeFault(this.refusal)]);
  }
}

export const SIZE = MachineSize.of({ cores: 2, memory: '4Gi' });

/** What the machines of one object ask of their namespace. */
export interface Demand extends MachineDemand {
  /** The path of the object. */
  readonly path: string;
  readonly machines: number | undefined;
}

/** A program with one cluster, which emits nothing unless another one is given, one tenant and one image. */
export class Program {
  public readonly app = new BundleApp();
  public readonly infra: InfraCluster;
  public readonly tenant: Tenant;
  public readonly image: Image;

  constructor(
    release = KubeVirtRelease.V1_9_0,
    image?: (scope: Construct) => Image,
    infra?: (app: BundleApp) => InfraCluster,
  ) {
    const releases = { kubevirt: release, cdi: CdiRelease.V1_66_0 };
    this.infra = infra?.(this.app) ?? KubeVirtCluster.existing(this.app, 'infra', releases);
    this.tenant = TenantNamespace.existing(this.infra, 'tenant', { namespaceName: 'cluster-a' });
    this.image = image?.(this.infra) ?? new Image(this.infra, 'image');
  }

  public pool(props: Partial<WorkerPoolProps> = {}, id = 'workers'): WorkerPool {
    return new WorkerPool(this.tenant, id, { replicas: 3, size: SIZE, image: this.image, ...props });
  }

  /** What the machines ask of their tenant, object by object. */
  public demands(): Demand[] {
    return withInventory(this.app, ({ entries }) =>
      entries
        .filter((entry) => entry.machine !== undefined)
        .map((entry) => ({
          path: entry.where,
          machines: mostMachines(entry),
          ...machineDemand(sizedMachine(entry)!, UPSTREAM_OVERCOMMIT),
        })),
    );
  }

  /** The gates that the machines need. */
  public gates(): string[] {
    return withInventory(this.app, ({ clusters }) => clusters.flatMap(gatesOfMachines).map(({ gate }) => gate));
  }

  /** What synthesis finds wrong; also proves that what is not wrong is acceptable to the release's schemas. */
  public problems(): string[] {
    return errorsOf(this.app);
  }
}

/** What synthesis finds wrong with one pool. */
export function problemsOf(props: Partial<WorkerPoolProps>, id?: string): string[] {
  const program = new Program();
  program.pool(props, id);
  return program.problems();
}

/** What synthesis says of one pool, with its severity. */
export function saidOf(props: Partial<WorkerPoolProps>): string[] {
  const program = new Program();
  program.pool(props);
  return findingsOf(program.app);
}

/** The backend's options as a prop of a pool. */
export function options(given: VirtualMachinePoolOptions): Pick<WorkerPoolProps, 'backend'> {
  return { backend: PoolBackend.virtualMachinePool(given) };
}

export function notices(pool: WorkerPool): string[] {
  return noticesOf(pool);
}

/** The spec of a pool's VirtualMachine template. */
export function machine(pool: WorkerPool): any {
  return pool.virtualMachinePool.toJson().spec.virtualMachineTemplate.spec;
}
