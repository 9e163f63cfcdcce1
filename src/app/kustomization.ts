import { posix } from 'node:path';
import { toYaml } from './yaml';

const NAME = 'kustomization.yaml';

/**
 * A `kustomization.yaml` for every folder within a cluster's layers, so that Flux and Argo CD apply only what is
 * listed: a tenant's folder lists its files; the layer's folder lists its files and its tenants' folders.
 */
export function kustomizations(files: Iterable<string>): Map<string, Buffer[]> {
  const resources = new Map<string, Set<string>>();
  const list = (directory: string, resource: string): void => {
    resources.set(directory, (resources.get(directory) ?? new Set()).add(resource));
  };
  for (const file of files) {
    const [root, cluster, layer, ...rest] = file.split('/');
    if (root !== 'clusters' || rest.length === 0) continue;
    const top = posix.join(root, cluster, layer);
    list(posix.dirname(file), posix.basename(file));
    if (rest.length > 1) list(top, rest[0]);
  }
  return new Map(
    [...resources].map(([directory, names]) => [posix.join(directory, NAME), kustomization([...names].sort())]),
  );
}

function kustomization(resources: readonly string[]): Buffer[] {
  return [Buffer.from(toYaml({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources }))];
}
