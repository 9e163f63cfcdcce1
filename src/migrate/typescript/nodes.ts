import { textOf } from '../../machine-controller/config-var';
import { isForKubeVirt, partsOf } from '../../machine-controller/parts';
import { MACHINE_DEPLOYMENT, MACHINE_GROUP } from '../../machine-controller/types';
import type { Manifest } from '../../manifests/manifest';
import type { Migration } from '../migration';

/** Whether an object is a MachineDeployment whose machines KubeVirt runs. */
export function isForNodes({ group, kind, object }: Manifest): boolean {
  return group === MACHINE_GROUP && kind === MACHINE_DEPLOYMENT && isForKubeVirt(partsOf(object));
}

/** What the MachineDeployments of a cluster say about it. */
interface ClusterOfNodes {
  readonly id: string;
  /** The latest kubelet. The control plane is at least as new. */
  readonly kubernetes: string;
}

/**
 * The cluster that the nodes of a MachineDeployment join, or why it is not known.
 * @param ownIds ids that the program has already
 */
export function clusterOfNodes(
  migration: Migration, manifest: Manifest, ownIds: readonly string[],
): ClusterOfNodes | { readonly reason: string } {
  const id = clusterNameIn(manifest);
  if (id === undefined) return { reason: 'cloudProviderSpec.clusterName does not say which cluster it is for' };
  if (ownIds.includes(id)) return { reason: `clusterName "${id}" is an id that the program has already` };
  if (kubeletOf(manifest.object) === undefined) return { reason: 'versions.kubelet is not a version such as 1.35.4' };
  const kubelets = migration.objects.filter((each) => isForNodes(each) && clusterNameIn(each) === id)
    .flatMap(({ object }) => kubeletOf(object) ?? []);
  return { id, kubernetes: kubelets.sort((one, other) => numberOf(other) - numberOf(one))[0] };
}

/** The id of the cluster that a MachineDeployment is for; undefined if it does not state it as a text. */
export function clusterNameIn({ object }: Manifest): string | undefined {
  return textOf(partsOf(object).cloud.clusterName) || undefined;
}

function kubeletOf(object: Manifest['object']): string | undefined {
  const version: unknown = partsOf(object).machine.versions?.kubelet;
  return typeof version === 'string' && /^\d+\.\d+\.\d+$/.test(version) ? version : undefined;
}

function numberOf(version: string): number {
  return version.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0);
}
