import type { Construct, IConstruct } from 'constructs';
import { CloneRights } from './clone-rights';
import type { InfraCluster } from '../cluster/infra-cluster';
import { report } from '../findings/findings';
import { clonersOf } from '../inventory/clones';
import type { Inventory } from '../inventory/inventory';
import type { ImageFacts } from '../inventory/known';
import { CLOSED_IMAGE, closedTo, OTHER_CLUSTER, otherCluster } from '../rules/image/clone-rights';
import type { Tenant } from '../tenants/tenant';

/** The image that others clone. */
export interface ClonedImage {
  /** The image's construct, below which the right to clone is created. */
  readonly scope: Construct;
  readonly cluster: InfraCluster;
  readonly dataSourceName: string;
  readonly namespaceName: string;
  /** The claim with the image; undefined if its name is not known beforehand. */
  readonly claim?: string;
  /** The only namespaces that may clone the image; undefined if every tenant may. */
  readonly permitted?: ReadonlySet<string>;
}

/** Who may clone an image from other namespaces. CDI requires no right within the image's own namespace. */
export class ImageAccess {
  /** The right to clone; undefined as long as nobody has it. */
  public rights?: CloneRights;

  constructor(private readonly image: ClonedImage) {}

  /** Whether machines of a namespace may clone the image. */
  public includes(namespace: string): boolean {
    return (this.rights?.includes(namespace) ?? false) || this.serves(namespace);
  }

  /** Lets a tenant's machines clone the image. */
  public allowTenant(asker: IConstruct, tenant: Tenant, account: () => string): void {
    const { dataSourceName, namespaceName, cluster } = this.image;
    if (tenant.cluster !== cluster) {
      const remedy = `Create the image in ${tenant.cluster.clusterName} too, and use that.`;
      report(asker, OTHER_CLUSTER, [otherCluster({ dataSourceName, cluster }, tenant, remedy)]);
    } else if (this.isOpenTo(tenant.namespaceName)) {
      this.allow(tenant.namespaceName, account);
      tenant._clonesFrom(namespaceName);
    }
  }

  /** Lets a ServiceAccount of a namespace clone the image, if the image is open to the namespace. */
  public allow(namespace: string, account: () => string): void {
    if (this.isForeign(namespace) && this.isOpenTo(namespace)) this.rightsToClone().allow(namespace, account);
  }

  /** Gives the right to all machines of tenants that clone the image, whoever wrote them. */
  public serveMachines({ clusters }: Inventory, facts: ImageFacts): void {
    const view = clusters.find(({ where }) => where === this.image.cluster.node.path);
    if (view === undefined) return;
    const cloners = clonersOf(view, facts).filter(
      ({ namespace }) => this.isForeign(namespace) && this.serves(namespace),
    );
    if (cloners.length > 0 || this.rights !== undefined) this.rightsToClone().serve(cloners);
  }

  /** Reports that a namespace is not among those that may clone the image. */
  public reportIfClosedTo(namespace: string, facts: ImageFacts): void {
    if (this.isOpenTo(namespace)) return;
    const { scope } = this.image;
    report(scope, CLOSED_IMAGE, [closedTo(undefined, { ...facts, where: scope.node.path }, namespace)]);
  }

  private isForeign(namespace: string): boolean {
    return namespace !== this.image.namespaceName;
  }

  private isOpenTo(namespace: string): boolean {
    const { permitted } = this.image;
    return !this.isForeign(namespace) || permitted === undefined || permitted.has(namespace);
  }

  /** Whether machines of a namespace get the right if they clone the image: those of tenants that may use it. */
  private serves(namespace: string): boolean {
    if (!this.isForeign(namespace)) return true;
    return this.isOpenTo(namespace) && this.image.cluster._tenantNamespaces.has(namespace);
  }

  /** The claims of a refreshed image have the digest in their names, so the right cannot be limited to one of them. */
  private rightsToClone(): CloneRights {
    const { scope, dataSourceName, namespaceName, claim } = this.image;
    return (this.rights ??= new CloneRights(scope, 'CloneRights', {
      name: `${dataSourceName}-clone`,
      namespace: namespaceName,
      volumeName: claim,
    }));
  }
}
