import { posix } from 'node:path';
import { toYaml } from './yaml';

const NAME = 'kustomization.yaml';

/** The number of folders in the path of a layer: `clusters/<cluster>/<layer>`. */
const LAYER_DEPTH = 3;

/**
 * A `kustomization.yaml` for every folder within a cluster's layers, so that Flux and Argo CD apply only what is
 * listed. Each folder lists its files and the folders within it.
 */
export function kustomizations(files: Iterable<string>): Map<string, string[]> {
  const resources = new Map<string, Set<string>>();
  const list = (directory: string, resource: string): void => {
    resources.set(directory, (resources.get(directory) ?? new Set()).add(resource));
  };
  for (const file of files) {
    const parts = file.split('/');
    if (parts[0] !== 'clusters') continue;
    for (let depth = LAYER_DEPTH; depth < parts.length; depth++) list(parts.slice(0, depth).join('/'), parts[depth]);
  }
  return new Map(
    [...resources].map(([directory, names]) => [posix.join(directory, NAME), kustomization([...names].sort())]),
  );
}

function kustomization(resources: readonly string[]): string[] {
  return [toYaml({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources })];
}
