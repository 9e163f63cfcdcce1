import { Construct } from 'constructs';
import { BootImage, BundleApp, CdiRelease, InfraCluster, KubeVirtCluster, KubeVirtRelease, MachineSize, Tenant, TenantNamespace, WorkerPool, WorkerPoolProps } from '../../src';
import { withInventory } from '../../src/inventory/inventory';
import { demandIn, MachinesDemand } from '../../src/inventory/namespace-demand';
import type { Sentence } from '../../src/toolkit/problems';
import { Quantity } from '../../src/toolkit/quantity';
import { errorsOf, noticesOf } from '../findings';

/** An image of which only what a pool looks at is there. */
export class Image extends BootImage {
  public readonly dataSourceName = 'ubuntu-24-04';
  public readonly namespaceName = 'golden-images';
  public readonly _size: Quantity | undefined;
  public readonly cloners: string[] = [];

  constructor(scope: Construct, id: string, size: string | undefined = '10Gi', private readonly refusal?: Sentence) {
    super(scope, id);
    this._size = size === undefined ? undefined : Quantity.parse(size);
  }

  public _cloneFor(tenant: Tenant): Sentence {
    this.cloners.push(tenant.namespaceName);
    return this.refusal;
  }
}

export const SIZE = MachineSize.of({ cores: 2, memory: '4Gi' });

/** A program with one cluster of which nothing is emitted, one tenant and one image. */
export class Program {
  public readonly app = new BundleApp();
  public readonly infra: InfraCluster;
  public readonly tenant: Tenant;
  public readonly image: Image;

  constructor(release = KubeVirtRelease.V1_9_0, image?: (scope: Construct) => Image) {
    this.infra = KubeVirtCluster.existing(this.app, 'infra', { kubevirt: release, cdi: CdiRelease.V1_66_0 });
    this.tenant = TenantNamespace.existing(this.infra, 'tenant', { namespaceName: 'cluster-a' });
    this.image = image?.(this.infra) ?? new Image(this.infra, 'image');
  }

  public pool(props: Partial<WorkerPoolProps> = {}, id = 'workers'): WorkerPool {
    return new WorkerPool(this.tenant, id, { replicas: 3, size: SIZE, image: this.image, ...props });
  }

  /** What the pools ask of their tenant. */
  public demands(): readonly MachinesDemand[] {
    return withInventory(this.infra, ({ clusters }) => demandIn(clusters[0], this.tenant.namespaceName).machines);
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

export function notices(pool: WorkerPool): string[] {
  return noticesOf(pool);
}

/** The spec of a pool's VirtualMachine template. */
export function machine(pool: WorkerPool): any {
  return pool.virtualMachinePool.toJson().spec.virtualMachineTemplate.spec;
}
