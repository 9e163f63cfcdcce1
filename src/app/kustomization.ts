import { posix } from 'node:path';
import { CLUSTERS } from './header';
import { toYaml } from './yaml';
import { DELIVERY } from '../delivery/derive';

const NAME = 'kustomization.yaml';

/** The number of folders in the path of a layer: `clusters/<cluster>/<layer>`. */
const LAYER_DEPTH = 3;

/** The number of folders in the path of what one GitOps controller reads: `delivery/<controller>`. */
const CONTROLLER_DEPTH = 2;

/**
 * A `kustomization.yaml` for every folder within a cluster's layers, so that Flux and Argo CD apply only what is
 * listed. Each folder lists its files and the folders within it. In a bundle that is delivered, a folder with files of
 * its own lists these alone: it is a unit, and so is each folder within it. So does the folder of a controller: what is
 * in folders within it, the controller applies itself.
 */
export function kustomizations(files: Iterable<string>, isDelivered = false): Map<string, string[]> {
  const resources = new Map<string, Set<string>>();
  const list = (directory: string, resource: string): void => {
    resources.set(directory, (resources.get(directory) ?? new Set()).add(resource));
  };
  const paths = [...files];
  const units = new Set(isDelivered ? paths.map((path) => posix.dirname(path)) : []);
  for (const file of paths) {
    const parts = file.split('/');
    for (let depth = depthOf(parts[0]); depth < parts.length; depth++) {
      const directory = parts.slice(0, depth).join('/');
      const isFolder = depth < parts.length - 1;
      const isApart = parts[0] === CLUSTERS ? units.has(directory) : depth === CONTROLLER_DEPTH;
      if (!isFolder || !isApart) list(directory, parts[depth]);
    }
  }
  return new Map(
    [...resources].map(([directory, names]) => [posix.join(directory, NAME), kustomization([...names].sort())]),
  );
}

/** The least number of folders above a file that has a kustomization. */
function depthOf(root: string): number {
  if (root === CLUSTERS) return LAYER_DEPTH;
  return root === DELIVERY ? CONTROLLER_DEPTH : Infinity;
}

function kustomization(resources: readonly string[]): string[] {
  return [toYaml({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources })];
}
