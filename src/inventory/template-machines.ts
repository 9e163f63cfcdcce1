import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import { workerLabelsOf } from '../machines/cluster-label';
import { surgeOf } from '../machines/surge';
import type { Labels } from '../toolkit/label-selector';
import { isPlain } from '../toolkit/merge';
import { table } from '../toolkit/table';

const CLUSTER_API = 'cluster.x-k8s.io';
const CONTROL_PLANE = 'controlplane.cluster.x-k8s.io';

/** The template of machines of KubeVirt in Cluster API. */
export const MACHINE_TEMPLATE = 'KubevirtMachineTemplate';

/**
 * Annotations that bound what the cluster autoscaler sets `replicas` to (Cluster API v1.14.2, api/core/v1beta2:
 * AutoscalerMinSizeAnnotation, AutoscalerMaxSizeAnnotation).
 */
export const AUTOSCALER_MIN_SIZE = `${CLUSTER_API}/cluster-api-autoscaler-node-group-min-size`;
export const AUTOSCALER_MAX_SIZE = `${CLUSTER_API}/cluster-api-autoscaler-node-group-max-size`;

/** Where kinds that make equal machines name their template. Versions of a kind may have different paths. */
const USERS: { readonly [kind: string]: readonly (readonly string[])[] } = table({
  [`${CLUSTER_API}/MachineDeployment`]: [['template', 'spec', 'infrastructureRef']],
  [`${CLUSTER_API}/MachineSet`]: [['template', 'spec', 'infrastructureRef']],
  [`${CONTROL_PLANE}/KubeadmControlPlane`]: [
    ['machineTemplate', 'spec', 'infrastructureRef'], ['machineTemplate', 'infrastructureRef'],
  ],
  [`${CONTROL_PLANE}/KThreesControlPlane`]: [['machineTemplate', 'infrastructureRef']],
  [`${CONTROL_PLANE}/TalosControlPlane`]: [['infrastructureTemplate']],
});

/** Whether an object is a template of machines of Cluster API. */
export function isMachineTemplate({ group, kind }: Entry): boolean {
  return group === `infrastructure.${CLUSTER_API}` && kind === MACHINE_TEMPLATE;
}

/** The maximum number of machines that Cluster API makes of a template; 0 if nothing in the bundle names it. */
export function machinesOfTemplate({ cluster, namespace, object }: Entry): number {
  if (cluster === undefined || object === undefined) return 0;
  return machinesIn(cluster).get(keyOf(namespace, object.metadata.name)) ?? 0;
}

/** The name of the KubevirtMachineTemplate that an object makes its machines of; undefined if it names none. */
export function templateNameIn({ group, kind, object }: Entry): string | undefined {
  for (const path of USERS[`${group}/${kind}`] ?? []) {
    const ref = at(object?.spec, path);
    if (isPlain(ref) && ref.kind === MACHINE_TEMPLATE && typeof ref.name === 'string') return ref.name;
  }
  return undefined;
}

/**
 * The labels that the provider writes over those of a template, for the Cluster of the object that makes workers of it
 * (cluster-api-provider-kubevirt v0.11.2, pkg/kubevirt/utils.go: buildVirtualMachineInstanceTemplate).
 */
export function labelsOfProvider(entry: Entry): Labels {
  if (!isMachineTemplate(entry)) return {};
  const { cluster, namespace, object } = entry;
  const makers = namespace === undefined ? [] : MAKERS_OF_WORKERS.flatMap((kind) => (
    cluster?.ofIn(CLUSTER_API, kind, namespace) ?? []));
  const maker = makers.find((each) => templateNameIn(each) === object?.metadata.name);
  const spec = maker?.object?.spec;
  return isPlain(spec) && typeof spec.clusterName === 'string' ? workerLabelsOf(spec.clusterName) : {};
}

const MAKERS_OF_WORKERS = ['MachineDeployment', 'MachineSet'];

const KNOWN = new WeakMap<ClusterView, Map<string, number>>();

function machinesIn(cluster: ClusterView): Map<string, number> {
  const known = KNOWN.get(cluster);
  if (known !== undefined) return known;
  const machines = new Map<string, number>();
  for (const user of Object.keys(USERS).flatMap((key) => cluster.of(...(key.split('/') as [string, string])))) {
    const name = templateNameIn(user);
    if (name === undefined) continue;
    const key = keyOf(user.namespace, name);
    machines.set(key, (machines.get(key) ?? 0) + mostMachinesOf(user));
  }
  KNOWN.set(cluster, machines);
  return machines;
}

/** Where kinds that update by rolling name their strategy. Versions of a kind have different paths. */
const STRATEGIES: { readonly [kind: string]: readonly (readonly string[])[] } = table({
  [`${CLUSTER_API}/MachineDeployment`]: [['rollout', 'strategy'], ['strategy']],
  [`${CONTROL_PLANE}/KubeadmControlPlane`]: [['rollout', 'strategy'], ['rolloutStrategy']],
});

/** The maximum number of machines, with those that a rolling update adds before it deletes others. */
function mostMachinesOf(user: Entry): number {
  const most = mostReplicas(user);
  return most === 0 ? 0 : most + surgeIn(user, most);
}

/**
 * Cluster API updates by rolling, with one machine more at a time, unless the object says otherwise (Cluster API
 * v1.14.2, core/webhooks/admission/machinedeployment.go: Default, kubeadmcontrolplane.go: Default).
 */
function surgeIn({ group, kind, object }: Entry, most: number): number {
  const paths = STRATEGIES[`${group}/${kind}`];
  if (paths === undefined) return 0;
  const { type, rollingUpdate } = paths.map((path) => at(object?.spec, path)).find(isPlain) ?? {};
  if (type !== undefined && type !== 'RollingUpdate') return 0;
  return surgeOf((isPlain(rollingUpdate) ? rollingUpdate.maxSurge : undefined) ?? 1, most);
}

/**
 * Cluster API takes a missing number for 1, or for the minimum of the cluster autoscaler, which may set any up to its
 * maximum.
 */
function mostReplicas({ intent, object }: Entry): number {
  if (intent.externallyScaled !== undefined) return intent.externallyScaled.maxReplicas;
  const { replicas } = (object?.spec ?? {}) as { readonly replicas?: unknown };
  const most = Number(object?.metadata.annotations?.[AUTOSCALER_MAX_SIZE] ?? NaN);
  const stated = typeof replicas === 'number' ? replicas : 1;
  return Number.isInteger(most) ? Math.max(most, stated) : stated;
}

function at(spec: unknown, path: readonly string[]): unknown {
  return path.reduce((value, key) => (isPlain(value) ? value[key] : undefined), spec);
}

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}
