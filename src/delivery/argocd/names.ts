import type { Settings } from './settings';
import { Layer } from '../../layout/layer';

export const API_VERSION = 'argoproj.io/v1alpha1';

export const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';
export const COMPARE_OPTIONS = 'argocd.argoproj.io/compare-options';
export const MANIFEST_PATHS = 'argocd.argoproj.io/manifest-generate-paths';

/** Deletes what an Application has applied when it is deleted, except for objects with `Delete=false`. */
export const CASCADE = 'resources-finalizer.argocd.argoproj.io';

/** The destination of an Application none of whose objects is in a namespace. */
export const NO_NAMESPACE = 'default';

/** Labels of Applications: steps of a rollout select by the first two. */
export const STAGE = 'cdk8s-kubevirt.io/stage';
export const LAYER = 'cdk8s-kubevirt.io/layer';
export const CLUSTER = 'cdk8s-kubevirt.io/cluster';
export const TENANT = 'cdk8s-kubevirt.io/tenant';

/** The layers that hold what tenants have. Everything before them is the platform's. */
export const TENANT_LAYERS: readonly Layer[] = [Layer.TENANTS, Layer.WORKLOADS];

/**
 * A name as the template function `normalize` of an ApplicationSet makes it (argo-cd v3.2.11,
 * applicationset/utils/utils.go: SanitizeName).
 */
export function normalised(name: string): string {
  return name.toLowerCase().replace(/[^-a-z0-9.]/g, '-').replace(/^[-.]+|[-.]+$/g, '');
}

/** What the project of a unit depends on. */
export interface Part {
  readonly cluster: string;
  readonly layer: Layer;
  readonly tenant?: string;
}

/** Whether a unit is the platform's. What stands beside the folders of tenants is, too. */
export function isOfPlatform({ layer, tenant }: Part): boolean {
  return layer !== Layer.WORKLOADS && (layer !== Layer.TENANTS || tenant === undefined);
}

/**
 * The name of the project that a unit belongs to: that of the cluster's platform, or that of one tenant or of its
 * machines. Machines of no tenant have one, too.
 */
export function projectOf({ prefix }: Settings, part: Part): string {
  const { cluster, layer, tenant } = part;
  const base = `${prefix}${normalised(cluster)}`;
  if (isOfPlatform(part)) return `${base}-platform`;
  if (layer === Layer.TENANTS) return `${base}-tenants-${tenant}`;
  return tenant === undefined ? `${base}-workloads` : `${base}-workloads-${tenant}`;
}

/** The name of what holds the projects of a cluster, beside an ApplicationSet. */
export function projectsName({ prefix }: Settings, cluster: string): string {
  return `${prefix}${normalised(cluster)}-projects`;
}

/** The name of the ApplicationSet whose Applications hold up no other. */
export function workloadsName({ prefix }: Settings, app: string): string {
  return `${prefix}${normalised(app)}-workloads`;
}

/** The name of what holds the Applications of an app or of a cluster. */
export function deliveryName({ prefix }: Settings, of: string): string {
  return `${prefix}${normalised(of)}-delivery`;
}
