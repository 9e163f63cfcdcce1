import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { accessNotices, accessProblems, roleBinding, subjectsByRole, TenantAccess } from './access';
import { ContainerDefaults, containerDefaultsProblems, limitRangeSpec, LimitRangeSpec } from './container-defaults';
import type { Demand } from './demand';
import { ExistingTenant, ExistingTenantProps } from './existing-tenant';
import { isolationNotices, isolationProblems, TenantIsolation } from './isolation';
import { networkPolicies, UPLOAD_POLICY } from './network-policies';
import type { OfferedSize } from '../machines/offered-size';
import { podSecurityLabels, podSecurityNotice, podSecurityProblems, TenantPodSecurity } from './pod-security';
import { hardLimits, quotaNotices, quotaProblems, ResourceQuotaSpec, TenantQuota } from './quota';
import { quotaShortfalls, uncounted } from './quota-check';
import { instancetypeSpec, offeredSize, sizeProblems, STANDARD_SIZES, TenantSize, usableSizes } from './sizes';
import { Tenant } from './tenant';
import type { ClusterNetworks } from '../cluster/infra-cluster';
import { KEPT_WHEN_PRUNED } from '../layout/protection';
import { cidr, NamedCidr, overlaps } from '../validation/cidr';
import { DeepPartial, mergeDeep } from '../validation/merge';
import { labels } from '../validation/names';
import { notice } from '../validation/notices';
import { Problems, Sentence } from '../validation/problems';

/**
 * Parts of specs that are laid over what the tenant's props give. NetworkPolicies are extended by rules, sizes have overrides
 * of their own.
 * @jsii ignore
 */
export interface TenantOverrides {
  readonly resourceQuota?: DeepPartial<ResourceQuotaSpec>;
  readonly limitRange?: DeepPartial<LimitRangeSpec>;
}

export interface TenantNamespaceProps {
  /**
   * What identifies the tenant, usually the id of its Kubernetes cluster, such as `gff5gnxc7r`.
   * @default - the construct's id
   */
  readonly id?: string;
  /**
   * The name of the namespace. It is never changed later: a renamed namespace is a new one, and the machines stay in the old one.
   * @default - `cluster-<id>`, as Kubermatic names them
   */
  readonly namespaceName?: string;
  /**
   * Labels of the namespace, by which a MigrationPolicy can select it.
   * @default - those of pod security alone
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Annotations of the namespace. By default it has those that keep Argo CD and Flux from deleting it, with all machines and
   * disks, when it vanishes from the bundle; an annotation of the same key given here takes the place of one of those.
   * @default - those that keep it alone
   */
  readonly annotations?: { readonly [key: string]: string };
  /**
   * How strictly pods are looked at.
   * @default - `baseline` is enforced, `restricted` is audited and warned of
   */
  readonly podSecurity?: TenantPodSecurity;
  /**
   * The address ranges that the tenant's own Kubernetes cluster uses. Its pods reach services of the infra cluster through the
   * infra cluster's addresses, so none of these may overlap one of the infra cluster's. Other tenants may use the same ones.
   * @default - not known, so overlaps are not found
   */
  readonly networks?: ClusterNetworks;
  /**
   * What the namespace may take, as Kubernetes counts it.
   * @default - no limit, and no ResourceQuota
   */
  readonly quota?: TenantQuota;
  /**
   * What containers request that say nothing themselves.
   * @default - 10m of CPU, 64Mi of memory
   */
  readonly containerDefaults?: ContainerDefaults;
  /**
   * What is let in and out of the namespace.
   * @default - pods reach each other, name servers and the public Internet; nothing reaches them but KubeVirt and CDI
   */
  readonly isolation?: TenantIsolation;
  /**
   * Who may use the tenant's machines and disks.
   * @default - nobody, beyond those whose rights hold in every namespace
   */
  readonly access?: TenantAccess;
  /**
   * Whether the tenant has the sizes `standard-2`, `standard-4` and `standard-8`, of that many CPUs and four times as many GiB.
   * @default true
   */
  readonly standardSizes?: boolean;
  /**
   * Further sizes of machines.
   * @default [] - none
   */
  readonly sizes?: TenantSize[];
  /**
   * Parts of specs that no prop reaches.
   * @default - none
   * @jsii ignore
   */
  readonly overrides?: TenantOverrides;
}

