import { Construct, IConstruct } from 'constructs';
import type { ExistingImageProps } from './existing-image-props';
import { namespaceNameOf } from './namespace-name';
import { InfraCluster } from '../cluster/infra-cluster';
import { report } from '../findings/findings';
import { about } from '../findings/rule';
import { takeProps } from '../given/given';
import { tell } from '../inventory/tell';
import { BootImage } from '../machines/disks/boot-image';
import { OTHER_CLUSTER, otherCluster } from '../rules/image/clone-rights';
import { EXISTING_IMAGE } from '../rules/image/existing';
import type { Tenant } from '../tenants/tenant';
import { notDnsLabel, notDnsSubdomain } from '../toolkit/names';
import { notByteSize, Quantity } from '../toolkit/quantity';

/** An image that someone else keeps in the cluster. It emits nothing. */
export class ExistingImage extends BootImage {
  public readonly dataSourceName: string;
  public readonly namespaceName: string;
  /** @internal */
  public readonly _size: Quantity | undefined;
  /** @internal */
  public readonly _mayBeSnapshot: boolean = true;
  private readonly cluster: InfraCluster;
  private readonly cloneableFrom: boolean | ReadonlySet<string>;

  constructor(scope: Construct, id: string, given: ExistingImageProps) {
    const taken = takeProps({ scope, id, props: given, struct: 'ExistingImageProps', open: false });
    super(scope, taken.id);
    taken.report(this);
    const { props } = taken;
    this.cluster = InfraCluster.containing(this);
    this.dataSourceName = props.dataSourceName;
    this.namespaceName = props.namespaceName;
    const badSize = props.capacity === undefined ? undefined : notByteSize(props.capacity);
    // Disks do not inherit an invalid size, which is reported here.
    this._size = props.capacity === undefined || badSize !== undefined ? undefined : Quantity.ofSize(props.capacity);
    this.cloneableFrom = namespacesIn(props.cloneableFrom ?? false);
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
    report(this, EXISTING_IMAGE, about('dataSourceName', notDnsSubdomain(this.dataSourceName)));
    report(this, EXISTING_IMAGE, about('namespaceName', notDnsLabel(this.namespaceName)));
    report(this, EXISTING_IMAGE, about('capacity', badSize));
  }

  /** @internal */
  public _cloneFor(asker: IConstruct, tenant: Tenant): void {
    const { dataSourceName, cluster } = this;
    if (tenant.cluster !== cluster) {
      const remedy = `Name an image of ${tenant.cluster.clusterName}.`;
      report(asker, OTHER_CLUSTER, [otherCluster({ dataSourceName, cluster }, tenant, remedy)]);
    } else if (this.mayBeClonedFrom(tenant.namespaceName)) {
      tenant._clonesFrom(this.namespaceName);
    }
  }

  private mayBeClonedFrom(namespace: string): boolean {
    if (namespace === this.namespaceName) return true;
    return typeof this.cloneableFrom === 'boolean' ? this.cloneableFrom : this.cloneableFrom.has(namespace);
  }
}

function namespacesIn(cloneableFrom: boolean | readonly (Tenant | string)[]): boolean | ReadonlySet<string> {
  if (typeof cloneableFrom === 'boolean') return cloneableFrom;
  return new Set(cloneableFrom.map(namespaceNameOf));
}
