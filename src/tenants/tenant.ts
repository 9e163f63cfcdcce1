import { Construct, IConstruct } from 'constructs';
import { giveNamespace } from './given-namespace';
import { InfraCluster } from '../cluster/infra-cluster';
import { refuse } from '../findings/bundle-error';
import { wholeFault } from '../findings/rule';
import { scopesAround } from '../given/id';
import { beforePrepare } from '../inventory/prepare';
import { tell } from '../inventory/tell';
import { nameInLabels } from '../layout/labels';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { OUTSIDE } from '../rules/props/rules';
import { podSelectorConfig } from '../toolkit/pod-selector';

const OUTSIDE_OF_TENANTS = wholeFault('is outside of any tenant, so its namespace is not known',
  'Create it below a TenantNamespace, or below TenantNamespace.existing(…).');

/** A tenant of the infra cluster: a namespace that is emitted, or that exists already. */
export abstract class Tenant extends Construct {
  /**
   * The tenant that a construct belongs to.
   * @throws if the construct is not below a tenant.
   */
  public static containing(construct: IConstruct): Tenant {
    const found = scopesAround(construct).find((scope): scope is Tenant => scope instanceof Tenant);
    return found ?? refuse(OUTSIDE, OUTSIDE_OF_TENANTS, construct.node.path);
  }

  /** The name of the tenant's namespace. */
  public readonly namespaceName: string;
  /** The cluster that the namespace is in. */
  public readonly cluster: InfraCluster;

  constructor(scope: Construct, id: string, namespaceName: string) {
    super(scope, id);
    this.namespaceName = namespaceName;
    this.cluster = InfraCluster.containing(this);
    this.cluster._tenantNamespaces.add(namespaceName);
    place(this, { layer: Layer.TENANTS, tenant: namespaceName, file: 'tenant' });
    nameInLabels(this, id, 'tenant');
    tell(this, { tenant: { namespace: namespaceName, isComplete: false } });

    const releases = [this.cluster.kubevirt, this.cluster.cdi];
    beforePrepare(this,
      () => giveNamespace(this, { namespaceName, releases, isOther: (child) => child instanceof Tenant }));
  }

  /**
   * All pods of the tenant, as `IPodSelector` of cdk8s-plus has them. Other languages use `namespaceName`.
   * @jsii ignore
   */
  public toPodSelectorConfig(): any {
    return podSelectorConfig({}, [this.namespaceName]);
  }

  /**
   * All pods of the tenant, as `INetworkPolicyPeer` of cdk8s-plus has them.
   * @jsii ignore
   */
  public toNetworkPolicyPeerConfig(): any {
    return { podSelector: this.toPodSelectorConfig() };
  }

  /**
   * All pods of the tenant, as `INetworkPolicyPeer` of cdk8s-plus has them.
   * @jsii ignore
   */
  public toPodSelector(): any {
    return this;
  }

  /**
   * The tenant's namespace, as `INamespaceSelector` of cdk8s-plus has it.
   * @jsii ignore
   */
  public toNamespaceSelectorConfig(): any {
    return { names: [this.namespaceName] };
  }

  /**
   * Tells the tenant that disks are cloned from a namespace. CDI's clone pods there must then be able to reach the
   * tenant.
   * @internal
   */
  public abstract _clonesFrom(namespace: string): void;
}