/**
 * One tenant on the infra cluster: its namespace, what it may take, what it reaches and is reached by, who may use it, and the sizes
 * that its machines can have. All of it is one file, so that a tenant can be reviewed as a whole.
 */
export class TenantNamespace extends Tenant {
  /** A tenant whose namespace exists already: nothing of it is emitted, but machines can be put into it. */
  public static existing(scope: Construct, id: string, props: ExistingTenantProps): Tenant {
    return new ExistingTenant(scope, id, props);
  }

  /** The Namespace. */
  public readonly namespace: ApiObject;
  /** The ResourceQuota; undefined where nothing is limited. */
  public readonly resourceQuota?: ApiObject;
  /** The LimitRange. */
  public readonly limitRange: ApiObject;
  /** The NetworkPolicies; none with `Isolation.NONE`. */
  public readonly networkPolicies: ApiObject[];
  /** The RoleBindings, one for each ClusterRole that someone has. */
  public readonly roleBindings: ApiObject[];
  /** The VirtualMachineInstancetypes, one for each size. */
  public readonly instancetypes: ApiObject[];
  /** The address ranges of the tenant's own Kubernetes cluster. */
  public readonly networks: ClusterNetworks;

  /** @internal */
  public readonly _sizes: ReadonlyMap<string, OfferedSize>;
  private readonly demands: (() => Demand | undefined)[] = [];
  private readonly imageNamespaces = new Set<string>();
  private readonly quota: TenantQuota;

  constructor(scope: Construct, id: string, props: TenantNamespaceProps = {}) {
    super(scope, id, props.namespaceName ?? `cluster-${props.id ?? id}`);
    this.networks = props.networks ?? {};
    this.quota = props.quota ?? {};
    const sizes = [...(props.standardSizes === false ? [] : STANDARD_SIZES), ...(props.sizes ?? [])];
    const problems = this.check(props, sizes);
    const usable = usableSizes(sizes);
    this._sizes = new Map([...usable].map(([name, size]) => [name, offeredSize(size)]));

    this.namespace = this.object('v1', 'Namespace', this.namespaceName, {}, {
      labels: { ...props.labels, ...podSecurityLabels(props.podSecurity) },
      annotations: { ...KEPT_WHEN_PRUNED, ...props.annotations },
    });
    const hard = mergeDeep<ResourceQuotaSpec>({ hard: hardLimits(this.quota) }, props.overrides?.resourceQuota);
    if (Object.keys(hard.hard ?? {}).length > 0) this.resourceQuota = this.object('v1', 'ResourceQuota', 'tenant', { spec: hard });
    this.limitRange = this.object('v1', 'LimitRange', 'container-defaults', { spec: mergeDeep(limitRangeSpec(props.containerDefaults), props.overrides?.limitRange) });
    this.networkPolicies = this.isolate(props.isolation ?? {});
    this.roleBindings = [...subjectsByRole(props.access, this.namespaceName)].map(([role, subjects]) => this.object('rbac.authorization.k8s.io/v1', 'RoleBinding', role, roleBinding(role, subjects)));
    this.instancetypes = this.offer(usable, problems);
  }

  /** @internal */
  public _demand(demand: () => Demand | undefined): void {
    this.demands.push(demand);
  }

  /** @internal */
  public _clonesFrom(namespace: string): void {
    if (namespace !== this.namespaceName) this.imageNamespaces.add(namespace);
  }

