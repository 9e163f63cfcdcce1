import type { TenantAccess } from './access';
import type { ContainerDefaults, LimitRangeSpec } from './container-defaults';
import type { TenantIsolation } from './isolation';
import type { TenantKubernetes } from './kubernetes/options';
import type { TenantPodSecurity } from './pod-security';
import type { ResourceQuotaSpec, TenantQuota } from './quota';
import type { TenantSize } from './sizes';
import type { ClusterNetworks } from '../cluster/infra-cluster';
import type { DeepPartial } from '../toolkit/merge';

/**
 * Parts of specs that are merged over what the tenant's props give. To extend NetworkPolicies, use rules; sizes have
 * overrides of their own.
 * @jsii ignore
 */
export interface TenantOverrides {
  readonly resourceQuota?: DeepPartial<ResourceQuotaSpec>;
  readonly limitRange?: DeepPartial<LimitRangeSpec>;
}

/** Props of a tenant. */
export interface TenantNamespaceProps {
  /**
   * The tenant's identifier, usually the id of its Kubernetes cluster, such as `gff5gnxc7r`.
   * @default - the construct's id
   */
  readonly id?: string;
  /**
   * The name of the namespace. Do not change it later: a new name makes a new namespace, and the machines stay in the
   * old one.
   * @default - `cluster-<id>`, as Kubermatic names them
   */
  readonly namespaceName?: string;
  /**
   * Labels of the namespace, which a MigrationPolicy can select.
   * @default - only the labels of pod security, and those that name the tenant and the cluster
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Annotations of the namespace. By default it has annotations that keep Argo CD and Flux from deleting it, with all
   * machines and disks, when it is no longer in the bundle. Options of Argo CD that you write here are added to the
   * default ones. An option of the same name replaces the default one.
   * @default - only those that keep the namespace
   */
  readonly annotations?: { readonly [key: string]: string };
  /**
   * The pod security levels.
   * @default - `baseline` is enforced, `restricted` is audited and warned about
   */
  readonly podSecurity?: TenantPodSecurity;
  /**
   * The address ranges that the tenant's own Kubernetes cluster uses. Its pods reach services of the infra cluster
   * through the infra cluster's addresses, so these ranges must not overlap those of the infra cluster. Other tenants
   * may use the same ranges.
   * @default - not known, so overlaps are not found
   */
  readonly networks?: ClusterNetworks;
  /**
   * What the namespace may use, as Kubernetes counts it.
   * @default - no limit, and no ResourceQuota
   */
  readonly quota?: TenantQuota;
  /**
   * PriorityClasses that pods of the namespace may have, beside those that the program itself uses there, and those of
   * scheduling policies below the tenant. Pods with any other one are refused, such as `system-node-critical`, whose
   * pods preempt those of other tenants. If the cluster has a class with `globalDefault: true` that is not in the
   * bundle, it must be listed: pods that name no class get it. A pool that leaves the program runs on, and its machines
   * start and migrate only if their class is listed here.
   * @default [] - no others
   */
  readonly priorityClasses?: string[];
  /**
   * Whether pods may have every PriorityClass, so that the tenant can preempt pods of others.
   * @default false - only those of `priorityClasses` and of the program
   */
  readonly anyPriorityClass?: boolean;
  /**
   * What containers request if they have no requests of their own.
   * @default - 10m of CPU, 64Mi of memory
   */
  readonly containerDefaults?: ContainerDefaults;
  /**
   * The traffic that is allowed into and out of the namespace.
   * @default - pods reach each other, name servers and the public Internet; only KubeVirt and CDI reach the pods
   */
  readonly isolation?: TenantIsolation;
  /**
   * Who may use the tenant's machines and disks.
   * @default - nobody, except subjects with rights in every namespace
   */
  readonly access?: TenantAccess;
  /**
   * Kubernetes clusters whose nodes are machines of the namespace: usually one. Their controllers get what they need in
   * the infra cluster (docs/how-to/kubernetes-in-a-tenant.md).
   * @default [] - none that the program knows
   */
  readonly kubernetes?: TenantKubernetes[];
  /**
   * Whether several Kubernetes clusters share the namespace, as in the namespaced mode of Kubermatic. NetworkPolicies
   * then keep the machines of one from those of another, by the label `cluster.x-k8s.io/cluster-name`. Rights and
   * quotas cannot tell them apart: the controllers of one cluster can delete machines of another.
   * @default false - a namespace for each cluster
   */
  readonly sharedByClusters?: boolean;
  /**
   * Whether the tenant has the sizes `standard-2`, `standard-4` and `standard-8`: with 2, 4 and 8 CPUs, and four times
   * as many GiB of memory.
   * @default true
   */
  readonly standardSizes?: boolean;
  /**
   * Further machine sizes.
   * @default [] - none
   */
  readonly sizes?: TenantSize[];
  /**
   * Overrides for parts of specs that have no prop.
   * @default - none
   * @jsii ignore
   */
  readonly overrides?: TenantOverrides;
}
