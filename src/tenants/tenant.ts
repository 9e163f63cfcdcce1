import { Construct, IConstruct } from 'constructs';
import type { Demand } from './demand';
import { namespaceEntry } from './namespace-register';
import { InfraCluster } from '../cluster/infra-cluster';
import { refuse } from '../findings/bundle-error';
import { wholeFault } from '../findings/rule';
import { scopesAround } from '../given/id';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import type { OfferedSize } from '../machines/offered-size';
import { OUTSIDE } from '../rules/props/rules';
import { Problems, Sentence } from '../toolkit/problems';
import { dnsLabel } from '../toolkit/sentences';

const OUTSIDE_OF_TENANTS = wholeFault('stands outside of any tenant, so its namespace is not known',
  'Create it below a TenantNamespace, or below TenantNamespace.existing(…).');

/** A tenant of the infra cluster: a namespace, whether we emit it or find it there. */
export abstract class Tenant extends Construct {
  /**
   * The tenant that a construct belongs to.
   * @throws if the construct stands outside of any.
   */
  public static containing(construct: IConstruct): Tenant {
    const found = scopesAround(construct).find((scope): scope is Tenant => scope instanceof Tenant);
    return found ?? refuse(OUTSIDE, OUTSIDE_OF_TENANTS, construct.node.path);
  }

  /** The name of the tenant's namespace. */
  public readonly namespaceName: string;
  /** The cluster that the namespace is in. */
  public readonly cluster: InfraCluster;

  /** The sizes that the tenant's namespace holds as instancetypes, by name, so that machines of a named size can be counted. @internal */
  public abstract readonly _sizes: ReadonlyMap<string, OfferedSize>;

  constructor(scope: Construct, id: string, namespaceName: string) {
    super(scope, id);
    this.namespaceName = namespaceName;
    this.cluster = InfraCluster.containing(this);
    this.cluster._tenantNamespaces.add(namespaceName);
    place(this, { layer: Layer.TENANTS, tenant: namespaceName, file: 'tenant' });
    new Problems(this).add(dnsLabel('namespace', namespaceName), this.claimNamespace());
  }

  /** Names of disks and the quota are checked by the tenant, so nobody would see what two tenants do to each other in one namespace. */
  private claimNamespace(): Sentence {
    const entry = namespaceEntry(this.cluster, this.namespaceName);
    entry.tenant ??= this;
    return entry.tenant === this ? undefined : `namespace "${this.namespaceName}" of cluster ${this.cluster.clusterName} is that of tenant ${entry.tenant.node.path} already, and two tenants in one would not see each other's disks and quota. Put the machines below that tenant, or choose another namespaceName.`;
  }

  /**
   * Tells the tenant how to learn what its machines will ask of the cluster, so that its quota can be checked. It is asked once per
   * synthesis, when JSON patches are known too; undefined says that it cannot be told. @internal
   */
  public abstract _demand(demand: () => Demand | undefined): void;

  /** Tells the tenant that disks are cloned from a namespace, from where CDI's clone pods then must reach the tenant. @internal */
  public abstract _clonesFrom(namespace: string): void;
}
