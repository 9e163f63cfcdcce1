import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { DISK_ROLE, DISK_RULES, Grant, grantsTo, propOfBinding, roleBinding } from './access';
import { clonedFrom, clonedInto } from './clone-namespaces';
import { limitRangeSpec } from './container-defaults';
import { ExistingTenant, ExistingTenantProps } from './existing-tenant';
import { reportIsolation, TenantIsolation } from './isolation';
import { factsOf, NamedCluster } from './kubernetes/accounts';
import { ClusterAccounts } from './kubernetes/cluster-accounts';
import { namedClusters, reportClusters, usableClusters } from './kubernetes/usable';
import {
  CLONE_POLICY, clonePolicy, networkPolicies, Surroundings, UPLOAD_POLICY, uploadPolicy,
} from './network-policies';
import { podSecurityLabels, propOfPodSecurity } from './pod-security';
import { allowedClasses, priorityQuota } from './priority-classes';
import { besideProps, hardLimits, propOfLimit, ResourceQuotaSpec, statedLimits, TenantQuota } from './quota';
import {
  instancetypeSpec, propOfSize, repeatedSizes, sizeNameFaults, STANDARD_SIZES, TenantSize, usableSizes,
} from './sizes';
import { Tenant } from './tenant';
import type { TenantNamespaceProps } from './tenant-namespace-props';
import { reportNetworks } from './tenant-networks';
import type { ClusterNetworks } from '../cluster/infra-cluster';
import { report } from '../findings/findings';
import { fault, wholeFault } from '../findings/rule';
import { areUsable } from '../given/call';
import { takeProps } from '../given/given';
import type { ClusterView } from '../inventory/cluster-view';
import { onPrepare } from '../inventory/prepare';
import { intend, tell } from '../inventory/tell';
import { labelled } from '../layout/labels';
import { KEPT_WHEN_PRUNED, withFurther } from '../layout/protection';
import { rendered } from '../layout/rendered';
import { workerLabelsOf } from '../machines/cluster-label';
import { UNKNOWN_CLUSTER, unknownClusterFaults } from '../rules/tenant/clusters';
import { PRIORITY_QUOTA } from '../rules/tenant/critical-classes';
import { POD_SECURITY_IN_LABELS, POD_SECURITY_PREFIX } from '../rules/tenant/namespace-metadata';
import { DEFAULT_DENY } from '../rules/tenant/policy-openings';
import { QUOTA_BESIDE_PROP } from '../rules/tenant/quota-names';
import { SIZE_NAME, SIZE_TWICE, SIZES_UNSERVED } from '../rules/tenant/sizes';
import { mergeDeep } from '../toolkit/merge';
import { table } from '../toolkit/table';

/**
 * A tenant of the infra cluster: its namespace, quota, network isolation, access rights and machine sizes. All of it is
 * written to one file, so that a tenant can be reviewed as a whole.
 */
export class TenantNamespace extends Tenant {
  /** A tenant whose namespace exists already. It emits nothing, but machines can be created in it. */
  public static existing(scope: Construct, id: string, props: ExistingTenantProps): Tenant {
    return new ExistingTenant(scope, id, props);
  }

  /** The Namespace. */
  public readonly namespace: ApiObject;
  /** The ResourceQuota, undefined if there are no limits. */
  public readonly resourceQuota?: ApiObject;
  /** The ResourceQuota that refuses pods of other PriorityClasses, undefined with `anyPriorityClass`. */
  public readonly priorityQuota?: ApiObject;
  /** The LimitRange. */
  public readonly limitRange: ApiObject;
  /** The NetworkPolicies, none with `Isolation.NONE`. */
  public readonly networkPolicies: ApiObject[];
  /** The Role for disks, undefined without admins and editors. */
  public readonly diskRole?: ApiObject;
  /** The RoleBindings, one for each role that has subjects. */
  public readonly roleBindings: ApiObject[];
  /** The VirtualMachineInstancetypes, one for each size. */
  public readonly instancetypes: ApiObject[];
  /** The service accounts of the tenant's Kubernetes clusters, with their roles, bindings and Secrets. */
  public readonly kubernetesObjects: ApiObject[];
  /** The address ranges of the tenant's own Kubernetes cluster. */
  public readonly networks: ClusterNetworks;

  private readonly props: TenantNamespaceProps;
  private readonly clusters: readonly NamedCluster[];
  /** Namespaces that disks are cloned from: as images report them, and as found in machines that the user wrote. */
  private readonly imageNamespaces = new Set<string>();
  private shownNamespaces: ReadonlySet<string> = new Set();
  private view?: ClusterView;

