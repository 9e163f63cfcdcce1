import { ApiObject } from 'cdk8s';
import { Call, Code, isMapping, Props } from './code';
import { evaluate } from './evaluate';
import { copyOf } from './same/compare';
import type { Loose } from './same/loose';
import { BundleApp, KubeVirtCluster, TenantCluster, TenantNamespace } from '../../index';
import type { KubernetesObject } from '../../releases/facts';
import type { Target } from '../migration';

/** A tenant's cluster whose nodes are made. */
export interface NodesCluster {
  /** The name of its variable. */
  readonly variable: string;
  readonly id: string;
  /** The version of its control plane. */
  readonly kubernetes: string;
}

/** The names of the variables that calls of a program refer to. */
export interface Around {
  readonly cluster: string;
  /** That of the tenant; undefined for an object of the whole cluster. */
  readonly tenant?: string;
  /** The tenant's cluster that nodes join; undefined for anything else. */
  readonly nodes?: NodesCluster;
}

/** What the call of a construct makes. */
export interface Made {
  readonly objects: readonly Loose[];
  /** What the rules refuse. */
  readonly errors: readonly string[];
}

/** The name of the namespace that things are made in. */
export const TRIAL_NAMESPACE = 'tenant';

/** Fields of metadata that a construct can have, apart from the name and the namespace. */
const METADATA = ['name', 'namespace', 'labels', 'annotations'];

/** Why no construct can have the metadata of an object; undefined if one can. */
export function unsaidMetadata({ metadata }: KubernetesObject): string | undefined {
  const extra = Object.keys(metadata).find((key) => !METADATA.includes(key));
  return extra && `metadata.${extra} has no prop`;
}

/** What the call of a construct makes, in an app of its own. */
export function made(code: Call, around: Around, { kubevirt, cdi }: Target): Made {
  const app = new BundleApp();
  const cluster = KubeVirtCluster.existing(app, 'cluster', { kubevirt, cdi });
  const tenant = TenantNamespace.existing(cluster, 'tenant', { namespaceName: TRIAL_NAMESPACE });
  const scope: Record<string, unknown> = { [around.cluster]: cluster };
  if (around.tenant !== undefined) scope[around.tenant] = tenant;
  if (around.nodes !== undefined) {
    const { variable, id, kubernetes } = around.nodes;
    scope[variable] = new TenantCluster(app, id, { tenant, kubernetes });
  }
  evaluate(code, scope);
  const errors = app.check().filter(({ severity }) => severity === 'error');
  return {
    objects: app.node.findAll().filter(ApiObject.isApiObject).map((each) => copyOf(each.toJson())),
    errors: errors.map(({ rule, message }) => `rule ${rule}: ${message}`),
  };
}

/** Props without lists and mappings that are empty, which is what a missing one is. */
export function withoutEmpty(props: Props): Props {
  const entries = Object.entries(props).map(([name, value]) => [name, isMapping(value) ? withoutEmpty(value) : value]);
  return Object.fromEntries(entries.filter(([, value]) => !isEmpty(value as Code))) as Props;
}

function isEmpty(value: Code): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isMapping(value) && Object.values(value).every((each) => each === undefined);
}

/** The entries of a map that another does not have. */
export function missing(wanted: Readonly<Record<string, string>>, given: Loose = {}): (readonly [string, string])[] {
  return Object.entries(wanted).filter(([key, value]) => given[key] !== value);
}
