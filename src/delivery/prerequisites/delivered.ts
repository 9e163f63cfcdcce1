import { titleOf, Wanted } from './need';
import type { KubernetesObject } from '../../releases/facts';
import { isPlain } from '../../toolkit/merge';
import { items } from '../../toolkit/shape';
import { CLUSTER } from '../argocd/names';
import type { DeliveredFile } from '../model/writer';

/** The name of the cluster that Argo CD runs in, as Argo CD knows it. */
export const IN_CLUSTER = 'in-cluster';

type Fields = { readonly [key: string]: unknown };

/** What the objects that deliver the bundle need where the GitOps controllers run. */
export function* wantedByDelivery(files: readonly DeliveredFile[]): Iterable<Wanted> {
  const ofArgoCd: KubernetesObject[] = [];
  for (const { objects, cluster } of files) {
    if (cluster === undefined) ofArgoCd.push(...objects);
    else for (const object of objects) yield* secretsOfFlux(object, cluster);
  }
  yield* clustersOfArgoCd(ofArgoCd);
}

/** The Secrets with the kubeconfig of another cluster, with credentials, and with keys of signatures. */
function* secretsOfFlux(object: KubernetesObject, cluster: string): Iterable<Wanted> {
  const { namespace } = object.metadata;
  const spec = fieldsOf(object.spec);
  const references = [fieldsOf(spec.kubeConfig), spec, fieldsOf(spec.verify)].map(({ secretRef }) => secretRef);
  for (const { name } of references.map(fieldsOf)) {
    if (typeof name !== 'string') continue;
    yield { cluster, need: { what: 'Secret', name, namespace }, by: titleOf(object) };
  }
}

/**
 * Argo CD knows another cluster by a Secret with the label `argocd.argoproj.io/secret-type: cluster`, whose content has
 * the name (argo-cd v3.2, docs/operator-manual/declarative-setup.md: Clusters). `argocd cluster add` writes it.
 */
function* clustersOfArgoCd(objects: readonly KubernetesObject[]): Iterable<Wanted> {
  const projects = objects.filter(({ kind }) => kind === 'AppProject').map((project) => ({
    project, names: new Set(items(fieldsOf(project.spec).destinations as Fields[] | undefined).map(({ name }) => name)),
  }));
  const own = projects.find(({ project, names }) => names.has(IN_CLUSTER) && clusterOf(project) !== undefined);
  const cluster = (own && clusterOf(own.project)) ?? IN_CLUSTER;
  for (const { project, names } of projects) {
    for (const name of names) {
      if (typeof name !== 'string' || name === IN_CLUSTER) continue;
      const need = { what: 'Secret of a cluster', name, namespace: project.metadata.namespace };
      yield { cluster, need, by: titleOf(project) };
    }
  }
}

function clusterOf({ metadata }: KubernetesObject): string | undefined {
  return metadata.labels?.[CLUSTER];
}

function fieldsOf(value: unknown): Fields {
  return isPlain(value) ? value : {};
}