  constructor(scope: Construct, id: string, given: TenantNamespaceProps = {}) {
    const open = new.target !== TenantNamespace;
    const taken = takeProps({ scope, id, props: given, struct: 'TenantNamespaceProps', open });
    const { props } = taken;
    super(scope, taken.id, props.namespaceName ?? `cluster-${props.id ?? taken.id}`);
    taken.report(this);
    this.props = props;
    this.networks = props.networks ?? {};
    const named = namedClusters(props, props.id ?? taken.id);
    this.clusters = usableClusters(named);
    const facts = this.clusters.map(factsOf);
    const isShared = this._isShared;
    tell(this, { tenant: { namespace: this.namespaceName, isComplete: true, isShared, clusters: facts } });
    reportClusters(this, props, named);
    const sizes = [...(props.standardSizes === false ? [] : STANDARD_SIZES), ...(props.sizes ?? [])];
    this.report(sizes);

    this.namespace = this.emitNamespace();
    this.resourceQuota = this.emitQuota(props.quota ?? {});
    this.priorityQuota = props.anyPriorityClass === true ? undefined : this.limitPriorities();
    this.limitRange = this.emitLimitRange();
    this.networkPolicies = this.isolate(props.isolation ?? {});
    const grants = grantsTo(props.access, this.namespaceName);
    this.diskRole = grants.some(({ kind }) => kind === 'Role') ? this.emitDiskRole() : undefined;
    this.roleBindings = grants.map((grant) => this.bind(grant));
    this.instancetypes = this.offer(usableSizes(sizes));
    this.kubernetesObjects = this.clusters
      .flatMap((cluster) => new ClusterAccounts(this, cluster, this.namespaceName).objects);
    onPrepare(this, ({ clusters }) => this.see(clusters));
  }

  /**
   * The labels of machines that are workers of one of the tenant's Kubernetes clusters, for `labels` of pools and
   * machines. Load balancers select machines by them. machine-controller and Cluster API write them by themselves.
   * @param cluster the cluster's name; may be left out if the tenant has one
   */
  public workerLabels(cluster?: string): { [key: string]: string } {
    if (!areUsable(this, 'TenantNamespace#workerLabels', [cluster])) return {};
    const names = this.clusters.map(({ name }) => name);
    report(this, UNKNOWN_CLUSTER, unknownClusterFaults(cluster, names));
    const name = cluster ?? names[0];
    return name === undefined ? {} : { ...workerLabelsOf(name) };
  }

  /** Whether several Kubernetes clusters are to share the namespace. @internal */
  public get _isShared(): boolean {
    return this.props.sharedByClusters === true;
  }

  /** @internal */
  public _clonesFrom(namespace: string): void {
    if (namespace !== this.namespaceName) this.imageNamespaces.add(namespace);
  }

  /** Finds disks that machines written by the user clone from other namespaces. */
  private see(clusters: readonly ClusterView[]): void {
    const view = clusters.find(({ where }) => where === this.cluster.node.path);
    this.view = view;
    this.shownNamespaces = view === undefined ? new Set() : clonedFrom(view, this.namespaceName);
  }

  /** The namespaces that clone images of the tenant; none until all machines and rights are there. */
  private cloners(): readonly string[] {
    return this.view === undefined ? [] : clonedInto(this.view, this.namespaceName);
  }

  /** Reports mistakes in props that cannot be seen in objects. */
  private report(sizes: readonly TenantSize[]): void {
    const { labels = {}, networks, quota, isolation } = this.props;
    const level = Object.keys(labels).filter((key) => key.startsWith(POD_SECURITY_PREFIX));
    report(this, POD_SECURITY_IN_LABELS, level.map((key) => (
      fault('labels', `holds the label "${key}", but podSecurity is written instead`, 'Set podSecurity instead.'))));
    reportNetworks(this, networks);
    report(this, QUOTA_BESIDE_PROP, besideProps(quota));
    report(this, SIZE_NAME, sizeNameFaults(sizes));
    report(this, SIZE_TWICE, repeatedSizes(sizes));
    reportIsolation(this, isolation ?? {});
  }

  private emitNamespace(): ApiObject {
    const { labels, annotations, podSecurity } = this.props;
    const namespace = this.object('v1', 'Namespace', this.namespaceName, {}, {
      labels: { ...labels, ...podSecurityLabels(podSecurity) },
      annotations: withFurther(KEPT_WHEN_PRUNED, annotations),
    });
    intend(namespace, { propOf: propOfNamespace });
    return namespace;
  }

  private emitQuota(quota: TenantQuota): ApiObject | undefined {
    const overrides = this.props.overrides?.resourceQuota;
    const stated = hardLimits(quota);
    if (Object.keys(stated).length === 0 && overrides === undefined) return undefined;
    const object = this.object('v1', 'ResourceQuota', 'tenant',
      { spec: mergeDeep<ResourceQuotaSpec>({ hard: stated }, overrides) });
    const written = (): unknown => (rendered(object)?.spec as Partial<ResourceQuotaSpec> | undefined)?.hard;
    intend(object, { propOf: propOfLimit(quota, written), stated: () => statedLimits(quota) });
    return object;
  }

  private limitPriorities(): ApiObject {
    const { priorityClasses = [] } = this.props;
    const make = () => priorityQuota(allowedClasses(this, this.namespaceName, priorityClasses, this.view));
    const object = this.object('v1', 'ResourceQuota', PRIORITY_QUOTA, { spec: Lazy.any({ produce: make }) });
    const isLong = priorityClasses.some((name) => name.length > 63);
    const stated = [{ field: 'spec.hard', holder: 'spec', prop: 'priorityClasses' }];
    const propOf = (field: string) => (isLong && field.endsWith('.values') ? 'priorityClasses' : undefined);
    intend(object, { propOf, stated: () => stated });
    return object;
  }