  private check(props: TenantNamespaceProps, sizes: readonly TenantSize[]): Problems {
    const problems = new Problems(this);
    const infra = this.cluster._ranges();
    const pods = this.ranges('pod', props.networks?.pods);
    const services = this.ranges('service', props.networks?.services);
    problems.add(
      this.reservedName(),
      ...labels('label', props.labels),
      ...podSecurityProblems(props.podSecurity, props.labels),
      ...[...pods, ...services].map((range) => cidr(range.what, range.cidr)),
      ...overlaps([...pods, ...services], infra),
      ...overlaps(pods, services),
      ...quotaProblems(props.quota),
      ...containerDefaultsProblems(props.containerDefaults),
      ...isolationProblems(props.isolation ?? {}),
      ...accessProblems(props.access),
      ...sizeProblems(sizes),
    );
    if (quotaProblems(props.quota).every((problem) => problem === undefined)) problems.atSynth(() => quotaShortfalls(this.quota, this.demands.flatMap((demand) => demand() ?? [])));
    const notices = [
      podSecurityNotice(props.podSecurity),
      ...quotaNotices(props.quota),
      ...isolationNotices(props.isolation ?? {}, infra),
      ...accessNotices(props.access),
    ];
    for (const each of notices) if (each !== undefined) notice(this, each);
    return problems;
  }

  /** A tenant's default-deny and quota would stop what runs in these. */
  private reservedName(): Sentence {
    const owner = this.ownerOfNamespace();
    if (owner === undefined) return undefined;
    return `namespace "${this.namespaceName}" belongs to ${owner}, whose pods a tenant's isolation and quota would stop. Choose another namespaceName, such as "cluster-${this.node.id}".`;
  }

  private ownerOfNamespace(): string | undefined {
    if (this.namespaceName === this.cluster.kubevirtNamespace) return 'KubeVirt';
    if (this.namespaceName === this.cluster.cdiNamespace) return 'CDI';
    return this.namespaceName === 'default' || /^(kube|openshift)-/.test(this.namespaceName) ? 'the cluster itself' : undefined;
  }

  private ranges(kind: string, cidrs: readonly string[] = []): NamedCidr[] {
    return cidrs.map((range) => ({ what: `${kind} network of tenant ${this.namespaceName}`, cidr: range }));
  }

  private isolate(isolation: TenantIsolation): ApiObject[] {
    const policies = () => networkPolicies(isolation, {
      kubevirtNamespace: this.cluster.kubevirtNamespace,
      cdiNamespace: this.cluster.cdiNamespace,
      infra: this.cluster._ranges(),
      imageNamespaces: [...this.imageNamespaces],
    });
    return [...policies()].map(([name, spec]) => {
      // From where disks are cloned is known only when all pools are there.
      const late = name === UPLOAD_POLICY ? Lazy.any({ produce: () => policies().get(name) }) : spec;
      return this.object('networking.k8s.io/v1', 'NetworkPolicy', name, { spec: late });
    });
  }

  private offer(sizes: ReadonlyMap<string, TenantSize>, problems: Problems): ApiObject[] {
    const apiVersion = this.cluster.kubevirt.apiVersion('instancetype.kubevirt.io', 'VirtualMachineInstancetype');
    if (apiVersion !== undefined) return [...sizes].map(([name, size]) => this.object(apiVersion, 'VirtualMachineInstancetype', name, { spec: instancetypeSpec(size) }));
    if (sizes.size > 0) problems.add(`${this.cluster.kubevirt} does not serve VirtualMachineInstancetype, so the tenant can have no sizes. Set standardSizes to false and leave sizes out.`);
    return [];
  }

  private object(apiVersion: string, kind: string, name: string, fields: object, metadata: object = { namespace: this.namespaceName }): ApiObject {
    return new ApiObject(this, `${kind}-${name}`, { apiVersion, kind, metadata: { name, ...metadata }, ...fields });
  }
}
