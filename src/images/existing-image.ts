import { Construct } from 'constructs';
import { BootImage } from './boot-image';
import type { ExistingImageProps } from './existing-image-props';
import { InfraCluster } from '../cluster/infra-cluster';
import type { Tenant } from '../tenants/tenant';
import { tell } from '../inventory/tell';
import { Problems, Sentence } from '../toolkit/problems';
import { Quantity } from '../toolkit/quantity';
import { byteSize, dnsLabel, dnsSubdomain } from '../toolkit/sentences';

/** An image that someone else keeps in the cluster: nothing is emitted. */
export class ExistingImage extends BootImage {
  public readonly dataSourceName: string;
  public readonly namespaceName: string;
  /** @internal */
  public readonly _size: Quantity | undefined;
  private readonly cluster: InfraCluster;
  private readonly cloneableFrom: boolean | ReadonlySet<string>;

  constructor(scope: Construct, id: string, props: ExistingImageProps) {
    super(scope, id);
    this.cluster = InfraCluster.containing(this);
    this.dataSourceName = props.dataSourceName;
    this.namespaceName = props.namespaceName;
    this._size = props.size === undefined ? undefined : Quantity.ofSize(props.size);
    this.cloneableFrom = typeof props.cloneableFrom === 'object' ? new Set(props.cloneableFrom.map((tenant) => (typeof tenant === 'string' ? tenant : tenant.namespaceName))) : props.cloneableFrom ?? false;
    tell(this, {
      image: {
        dataSourceName: this.dataSourceName,
        namespace: this.namespaceName,
        size: this._size,
        mayBeClonedFrom: (namespace) => this.mayBeClonedFrom(namespace),
        imports: 0,
        refreshed: false,
        cloners: () => [],
      },
    });
    new Problems(this).add(
      dnsSubdomain('dataSourceName', this.dataSourceName),
      dnsLabel('namespaceName', this.namespaceName),
      props.size === undefined ? undefined : byteSize('size', props.size),
    );
  }

  /** @internal */
  public _cloneFor(tenant: Tenant): Sentence {
    if (tenant.cluster !== this.cluster) return `image "${this.dataSourceName}" is in cluster ${this.cluster.clusterName}, but the machines of namespace "${tenant.namespaceName}" are in cluster ${tenant.cluster.clusterName}, and no clone leaves its cluster. Name an image of ${tenant.cluster.clusterName}.`;
    if (!this.mayBeClonedFrom(tenant.namespaceName)) return `image "${this.dataSourceName}" is in namespace "${this.namespaceName}", and nothing says that machines of namespace "${tenant.namespaceName}" may clone it, without which CDI refuses the disk. Let the ServiceAccount default of "${tenant.namespaceName}" create datavolumes/source (cdi.kubevirt.io) in "${this.namespaceName}" and name the namespace in cloneableFrom of ${this.node.path}, or use a GoldenImage, which gives the right itself.`;
    tenant._clonesFrom(this.namespaceName);
    return undefined;
  }

  private mayBeClonedFrom(namespace: string): boolean {
    if (namespace === this.namespaceName) return true;
    return typeof this.cloneableFrom === 'boolean' ? this.cloneableFrom : this.cloneableFrom.has(namespace);
  }
}