  private emitLimitRange(): ApiObject {
    const { containerDefaults, overrides } = this.props;
    const spec = mergeDeep(limitRangeSpec(containerDefaults), overrides?.limitRange);
    const object = this.object('v1', 'LimitRange', 'container-defaults', { spec });
    const isPlain = overrides?.limitRange === undefined;
    const ours = /^spec\.limits\[0\]\.defaultRequest/;
    intend(object, {
      propOf: (field) => (isPlain && ours.test(field) ? field.replace(ours, 'containerDefaults') : undefined),
      stated: () => [{ field: 'spec.limits', holder: 'spec', prop: 'containerDefaults' }],
    });
    return object;
  }

  private isolate(isolation: TenantIsolation): ApiObject[] {
    const around = (): Surroundings => ({
      kubevirtNamespace: this.cluster.kubevirtNamespace,
      cdiNamespace: this.cluster.cdiNamespace,
      infra: this.cluster._ranges(),
      imageNamespaces: [...this.imageNamespaces, ...this.shownNamespaces],
      cloningNamespaces: this.cloners(),
      clusters: this.clusters,
      isShared: this.props.sharedByClusters === true,
    });
    return networkPolicies(isolation, around()).map(({ name, spec, propOf }) => {
      // The namespaces that disks are cloned from and to are known only when all machines are there.
      const make = LATE_POLICIES[name];
      const late = make === undefined ? spec : Lazy.any({ produce: () => make(around()) });
      // When a tenant is no longer in the bundle, its machines stay, so this policy must stay too.
      const annotations = name === DEFAULT_DENY ? KEPT_WHEN_PRUNED : undefined;
      const metadata = { namespace: this.namespaceName, annotations };
      const policy = this.object('networking.k8s.io/v1', 'NetworkPolicy', name, { spec: late }, metadata);
      // without a selector a policy opens all pods; default-deny has a rule of its own
      const selects = Object.keys(spec.podSelector).length > 0;
      const stated = { field: 'spec.podSelector', holder: 'spec', prop: 'isolation' };
      if (propOf !== undefined || selects) intend(policy, { propOf, ...(selects ? { stated: () => [stated] } : {}) });
      return policy;
    });
  }

  private emitDiskRole(): ApiObject {
    return this.object('rbac.authorization.k8s.io/v1', 'Role', DISK_ROLE, { rules: DISK_RULES });
  }

  private bind(grant: Grant): ApiObject {
    const binding = this.object('rbac.authorization.k8s.io/v1', 'RoleBinding', grant.role, roleBinding(grant));
    intend(binding, { propOf: propOfBinding(grant.grantees) });
    return binding;
  }

  private offer(sizes: readonly TenantSize[]): ApiObject[] {
    const { kubevirt } = this.cluster;
    const apiVersion = kubevirt.apiVersion('instancetype.kubevirt.io', 'VirtualMachineInstancetype');
    if (apiVersion === undefined && sizes.length > 0) {
      const problem = `${kubevirt} does not serve VirtualMachineInstancetype, so the tenant can have no sizes`;
      report(this, SIZES_UNSERVED, [wholeFault(problem, SIZES_UNSERVED.remedy)]);
    }
    if (apiVersion === undefined) return [];
    return sizes.map((size) => {
      const object = this.object(apiVersion, 'VirtualMachineInstancetype', size.name, { spec: instancetypeSpec(size) });
      intend(object, { propOf: propOfSize(size) });
      return object;
    });
  }

  private object(apiVersion: string, kind: string, name: string, fields: object,
    further: Metadata = { namespace: this.namespaceName }): ApiObject {
    // a role's name may contain characters that an id cannot; a rule reports it
    const id = `${kind}-${name.replace(/[%/]/g, encodeURIComponent)}`;
    const metadata = { name, ...further, labels: labelled(this, further.labels) };
    return new ApiObject(this, id, { apiVersion, kind, metadata, ...fields });
  }
}

/** The metadata of an object, beside its name. */
interface Metadata {
  readonly namespace?: string;
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
}

/** Policies that are made when they are rendered. */
const LATE_POLICIES: { readonly [name: string]: ((around: Surroundings) => object) | undefined } = table({
  [CLONE_POLICY]: clonePolicy,
  [UPLOAD_POLICY]: uploadPolicy,
});

/** The prop that a field of the Namespace came from. */
function propOfNamespace(field: string): string | undefined {
  if (field === 'metadata.annotations') return 'annotations';
  const label = /^metadata\.labels\["(.*)"\]$/.exec(field)?.[1];
  const podSecurity = label === undefined ? undefined : propOfPodSecurity(label);
  if (podSecurity !== undefined) return podSecurity;
  return field.startsWith('metadata.labels') ? field.replace('metadata.', '') : undefined;
}
