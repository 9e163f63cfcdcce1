import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { accessNotices, accessProblems, roleBinding, subjectsByRole, TenantAccess } from './access';
import { ContainerDefaults, containerDefaultsProblems, limitRangeSpec, LimitRangeSpec } from './container-defaults';
import type { Demand } from './demand';
import { ExistingTenant, ExistingTenantProps } from './existing-tenant';
import { Instancetype } from './instancetype';
import { isolationNotices, isolationProblems, TenantIsolation } from './isolation';
import { namespaceEntry } from './namespace-register';
import { DEFAULT_DENY, networkPolicies, UPLOAD_POLICY } from './network-policies';
import { NAMESPACE_NAME_LABEL } from './network-rule';
import { podSecurityLabels, podSecurityNotice, podSecurityProblems, TenantPodSecurity } from './pod-security';
import { hardLimits, limitsIn, overriddenProblems, quotaNotices, quotaProblems, ResourceQuotaSpec, TenantQuota } from './quota';
import { Load, quotaShortfalls, uncounted } from './quota-check';
import { scopeProblems } from './quota-scopes';
import { sizeProblems, STANDARD_SIZES, TenantSize, usableSizes } from './sizes';
import { Tenant } from './tenant';
import type { ClusterNetworks } from '../cluster/infra-cluster';
import { takeProps } from '../given/given';
import { KEPT_WHEN_PRUNED } from '../layout/protection';
import { rendered } from '../layout/rendered';
import type { OfferedSize } from '../machines/offered-size';
import { NamedCidr } from '../toolkit/cidr';
import { DeepPartial, mergeDeep } from '../toolkit/merge';
import { lateNotice, notice } from '../toolkit/notices';
import { Problems, Sentence } from '../toolkit/problems';
import { cidr, labels, overlaps, qualifiedName } from '../toolkit/sentences';

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
  private readonly offered: ReadonlyMap<string, Instancetype>;
  private readonly imageNamespaces = new Set<string>();
  private readonly quota: TenantQuota;
  /** What synthesis counted last; computed once, for its errors and its notices. */
  private load?: Load;

  constructor(scope: Construct, id: string, given: TenantNamespaceProps = {}) {
    const open = new.target !== TenantNamespace;
    const taken = takeProps({ scope, id, props: given, struct: 'TenantNamespaceProps', open });
    const { props } = taken;
    super(scope, taken.id, props.namespaceName ?? `cluster-${props.id ?? taken.id}`);
    taken.report(this);
    this.networks = props.networks ?? {};
    this.quota = props.quota ?? {};
    const sizes = [...(props.standardSizes === false ? [] : STANDARD_SIZES), ...(props.sizes ?? [])];
    const problems = this.check(props, sizes);

    this.namespace = this.object('v1', 'Namespace', this.namespaceName, {}, {
      labels: { ...props.labels, ...podSecurityLabels(props.podSecurity) },
      annotations: { ...KEPT_WHEN_PRUNED, ...props.annotations },
    });
    const limited = Object.keys(hardLimits(this.quota)).length > 0 || props.overrides?.resourceQuota !== undefined;
    if (limited) this.resourceQuota = this.object('v1', 'ResourceQuota', 'tenant', { spec: mergeDeep<ResourceQuotaSpec>({ hard: hardLimits(this.quota) }, props.overrides?.resourceQuota) });
    this.limitRange = this.object('v1', 'LimitRange', 'container-defaults', { spec: mergeDeep(limitRangeSpec(props.containerDefaults), props.overrides?.limitRange) });
    this.networkPolicies = this.isolate(props.isolation ?? {});
    this.roleBindings = [...subjectsByRole(props.access, this.namespaceName)].map(([role, subjects]) => this.object('rbac.authorization.k8s.io/v1', 'RoleBinding', role, roleBinding(role, subjects)));
    this.offered = this.offer(usableSizes(sizes), problems);
    this.instancetypes = [...this.offered.values()];
    this._sizes = this.offered;
  }

  /** @internal */
  public _demand(demand: () => Demand | undefined): void {
    namespaceEntry(this.cluster, this.namespaceName).machines.push(demand);
  }

  /** @internal */
  public _clonesFrom(namespace: string): void {
    if (namespace !== this.namespaceName) this.imageNamespaces.add(namespace);
  }

  private check(props: TenantNamespaceProps, sizes: readonly TenantSize[]): Problems {
    const problems = new Problems(this);
    const infra = this.cluster._ranges();
    const ranges = [...this.ranges('pod', props.networks?.pods), ...this.ranges('service', props.networks?.services)];
    problems.add(
      this.reservedName(),
      ...labels('label', props.labels),
      props.labels?.[NAMESPACE_NAME_LABEL] === undefined ? undefined : `label "${NAMESPACE_NAME_LABEL}" is the namespace's name, which the API server writes itself over whatever is given. Leave it out.`,
      ...Object.keys(props.annotations ?? {}).map((key) => qualifiedName('annotation key', key)),
      ...podSecurityProblems(props.podSecurity, props.labels),
      ...ranges.map((range) => cidr(range.what, range.cidr)),
      ...overlaps(ranges, infra),
      ...ranges.flatMap((range, index) => overlaps([range], ranges.slice(index + 1))),
      ...quotaProblems(props.quota),
      ...containerDefaultsProblems(props.containerDefaults),
      ...isolationProblems(props.isolation ?? {}),
      ...accessProblems(props.access),
      ...sizeProblems(sizes),
    );
    const countable = quotaProblems(props.quota).every((problem) => problem === undefined);
    problems.atSynth(() => (this.resourceQuota === undefined || !countable ? [] : this.shortfalls(this.resourceQuota)));
    problems.atSynth(() => [...this.offered.values()].flatMap((size) => size.problems()));
    lateNotice(this, () => (this.resourceQuota === undefined ? [] : this.uncounted(this.resourceQuota)));
    const notices = [
      podSecurityNotice(props.podSecurity),
      ...quotaNotices(props.quota),
      ...isolationNotices(props.isolation ?? {}, infra),
      ...accessNotices(props.access),
    ];
    for (const each of notices) if (each !== undefined) notice(this, each);
    return problems;
  }

  /** Asked first in a synthesis, and of the quota as it is written. */
  private shortfalls(quota: ApiObject): Sentence[] {
    this.load = this.count();
    const spec = specOf(quota);
    const limits = limitsIn(spec.hard);
    return [...overriddenProblems(spec.hard, this.quota), ...scopeProblems(spec), ...quotaShortfalls(limits, hardLimits(this.quota), this.load)];
  }

  private uncounted(quota: ApiObject): string[] {
    return uncounted(limitsIn(specOf(quota).hard), this.load ?? this.count());
  }

  private count(): Load {
    const { machines, images } = namespaceEntry(this.cluster, this.namespaceName);
    return { machines: machines.flatMap((demand) => demand() ?? []), images, importer: this.cluster._importerRequests() };
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
      // A tenant that vanishes from the bundle keeps its machines, and so must stay closed.
      const annotations = name === DEFAULT_DENY ? KEPT_WHEN_PRUNED : undefined;
      return this.object('networking.k8s.io/v1', 'NetworkPolicy', name, { spec: late }, { namespace: this.namespaceName, annotations });
    });
  }

  private offer(sizes: ReadonlyMap<string, TenantSize>, problems: Problems): Map<string, Instancetype> {
    const apiVersion = this.cluster.kubevirt.apiVersion('instancetype.kubevirt.io', 'VirtualMachineInstancetype');
    if (apiVersion !== undefined) return new Map([...sizes].map(([name, size]) => [name, new Instancetype(this, `VirtualMachineInstancetype-${name}`, { apiVersion, namespace: this.namespaceName, size })]));
    if (sizes.size > 0) problems.add(`${this.cluster.kubevirt} does not serve VirtualMachineInstancetype, so the tenant can have no sizes. Set standardSizes to false and leave sizes out.`);
    return new Map();
  }

  private object(apiVersion: string, kind: string, name: string, fields: object, metadata: object = { namespace: this.namespaceName }): ApiObject {
    return new ApiObject(this, `${kind}-${name}`, { apiVersion, kind, metadata: { name, ...metadata }, ...fields });
  }
}

/** What is written as a ResourceQuota's spec, whatever is in it; empty where it cannot be rendered. */
function specOf(quota: ApiObject): Partial<ResourceQuotaSpec> {
  return (rendered(quota)?.spec as Partial<ResourceQuotaSpec> | undefined) ?? {};
}
